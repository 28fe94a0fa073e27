import { Link } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { symbolAddress, symbolsAddress } from '../../../app/symbol-address.js';
import { EmptyState } from '../../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { DrawingArea } from '../../../drawing/drawing-area.js';
import type { Drawing } from '../../../drawing/graph-canvas.js';
import { failureOf } from '../../../graphql/errors.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultGraphDocument } from '../playground.documents.js';
import { resultMessages } from '../playground.messages.js';
import styles from './result.module.css';
import { type ResultGraph, sceneOfResult } from './scene-of-result.js';
import { MAX_DRAWN, symbolsOfRows } from './symbols-of-rows.js';
import type { Rows } from './table-rows.js';

const NOTHING: ResultGraph = { symbols: [], relations: [], truncated: false };

/** The symbols of a result as a drawing, with everything that is between them. */
export function ResultGraphView({ repository, rows }: { readonly repository: string; readonly rows: Rows }) {
  const t = useMessages(resultMessages);
  const { ids, isCut } = useMemo(() => symbolsOfRows(rows), [rows]);
  const [{ data, error }, retry] = useQuery({
    query: resultGraphDocument,
    variables: { repository, ids: [...ids] },
    pause: ids.length === 0,
    requestPolicy: 'network-only',
  });
  const [chosen, setChosen] = useState<string>();
  const graph = data?.repository?.subgraph;
  const scene = useMemo(() => sceneOfResult(graph ?? NOTHING), [graph]);
  const emphasis = useMemo(() => ({ node: chosen }), [chosen]);
  const drawing = useRef<Drawing>(null);
  if (ids.length === 0) return <EmptyState icon={<Waypoints />} title={t('noSymbols')} text={t('noSymbolsText')} />;
  if (error !== undefined && graph === undefined) return <FailureNotice failure={failureOf(error)} onRetry={() => retry()} />;
  if (graph === undefined) return <Skeleton lines={6} />;
  const symbol = graph.symbols.find(({ id }) => id === chosen);
  return (
    <div className={styles.drawing}>
      <DrawingArea
        scene={scene}
        emphasis={emphasis}
        label={t('drawing', { symbols: graph.symbols.length })}
        drawing={drawing}
        onSelect={({ node }) => setChosen(node)}
        onOpen={setChosen}
      />
      <p className={styles.caption} role="status">
        {symbol === undefined ? (
          <>
            {t('drawn', { symbols: graph.symbols.length, relations: graph.relations.length })}
            {isCut && ` ${t('drawnCut', { count: MAX_DRAWN })}`}
            <Link {...symbolsAddress(repository, ids)}>{t('explore')}</Link>
          </>
        ) : (
          <>
            <SymbolDot label={symbol.label} />
            <Link {...symbolAddress(repository, symbol.id)} title={symbol.qualifiedName}>
              {symbol.name}
            </Link>
            <span>{placeOf(symbol)}</span>
          </>
        )}
      </p>
    </div>
  );
}

function placeOf({ filePath, startLine }: ResultGraph['symbols'][number]): string {
  return startLine === null ? filePath : `${filePath}:${String(startLine)}`;
}
