import { Link } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { useQuery } from 'urql';
import { symbolsAddress } from '../app/symbol-address.js';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { kindColour, relationColour } from '../drawing/symbol-colours.js';
import type { Scene } from '../drawing/scene.js';
import type { ResultOf } from '../graphql/graphql.js';
import { useMessages } from '../i18n/use-messages.js';
import { surroundingsDocument } from './source.documents.js';
import { sourceMessages } from './source.messages.js';
import styles from './source-panel.module.css';

const GraphCanvas = lazy(async () => ({ default: (await import('../drawing/graph-canvas.js')).GraphCanvas }));

interface SurroundingsProps {
  readonly repository: string;
  readonly symbolId: string;
  readonly onSymbol: (symbolId: string) => void;
}

/** A small drawing of a symbol and what is next to it; the explorer goes on from there. */
export function SymbolSurroundings({ repository, symbolId, onSymbol }: SurroundingsProps) {
  const t = useMessages(sourceMessages);
  const [{ data }] = useQuery({ query: surroundingsDocument, variables: { repository, id: symbolId } });
  const around = data?.repository?.symbol?.neighbourhood;
  const scene = useMemo(() => sceneAround(around, symbolId), [around, symbolId]);
  return (
    <section className={styles.surroundings} aria-label={t('graph')}>
      <div className={styles.drawing}>
        {around === undefined ? (
          <Skeleton lines={4} />
        ) : (
          <Suspense fallback={<Skeleton lines={4} />}>
            <GraphCanvas
              scene={scene}
              emphasis={NO_EMPHASIS}
              label={t('graphLabel', { count: scene.nodes.length })}
              onSelect={({ node }) => {
                if (node !== undefined && node !== symbolId) onSymbol(node);
              }}
              onOpen={onSymbol}
            />
          </Suspense>
        )}
      </div>
      <Link {...symbolsAddress(repository, [symbolId])} className={styles.explore}>
        <Waypoints aria-hidden />
        {t('explore')}
      </Link>
    </section>
  );
}

const NO_EMPHASIS = {};
const RADIUS = { centre: 13, other: 8 };

type Around = NonNullable<NonNullable<ResultOf<typeof surroundingsDocument>['repository']>['symbol']>['neighbourhood'];

function sceneAround(around: Around | undefined, symbolId: string): Scene {
  const { symbols = [], relations = [] } = around ?? {};
  const edges = new Map(relations.map((relation) => [`${relation.sourceId}\0${relation.targetId}`, relation]));
  return {
    nodes: symbols.map(({ id, label, name, isTest }) => ({
      id,
      title: name,
      shape: ['PACKAGE', 'MODULE', 'CLASS', 'TYPE'].includes(label) ? 'square' : 'circle',
      radius: id === symbolId ? RADIUS.centre : RADIUS.other,
      colour: id === symbolId ? 'accent' : kindColour(label),
      isFaint: isTest,
    })),
    edges: [...edges].map(([id, { sourceId, targetId, type, confidence }]) => ({
      id,
      source: sourceId,
      target: targetId,
      colour: relationColour(type),
      width: 1.2,
      isDashed: confidence === 'CANDIDATE',
      title: type,
    })),
  };
}
