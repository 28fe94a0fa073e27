import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react';
import { CanvasLayer } from './canvas-layer.js';
import { followTheme } from './colours.js';
import styles from './graph-canvas.module.css';
import { bringLayer, useLayerChoice } from './layer-choice.js';
import type { DrawingEvents, Emphasis, Renderer } from './renderer.js';
import type { Positions, Scene } from './scene.js';
import { SceneRenderer } from './scene-renderer.js';
import { useLayout } from './use-layout.js';

/** What a page may do with a drawing. */
export interface Drawing extends Pick<Renderer, 'fit' | 'zoom' | 'centre' | 'toPng'> {
  readonly positions: () => Positions;
  /** Holds a node where it is, or lets it float again. */
  readonly togglePin: (id: string) => void;
}

interface CanvasProps {
  readonly scene: Scene;
  readonly emphasis: Emphasis;
  /** Says what is drawn, for those who don't see it. */
  readonly label: string;
  readonly onSelect: DrawingEvents['onSelect'];
  readonly onOpen: DrawingEvents['onOpen'];
  readonly ref?: Ref<Drawing>;
}

/** A drawing of nodes and edges that lays itself out. */
export function GraphCanvas({ ref, ...props }: CanvasProps) {
  const { scene, emphasis, label } = props;
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<SceneRenderer | undefined>(undefined);
  const positions = useRef<Positions>(new Map());
  const pinned = useRef<ReadonlySet<string>>(new Set());
  const events = useRef(props);
  useEffect(() => {
    events.current = props;
  });

  const layout = useLayout(scene, (places, isSettled) => {
    positions.current = places;
    renderer.current?.setPositions(places);
    if (isSettled) canvas.current?.setAttribute('data-settled', 'true');
  });
  const setPinned = useCallback((ids: ReadonlySet<string>): void => {
    pinned.current = ids;
    renderer.current?.setPinned(ids);
  }, []);

  useEffect(() => {
    if (canvas.current === null || stage.current === null) return undefined;
    const started = new SceneRenderer({ stage: stage.current, canvas: canvas.current }, new CanvasLayer(), {
      onSelect: (chosen) => {
        events.current.onSelect(chosen);
      },
      onOpen: (id) => {
        events.current.onOpen(id);
      },
      onMove: (id, to) => {
        layout.pin(id, to);
        setPinned(new Set(pinned.current).add(id));
      },
    });
    renderer.current = started;
    return () => {
      started.dispose();
    };
  }, [layout, setPinned]);
  useLayer(renderer);

  useEffect(() => {
    canvas.current?.removeAttribute('data-settled');
    renderer.current?.setScene(scene);
  }, [scene]);
  useEffect(() => {
    renderer.current?.setEmphasis(emphasis);
  }, [emphasis]);

  useImperativeHandle(ref, () => ({
    fit: () => renderer.current?.fit(),
    zoom: (factor) => renderer.current?.zoom(factor),
    centre: (id) => renderer.current?.centre(id),
    toPng: async () => renderer.current?.toPng(),
    positions: () => positions.current,
    togglePin: (id) => {
      const next = new Set(pinned.current);
      const at = positions.current.get(id);
      if (next.delete(id) || at === undefined) layout.unpin(id);
      else {
        next.add(id);
        layout.pin(id, at);
      }
      setPinned(next);
    },
  }));

  return (
    <div ref={stage} className={styles.stage}>
      <canvas ref={canvas} className={styles.canvas} tabIndex={0} role="img" aria-label={label} />
    </div>
  );
}

/** Draws shapes in the way that is chosen, in the colours of the theme. The canvas stands from the beginning; WebGL takes over when it is there. */
function useLayer(renderer: { readonly current: SceneRenderer | undefined }): void {
  const choice = useLayerChoice();
  useEffect(() => {
    const target = renderer.current;
    let isOther = false;
    let isWanted = true;
    void bringLayer(choice).then((layer) => {
      isOther = layer !== undefined && isWanted && target?.isDisposed === false;
      if (isOther && layer !== undefined) target?.setLayer(layer);
      else layer?.dispose();
    });
    return () => {
      isWanted = false;
      if (isOther && target?.isDisposed === false) target.setLayer(new CanvasLayer());
    };
  }, [choice, renderer]);
  useEffect(() => followTheme(() => renderer.current?.refreshColours()), [renderer]);
}
