import { Link } from '@tanstack/react-router';
import { File, Folder } from 'lucide-react';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import type { RepositoryQuality } from './quality.documents.js';
import { qualityMessages } from './quality.messages.js';
import styles from './quality-page.module.css';

interface FolderProps {
  readonly repository: RepositoryQuality;
  readonly folder: string;
}

/** What lies in a folder, with what became of its calls. */
export function FolderTable({ repository: { name, files }, folder }: FolderProps) {
  const t = useMessages(qualityMessages);
  const formats = useFormats();
  return (
    <>
      <Crumbs name={name} folder={folder} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('folders')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              {[t('lines'), t('resolved'), t('external'), t('unresolved'), t('parseErrors')].map((title) => (
                <th key={title} scope="col" className={styles.right}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(files?.nodes ?? []).map(({ kind, name: entry, path, quality: { lines, calls, parseErrors } }) => (
              <tr key={path}>
                <th scope="row">
                  <span className={styles.entry}>
                    {kind === 'FOLDER' ? <Folder aria-hidden /> : <File aria-hidden />}
                    {kind === 'FOLDER' ? (
                      <Link to="/repositories/$name" params={{ name }} search={{ repository: name, folder: path }}>
                        {entry}
                      </Link>
                    ) : (
                      <Link to="/ask" search={{ repository: name, file: path }}>
                        {entry}
                      </Link>
                    )}
                  </span>
                </th>
                {[lines, calls.resolved, calls.external, calls.unresolved, parseErrors].map((value, index) => (
                  // Columns stand in a fixed order.
                  <td key={index} className={styles.right}>
                    {formats.number(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {files?.pageInfo.hasNextPage === true && <p className={styles.hint}>{t('more')}</p>}
    </>
  );
}

function Crumbs({ name, folder }: { readonly name: string; readonly folder: string }) {
  const t = useMessages(qualityMessages);
  const parts = folder === '' ? [] : folder.split('/');
  return (
    <nav className={styles.crumbs} aria-label={t('folder')}>
      <Link to="/repositories/$name" params={{ name }} search={{ repository: name }}>
        {t('root')}
      </Link>
      {parts.map((part, index) => {
        const path = parts.slice(0, index + 1).join('/');
        return (
          <span key={path}>
            {'/ '}
            <Link to="/repositories/$name" params={{ name }} search={{ repository: name, folder: path }}>
              {part}
            </Link>
          </span>
        );
      })}
    </nav>
  );
}
