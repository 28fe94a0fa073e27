import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { LayoutAnswer, LayoutRequest } from './layout-messages.js';
import type { Point, Scene } from './scene.js';

/** A layout that runs beside the page. */
export interface Layout {
  /** Holds a node at a place. */
  readonly pin: (id: string, place: Point) => void;
  readonly unpin: (id: string) => void;
}

/** Lays a scene out, and tells where its nodes are whenever they have moved. */
export function useLayout(scene: Scene, onPlaces: (places: ReadonlyMap<string, Point>, isSettled: boolean) => void): Layout {
  const worker = useRef<Worker | undefined>(undefined);
  const current = useRef({ version: 0, ids: [] as readonly string[] });
  const listener = useRef(onPlaces);
  useEffect(() => {
    listener.current = onPlaces;
  });

  useEffect(() => {
    const started = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
      const { version, ids } = current.current;
      if (data.version === version) listener.current(placesOf(ids, data.places), data.isSettled);
    });
    return () => {
      started.terminate();
    };
  }, []);

  useEffect(() => {
    const ids = scene.nodes.map(({ id }) => id);
    current.current = { version: current.current.version + 1, ids };
    const placeOf = new Map(ids.map((id, place) => [id, place]));
    const edges = scene.edges.flatMap(({ source, target }) => [placeOf.get(source) ?? 0, placeOf.get(target) ?? 0]);
    const nodes = scene.nodes.map(({ id, radius }) => ({ id, radius }));
    send(worker.current, { kind: 'scene', version: current.current.version, nodes, edges: Uint32Array.from(edges) });
  }, [scene]);

  const pin = useCallback((id: string, { x, y }: Point) => {
    send(worker.current, { kind: 'pin', id, x, y });
  }, []);
  const unpin = useCallback((id: string) => {
    send(worker.current, { kind: 'unpin', id });
  }, []);
  return useMemo(() => ({ pin, unpin }), [pin, unpin]);
}

function send(worker: Worker | undefined, request: LayoutRequest): void {
  worker?.postMessage(request);
}

function placesOf(ids: readonly string[], places: Float32Array): ReadonlyMap<string, Point> {
  return new Map(ids.map((id, place) => [id, { x: places[place * 2] ?? 0, y: places[place * 2 + 1] ?? 0 }]));
}
