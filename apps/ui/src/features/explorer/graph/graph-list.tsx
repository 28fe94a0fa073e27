import { useMemo, useState } from 'react';
import { Button } from '../../../components/button/button.js';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { ExplorerGraph } from './graph-model.js';

const ROWS = 500;

/** The drawing as a table, for the keyboard and for those who don't see it. */
export function GraphList(props: {
  readonly graph: ExplorerGraph;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const { symbols, edges } = props.graph;
  const [rows, setRows] = useState(ROWS);
  const ends = useMemo(() => countEnds(edges), [edges]);
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('place')}</th>
            <th scope="col" className={styles.number}>
              {t('in')}
            </th>
            <th scope="col" className={styles.number}>
              {t('out')}
            </th>
          </tr>
        </thead>
        <tbody>
          {symbols.slice(0, rows).map(({ id, label, name, qualifiedName, filePath, startLine }) => (
            <tr key={id} data-chosen={id === props.chosen ? '' : undefined}>
              <td>
                <button
                  type="button"
                  className={styles.name}
                  title={qualifiedName}
                  aria-pressed={id === props.chosen}
                  onClick={() => {
                    props.onChoose(id);
                  }}
                >
                  <SymbolDot label={label} />
                  {name}
                </button>
              </td>
              <td>{filePath === '' ? qualifiedName : `${filePath}${startLine === null ? '' : `:${String(startLine)}`}`}</td>
              <td className={styles.number}>{formats.number(ends.in.get(id) ?? 0)}</td>
              <td className={styles.number}>{formats.number(ends.out.get(id) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows < symbols.length && (
        <Button
          look="quiet"
          onClick={() => {
            setRows(rows + ROWS);
          }}
        >
          {t('moreRows', { count: formats.number(symbols.length - rows) })}
        </Button>
      )}
    </>
  );
}

function countEnds(edges: ExplorerGraph['edges']): Record<'in' | 'out', ReadonlyMap<string, number>> {
  const count = (ids: readonly string[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  return { in: count(edges.map(({ target }) => target)), out: count(edges.map(({ source }) => source)) };
}
