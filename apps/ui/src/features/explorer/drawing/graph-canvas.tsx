import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { CanvasRenderer } from './canvas-renderer.js';
import { followTheme } from './colours.js';
import styles from './graph-canvas.module.css';
import type { DrawingEvents, Emphasis, Renderer } from './renderer.js';
import type { Point, Positions, Scene } from './scene.js';
import { useLayout } from './use-layout.js';

/** What a page may do with a drawing. */
export interface Drawing extends Pick<Renderer, 'fit' | 'zoom' | 'centre' | 'toPng'> {
  readonly positions: () => Positions;
  readonly unpin: (id: string) => void;
}

/** A drawing of nodes and edges that lays itself out. */
export function GraphCanvas({
  ref,
  ...props
}: {
  readonly scene: Scene;
  readonly emphasis: Emphasis;
  /** Says what is drawn, for those who don't see it. */
  readonly label: string;
  readonly onSelect: DrawingEvents['onSelect'];
  readonly onOpen: DrawingEvents['onOpen'];
  readonly ref?: Ref<Drawing>;
}) {
  const { scene, emphasis, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<Renderer | undefined>(undefined);
  const positions = useRef<Positions>(new Map());
  const events = useRef(props);
  useEffect(() => {
    events.current = props;
  });

  const layout = useLayout(scene, (places, isSettled) => {
    positions.current = places;
    renderer.current?.setPositions(places);
    if (isSettled) canvas.current?.setAttribute('data-settled', 'true');
  });

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const started = new CanvasRenderer(canvas.current, {
      onSelect: (chosen) => {
        events.current.onSelect(chosen);
      },
      onOpen: (id) => {
        events.current.onOpen(id);
      },
      onMove: (id: string, to: Point) => {
        layout.pin(id, to);
      },
    });
    renderer.current = started;
    const stopFollowing = followTheme(() => {
      started.refreshColours();
    });
    return () => {
      stopFollowing();
      started.dispose();
    };
  }, [layout]);

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
    unpin: layout.unpin,
  }));

  return <canvas ref={canvas} className={styles.canvas} tabIndex={0} role="img" aria-label={label} />;
}
