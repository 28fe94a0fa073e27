import { FileQuestion, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { Button, IconButton } from '../components/button/button.js';
import { EmptyState } from '../components/empty-state/empty-state.js';
import { FailureNotice } from '../components/failure/failure-notice.js';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { SymbolDot } from '../components/symbol/symbol-dot.js';
import { failureOf } from '../graphql/errors.js';
import type { ResultOf } from '../graphql/graphql.js';
import { useMessages } from '../i18n/use-messages.js';
import { FileOutline } from './file-outline.js';
import { SourceLines } from './source-lines.js';
import { type Margins, marginsOf } from './margins.js';
import { marginsDocument, sourceTextDocument, symbolDocument } from './source.documents.js';
import { sourceMessages } from './source.messages.js';
import styles from './source-panel.module.css';
import { SymbolSurroundings } from './symbol-surroundings.js';
import { SymbolRelations } from './symbol-relations.js';

/** What the panel shows: a symbol with its relations, or a file. */
export type SourcePlace = { readonly symbol: string } | { readonly file: string; readonly line: number | undefined };

interface PanelProps {
  readonly repository: string;
  readonly place: SourcePlace;
  readonly onClose: () => void;
  /** Draws the graph around a symbol, too. */
  readonly hasGraph?: boolean;
  /** A symbol at the other end of a relation was chosen. */
  readonly onSymbol: (symbolId: string) => void;
}

/** Source and surroundings of a place in the code, beside what speaks of it. */
export function SourcePanel({ repository, place, onClose, onSymbol, hasGraph = false }: PanelProps) {
  if ('symbol' in place) {
    const symbol = { repository, id: place.symbol, onClose, onSymbol, hasGraph };
    return <SymbolPanel key={place.symbol} {...symbol} />;
  }
  const marked = place.line === undefined ? undefined : { from: place.line, to: place.line };
  return (
    <>
      <PanelHead title={place.file.split('/').at(-1) ?? place.file} subtitle={place.file} onClose={onClose} />
      <FileSource repository={repository} filePath={place.file} marked={marked} isWhole onSymbol={onSymbol} />
    </>
  );
}

function PanelHead(props: {
  readonly title: string;
  readonly subtitle: string;
  readonly label?: string;
  readonly onClose: () => void;
}) {
  const t = useMessages(sourceMessages);
  return (
    <header className={styles.head}>
      {props.label !== undefined && <SymbolDot label={props.label} />}
      <div className={styles.names}>
        <h2 className={styles.title}>{props.title}</h2>
        <p className={styles.subtitle}>{props.subtitle}</p>
      </div>
      <IconButton label={t('close')} icon={<X />} size="sm" onClick={props.onClose} />
    </header>
  );
}

type SymbolView = NonNullable<NonNullable<ResultOf<typeof symbolDocument>['repository']>['symbol']>;

function SymbolPanel(props: Omit<PanelProps, 'place'> & { readonly id: string; readonly hasGraph: boolean }) {
  const { repository, id, onClose, onSymbol, hasGraph } = props;
  const t = useMessages(sourceMessages);
  const [{ data, error }, ask] = useQuery({ query: symbolDocument, variables: { repository, id } });
  const symbol = data?.repository?.symbol;
  if (error !== undefined && data === undefined) {
    return <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  }
  if (data === undefined) return <Skeleton lines={8} />;
  if (symbol == null) {
    return (
      <>
        <PanelHead title={id.split(':').at(-1) ?? id} subtitle={id} onClose={onClose} />
        <EmptyState icon={<FileQuestion />} title={t('noSymbol')} text={t('noSymbolText')} />
      </>
    );
  }
  return (
    <>
      <PanelHead title={symbol.name} subtitle={symbol.qualifiedName} label={symbol.label} onClose={onClose} />
      <SymbolBody repository={repository} symbol={symbol} onSymbol={onSymbol} hasGraph={hasGraph} />
    </>
  );
}

interface BodyProps {
  readonly repository: string;
  readonly symbol: SymbolView;
  readonly hasGraph: boolean;
  readonly onSymbol: (symbolId: string) => void;
}

function SymbolBody({ repository, symbol, onSymbol, hasGraph }: BodyProps) {
  const t = useMessages(sourceMessages);
  const { filePath, startLine, endLine, description, docstring } = symbol;
  const words = description ?? docstring;
  return (
    <div className={styles.body}>
      {words !== null && words !== '' && <p className={styles.words}>{words}</p>}
      {filePath === '' || startLine === null ? (
        <p className={styles.words}>{t('external')}</p>
      ) : (
        <FileSource
          repository={repository}
          filePath={filePath}
          marked={{ from: startLine, to: endLine ?? startLine }}
          symbolId={symbol.id}
          onSymbol={onSymbol}
        />
      )}
      {hasGraph && <SymbolSurroundings repository={repository} symbolId={symbol.id} onSymbol={onSymbol} />}
      <SymbolRelations repository={repository} symbolId={symbol.id} counts={symbol.relationCounts} onSymbol={onSymbol} />
    </div>
  );
}

interface Marked {
  readonly from: number;
  readonly to: number;
}

interface FileProps {
  readonly repository: string;
  readonly filePath: string;
  readonly marked: Marked | undefined;
  /** Shows the whole file (as much as one answer holds) at once. */
  readonly isWhole?: boolean;
  /** The symbol whose lines are marked. */
  readonly symbolId?: string;
  readonly onSymbol: (symbolId: string) => void;
}

const LINES_AROUND = 3;
const MAX_LINES = 5_000;

function FileSource({ repository, filePath, marked, isWhole = false, symbolId, onSymbol }: FileProps) {
  const t = useMessages(sourceMessages);
  const [wantsWhole, setWantsWhole] = useState(isWhole);
  const [firstLine, setFirstLine] = useState<number>();
  const asked = linesToAsk(marked, wantsWhole);
  const variables =
    firstLine === undefined
      ? { repository, filePath, ...asked }
      : { repository, filePath, startLine: firstLine, endLine: firstLine + MAX_LINES - 1 };
  const margins = useMargins(repository, symbolId, marked);
  const [{ data, error }] = useQuery({ query: sourceTextDocument, variables });
  if (error !== undefined && data === undefined) return <FailureNotice failure={failureOf(error)} />;
  if (data === undefined) return <Skeleton lines={8} />;
  const source = data.repository?.sourceText;
  if (source == null) return <p className={styles.words}>{t('noSource')}</p>;
  return (
    <section className={wantsWhole ? styles.whole : styles.part} aria-label={t('source', { file: filePath })}>
      <FileHead
        filePath={filePath}
        extent={source}
        onWhole={wantsWhole ? undefined : () => setWantsWhole(true)}
        onFirstLine={setFirstLine}
      />
      <FileOutline repository={repository} filePath={filePath} onSymbol={onSymbol} />
      <SourceLines
        text={source.text}
        language={source.language ?? ''}
        startLine={source.startLine}
        marked={marked}
        margins={margins}
        onSymbol={onSymbol}
      />
    </section>
  );
}

/** What stands beside the lines of a function, once it is known. */
function useMargins(repository: string, id: string | undefined, marked: Marked | undefined): Margins | undefined {
  const [{ data }] = useQuery({ query: marginsDocument, variables: { repository, id: id ?? '' }, pause: id === undefined });
  const symbol = data?.repository?.symbol;
  const { from, to } = marked ?? { from: 1, to: 1 };
  return useMemo(() => (symbol == null ? undefined : marginsOf(symbol, { from, to })), [symbol, from, to]);
}

/** The marked lines with a few around them, or as much about them as one answer holds. */
function linesToAsk(marked: Marked | undefined, wantsWhole: boolean) {
  const startLine = Math.max(1, (marked?.from ?? 1) - (wantsWhole ? MAX_LINES / 2 : LINES_AROUND));
  const last = startLine + MAX_LINES - 1;
  return { startLine, endLine: marked === undefined || wantsWhole ? last : Math.min(marked.to + LINES_AROUND, last) };
}

interface FileHeadProps {
  readonly filePath: string;
  readonly extent: { readonly startLine: number; readonly endLine: number; readonly totalLines: number };
  /** Asks for the whole file, where it is not shown already. */
  readonly onWhole: (() => void) | undefined;
  /** Goes to another part of a file that is too long for one answer. */
  readonly onFirstLine: (line: number) => void;
}

function FileHead({ filePath, extent: { startLine, endLine, totalLines }, onWhole, onFirstLine }: FileHeadProps) {
  const t = useMessages(sourceMessages);
  return (
    <div className={styles.file}>
      <code>{filePath}</code>
      <span>{t('lines', { from: startLine, to: endLine, total: totalLines })}</span>
      {onWhole !== undefined && endLine - startLine + 1 < totalLines && (
        <Button size="sm" look="quiet" onClick={onWhole}>
          {t('whole')}
        </Button>
      )}
      {onWhole === undefined && startLine > 1 && (
        <Button size="sm" look="quiet" onClick={() => onFirstLine(Math.max(1, startLine - MAX_LINES))}>
          {t('earlier')}
        </Button>
      )}
      {onWhole === undefined && endLine < totalLines && (
        <Button size="sm" look="quiet" onClick={() => onFirstLine(endLine + 1)}>
          {t('later')}
        </Button>
      )}
    </div>
  );
}
