import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../../components/button/button.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { failureOf } from '../../../graphql/errors.js';
import type { ResultOf } from '../../../graphql/graphql.js';
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
  const [{ data, error }] = useQuery({ query: skippedFilesDocument, variables: { name, after } });
  const files = data?.repository?.skippedFiles;
  return (
    <tbody>
      {files === undefined ? (
        <WideRow>{error === undefined ? <Skeleton lines={2} /> : <FailureNotice failure={failureOf(error)} />}</WideRow>
      ) : (
        <SkippedRows files={files} isFirst={after === null} onMore={onMore} />
      )}
    </tbody>
  );
}

interface RowsProps {
  readonly files: NonNullable<ResultOf<typeof skippedFilesDocument>['repository']>['skippedFiles'];
  readonly isFirst: boolean;
  readonly onMore: PageProps['onMore'];
}

function SkippedRows({ files, isFirst, onMore }: RowsProps) {
  const t = useMessages(qualityMessages);
  const cursor = files.pageInfo.hasNextPage ? files.pageInfo.endCursor : null;
  return (
    <>
      {isFirst && files.nodes.length === 0 && <WideRow>{t('noneSkipped')}</WideRow>}
      {files.nodes.map(({ path, reason }) => (
        <tr key={path}>
          <td>
            <code>{path}</code>
          </td>
          <td>{reason}</td>
        </tr>
      ))}
      {cursor !== null && onMore !== undefined && (
        <WideRow>
          <Button size="sm" onClick={() => onMore(cursor)}>
            {t('showMore')}
          </Button>
        </WideRow>
      )}
    </>
  );
}

function WideRow({ children }: { readonly children: ReactNode }) {
  return (
    <tr>
      <td colSpan={2}>{children}</td>
    </tr>
  );
}
