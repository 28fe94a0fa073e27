import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { ExplorerGraph } from './graph-model.js';

/** The drawing as a table, for the keyboard and for those who don't see it. */
export function GraphList(props: {
  readonly graph: ExplorerGraph;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const { symbols, edges } = props.graph;
  return (
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
        {symbols.map(({ id, label, name, qualifiedName, filePath, startLine }) => (
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
            <td className={styles.number}>{formats.number(edges.filter(({ target }) => target === id).length)}</td>
            <td className={styles.number}>{formats.number(edges.filter(({ source }) => source === id).length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
