import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { PanelBoundary } from '../../../components/panel/panel.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { failureOf } from '../../../graphql/errors.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { sceneOfMap } from '../appearance.js';
import { DrawingArea } from '../../../drawing/drawing-area.js';
import type { Drawing } from '../../../drawing/graph-canvas.js';
import type { Scene } from '../../../drawing/scene.js';
import { ExplorerFrame } from '../explorer-frame.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import { Toolbar } from '../toolbar.js';
import { useEmphasis } from '../use-emphasis.js';
import type { ExplorerAddress } from '../use-explorer-address.js';
import { useSavings } from '../use-savings.js';
import type { CodeMap, MapEntry } from './code-map.js';
import { codeMapDocument } from './map.documents.js';
import { MapList } from './map-list.js';
import { MapSide } from './map-side.js';

const NO_MAP: CodeMap = { entries: [], relations: [], omitted: 0 };

/** The repository from above: folders and files, and how much leads from one to another. Folders open where they are. */
export function MapView({
  repository,
  revision,
  address,
}: {
  readonly repository: string;
  readonly revision: string | undefined;
  readonly address: ExplorerAddress;
}) {
  const open = [...address.folders];
  const [{ data, error }, ask] = useQuery({ query: codeMapDocument, variables: { repository, open } });
  const map = data?.repository?.codeMap;
  const shown = useRef(revision);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== revision) ask({ requestPolicy: 'network-only' });
    shown.current = revision;
  }, [revision, ask]);
  const scene = useMemo(() => sceneOfMap(map ?? NO_MAP), [map]);
  const drawing = useRef<Drawing>(null);
  const savings = useSavings({ name: repository, scene, drawing, data: map });
  const openEntry = ({ kind, path, moduleId }: MapEntry): void => {
    if (kind === 'FOLDER') address.toggleFolder(path);
    else if (moduleId !== null) {
      address.act({ kind: 'inside', id: moduleId });
      address.choose(moduleId);
    }
  };
  const showSymbol = (id: string): void => {
    address.act({ kind: 'show', id });
    address.choose(id);
  };
  return (
    <ExplorerFrame
      toolbar={<Toolbar repository={repository} address={address} savings={savings} onFound={showSymbol} />}
      isSideWide={false}
      status={<MapStatus map={map} />}
      side={
        <PanelBoundary>
          <MapSide map={map ?? NO_MAP} address={address} onOpen={openEntry} />
        </PanelBoundary>
      }
    >
      {error !== undefined && data === undefined && (
        <div className={styles.failure}>
          <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
        </div>
      )}
      {map === undefined && error === undefined && (
        <div className={styles.waiting}>
          <Skeleton lines={6} />
        </div>
      )}
      {map !== undefined && <MapBody map={map} scene={scene} address={address} drawing={drawing} onOpen={openEntry} />}
    </ExplorerFrame>
  );
}

function MapStatus({ map }: { readonly map: CodeMap | undefined }) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  if (map === undefined) return <>{t('loading')}</>;
  return (
    <>
      <span>{t('drawnMap', { entries: formats.number(map.entries.length) })}</span>
      {map.omitted > 0 && <span>{t('omitted', { count: formats.number(map.omitted) })}</span>}
    </>
  );
}

function MapBody(props: {
  readonly map: CodeMap;
  readonly scene: Scene;
  readonly address: ExplorerAddress;
  readonly drawing: RefObject<Drawing | null>;
  readonly onOpen: (entry: MapEntry) => void;
}) {
  const { map, address, onOpen } = props;
  const t = useMessages(explorerMessages);
  const emphasis = useEmphasis(address);
  if (address.isList) {
    return (
      <MapList
        map={map}
        chosen={address.chosen}
        onChoose={(path) => {
          address.choose(path);
        }}
        onOpen={onOpen}
      />
    );
  }
  return (
    <DrawingArea
      scene={props.scene}
      emphasis={emphasis}
      label={t('drawingMap', { entries: map.entries.length })}
      drawing={props.drawing}
      onSelect={({ node, edge }) => {
        if (edge === undefined) address.choose(node);
        else address.choose(...(edge.split('\0') as [string, string]));
      }}
      onOpen={(path) => {
        const entry = map.entries.find((one) => one.path === path);
        if (entry !== undefined) onOpen(entry);
      }}
    />
  );
}
