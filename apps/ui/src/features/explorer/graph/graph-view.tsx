import { type RefObject, useMemo, useRef, useState } from 'react';
import { PanelBoundary } from '../../../components/panel/panel.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { useShortcuts } from '../../../keyboard/shortcuts.js';
import { sceneOfGraph } from '../appearance.js';
import { DrawingArea } from '../../../drawing/drawing-area.js';
import type { Drawing } from '../../../drawing/graph-canvas.js';
import type { Scene } from '../../../drawing/scene.js';
import { useEmphasis } from '../use-emphasis.js';
import { ExplorerFrame } from '../explorer-frame.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import { useSavings } from '../use-savings.js';
import { Toolbar } from '../toolbar.js';
import type { ExplorerAddress } from '../use-explorer-address.js';
import { type ExplorerGraph, filterGraph } from './graph-model.js';
import { GraphList } from './graph-list.js';
import { GraphSide } from './graph-side.js';
import { PathNotice } from './path-notice.js';
import { type ExplorerState, useExplorerGraph } from './use-explorer-graph.js';

const NOTHING = { symbols: [], edges: [], filtered: { symbols: 0, relations: 0 } };

/** Symbols and what is between them. */
export function GraphView({
  repository,
  revision,
  address,
}: {
  readonly repository: string;
  readonly revision: string | undefined;
  readonly address: ExplorerAddress;
}) {
  const state = useExplorerGraph({ repository, revision }, address.steps);
  const { filters, looks, chosen, to } = address;
  const graph = useMemo(
    () => (state.graph === undefined ? undefined : filterGraph(state.graph, filters)),
    [state.graph, filters],
  );
  const scene = useMemo(() => sceneOfGraph(graph ?? NOTHING, looks), [graph, looks]);
  const drawing = useRef<Drawing>(null);
  const [pathStart, setPathStart] = useState<string>();
  const savings = useSavings({ name: repository, scene, drawing, data: graph });
  useHideKey(address);
  /** Ends the path that was begun. @returns whether there was one */
  const endPath = (id: string): boolean => {
    if (pathStart === undefined || pathStart === id) return false;
    address.act({ kind: 'path', id: pathStart, to: id });
    setPathStart(undefined);
    return true;
  };
  const choose = (id: string): void => {
    endPath(id);
    address.choose(id);
  };
  const add = (id: string): void => {
    if (!endPath(id)) address.act({ kind: 'show', id });
    address.choose(id);
  };
  return (
    <ExplorerFrame
      toolbar={<Toolbar repository={repository} address={address} savings={savings} onFound={add} />}
      isSideWide={chosen !== undefined}
      status={<GraphStatus state={state} shown={graph} />}
      side={
        <PanelBoundary resetKey={`${chosen ?? ''} ${to ?? ''} ${revision ?? ''}`}>
          <GraphSide
            key={revision}
            repository={repository}
            address={address}
            all={state.graph}
            shown={graph}
            onPathStart={setPathStart}
            onTogglePin={(id) => drawing.current?.togglePin(id)}
          />
        </PanelBoundary>
      }
    >
      {graph === undefined && state.failure === undefined && (
        <div className={styles.waiting}>
          <Skeleton lines={6} />
        </div>
      )}
      {graph !== undefined && <GraphBody graph={graph} scene={scene} address={address} drawing={drawing} onChoose={choose} />}
      {pathStart !== undefined && (
        <PathNotice
          name={graph?.symbols.find(({ id }) => id === pathStart)?.name ?? pathStart}
          onCancel={() => {
            setPathStart(undefined);
          }}
        />
      )}
      {state.failure !== undefined && (
        <div className={styles.failure}>
          <FailureNotice failure={state.failure} onRetry={state.retry} />
        </div>
      )}
    </ExplorerFrame>
  );
}

/** The chosen symbol is hidden by a key. */
function useHideKey({ chosen, to, act }: ExplorerAddress): void {
  useShortcuts([
    {
      keys: 'Delete',
      title: explorerMessages.hide,
      run: () => {
        if (chosen !== undefined && to === undefined) act({ kind: 'hide', id: chosen });
      },
    },
  ]);
}

function GraphBody(props: {
  readonly graph: ExplorerGraph;
  readonly scene: Scene;
  readonly address: ExplorerAddress;
  readonly drawing: RefObject<Drawing | null>;
  readonly onChoose: (id: string) => void;
}) {
  const { graph, address, onChoose } = props;
  const t = useMessages(explorerMessages);
  const emphasis = useEmphasis(address);
  if (address.isList) return <GraphList graph={graph} chosen={address.chosen} onChoose={onChoose} />;
  return (
    <DrawingArea
      scene={props.scene}
      emphasis={emphasis}
      label={t('drawing', { symbols: graph.symbols.length })}
      drawing={props.drawing}
      onSelect={({ node, edge }) => {
        if (node !== undefined) onChoose(node);
        else if (edge === undefined) address.choose(undefined);
        else address.choose(...(edge.split('\0') as [string, string]));
      }}
      onOpen={(id) => {
        address.act({ kind: 'calls', id, direction: 'IN', depth: 1 });
      }}
    />
  );
}

function GraphStatus({
  state,
  shown,
}: {
  readonly state: ExplorerState;
  readonly shown: ReturnType<typeof filterGraph> | undefined;
}) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  if (shown === undefined) return state.failure === undefined ? <>{t('loading')}</> : null;
  const relations = shown.edges.reduce((sum, edge) => sum + edge.relations.length, 0);
  const hidden = shown.filtered.symbols + shown.filtered.relations;
  return (
    <>
      <span>{t('drawn', { symbols: formats.number(shown.symbols.length), relations: formats.number(relations) })}</span>
      {hidden > 0 && <span>{t('filteredOut', { count: formats.number(hidden) })}</span>}
      {state.isLoading ? <span>{t('loading')}…</span> : <StepNotes state={state} />}
    </>
  );
}

/** What a reader has to know about the last step. */
function StepNotes({ state: { lastStep, graph, missing } }: { readonly state: ExplorerState }) {
  const t = useMessages(explorerMessages);
  const isCut = lastStep?.isCut === true || graph?.truncated === true;
  return (
    <>
      {isCut && <span>{t('cut')}</span>}
      {missing > 0 && <span>{t('missing', { count: missing })}</span>}
      {lastStep?.isEmpty === true && <span>{t('nothingFound')}</span>}
    </>
  );
}
