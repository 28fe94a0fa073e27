import { Button } from '../../../components/button/button.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { CodeMap, MapEntry } from './code-map.js';

/** The map as a table. */
export function MapList(props: {
  readonly map: CodeMap;
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
  readonly onOpen: (entry: MapEntry) => void;
}) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const sum = (path: string, end: 'source' | 'target'): number =>
    props.map.relations.filter((relation) => relation[end] === path).reduce((total, { count }) => total + count, 0);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          <th scope="col" className={styles.number}>
            {t('symbols')}
          </th>
          <th scope="col" className={styles.number}>
            {t('in')}
          </th>
          <th scope="col" className={styles.number}>
            {t('out')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('openFolder')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.map.entries.map((entry) => (
          <tr key={entry.path} data-chosen={entry.path === props.chosen ? '' : undefined}>
            <td>
              <button
                type="button"
                className={styles.name}
                aria-pressed={entry.path === props.chosen}
                onClick={() => {
                  props.onChoose(entry.path);
                }}
              >
                {entry.kind === 'FOLDER' ? `${entry.path}/` : entry.path}
              </button>
            </td>
            <td className={styles.number}>{formats.number(entry.symbols)}</td>
            <td className={styles.number}>{formats.number(sum(entry.path, 'target'))}</td>
            <td className={styles.number}>{formats.number(sum(entry.path, 'source'))}</td>
            <td>
              <Button
                size="sm"
                look="quiet"
                onClick={() => {
                  props.onOpen(entry);
                }}
              >
                {entry.kind === 'FOLDER' ? t('openFolder') : t('showSymbols')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
