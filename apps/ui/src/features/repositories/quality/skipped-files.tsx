import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../../components/button/button.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { failureOf } from '../../../graphql/errors.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { skippedFilesDocument } from './quality.documents.js';
import { qualityMessages } from './quality.messages.js';
import styles from './quality-page.module.css';

/** Files that were left out, with the reason, page after page. */
export function SkippedFiles({ name }: { readonly name: string }) {
  const t = useMessages(qualityMessages);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('reason')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('path')}</th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        {cursors.map((after, index) => (
          <SkippedPage
            key={after ?? ''}
            name={name}
            after={after}
            onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : undefined}
          />
        ))}
      </table>
    </div>
  );
}

interface PageProps {
  readonly name: string;
  readonly after: string | null;
  readonly onMore: ((cursor: string) => void) | undefined;
}

function SkippedPage({ name, after, onMore }: PageProps) {
  const t = useMessages(qualityMessages);
  const [{ data, error }] = useQuery({ query: skippedFilesDocument, variables: { name, after } });
  const files = data?.repository?.skippedFiles;
  const cursor = files?.pageInfo.hasNextPage === true ? files.pageInfo.endCursor : null;
  return (
    <tbody>
      {files === undefined && (
        <tr>
          <td colSpan={2}>{error === undefined ? <Skeleton lines={2} /> : <FailureNotice failure={failureOf(error)} />}</td>
        </tr>
      )}
      {after === null && files?.nodes.length === 0 && (
        <tr>
          <td colSpan={2}>{t('noneSkipped')}</td>
        </tr>
      )}
      {files?.nodes.map(({ path, reason }) => (
        <tr key={path}>
          <td>
            <code>{path}</code>
          </td>
          <td>{reason}</td>
        </tr>
      ))}
      {cursor !== null && onMore !== undefined && (
        <tr>
          <td colSpan={2}>
            <Button size="sm" onClick={() => onMore(cursor)}>
              {t('showMore')}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
