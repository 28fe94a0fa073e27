import { FolderMinus } from 'lucide-react';
import { Button } from '../../../components/button/button.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { sourceMessages } from '../../../source/source.messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { ExplorerAddress } from '../use-explorer-address.js';
import type { CodeMap, MapEntry } from './code-map.js';

interface MapSideProps {
  readonly map: CodeMap;
  readonly address: ExplorerAddress;
  readonly onOpen: (entry: MapEntry) => void;
}

/** What is said about the chosen folder, file or line; and the folders that stand open. */
export function MapSide({ map, address, onOpen }: MapSideProps) {
  const t = useMessages(explorerMessages);
  const { chosen, to, folders } = address;
  const entry = map.entries.find(({ path }) => path === chosen);
  return (
    <>
      {to !== undefined && chosen !== undefined && <Between map={map} from={chosen} to={to} />}
      {to === undefined && entry !== undefined && <Entry entry={entry} onOpen={onOpen} />}
      {folders.length > 0 && (
        <section className={styles.section}>
          <h2>{t('folder')}</h2>
          <div className={styles.actions}>
            {folders.map((folder) => (
              <Button
                key={folder}
                size="sm"
                icon={<FolderMinus aria-hidden />}
                aria-label={t('closeFolder', { folder })}
                onClick={() => {
                  address.toggleFolder(folder);
                }}
              >
                {folder}
              </Button>
            ))}
          </div>
        </section>
      )}
      <Largest map={map} address={address} />
    </>
  );
}

function Entry({ entry, onOpen }: { readonly entry: MapEntry; readonly onOpen: (entry: MapEntry) => void }) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const { kind, path, files, symbols } = entry;
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 title={path}>{path}</h2>
      </div>
      <p>
        {t('counts', { type: t('symbols'), count: formats.number(symbols) })}
        {kind === 'FOLDER' && <> · {t('counts', { type: t('files'), count: formats.number(files) })}</>}
      </p>
      <div className={styles.actions}>
        <Button
          size="sm"
          look="primary"
          onClick={() => {
            onOpen(entry);
          }}
        >
          {kind === 'FOLDER' ? t('openFolder') : t('showSymbols')}
        </Button>
      </div>
    </section>
  );
}

function Between({ map, from, to }: { readonly map: CodeMap; readonly from: string; readonly to: string }) {
  const t = useMessages(explorerMessages);
  const relationText = useMessages(sourceMessages);
  const formats = useFormats();
  const relations = map.relations.filter(({ source, target }) => source === from && target === to);
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2>{t('edge', { from, to })}</h2>
      </div>
      {relations.map(({ type, count }) => (
        <p key={type}>{t('counts', { type: relationText(`${type} OUT`), count: formats.number(count) })}</p>
      ))}
    </section>
  );
}

const SHOWN = 12;

function Largest({ map, address }: Pick<MapSideProps, 'map' | 'address'>) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const largest = map.entries.toSorted((left, right) => right.symbols - left.symbols).slice(0, SHOWN);
  return (
    <section className={styles.section}>
      <h2>{t('symbols')}</h2>
      <div className={styles.keys}>
        {largest.map(({ path, symbols }) => (
          <button
            key={path}
            type="button"
            className={styles.find}
            aria-pressed={path === address.chosen}
            onClick={() => {
              address.choose(path);
            }}
          >
            {path}
            <small>{formats.number(symbols)}</small>
          </button>
        ))}
      </div>
    </section>
  );
}
