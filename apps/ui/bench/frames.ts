import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import '../src/design/tokens.css';
import { CanvasLayer } from '../src/drawing/canvas-layer.js';
import { bringLayer } from '../src/drawing/layer-choice.js';
import { SceneRenderer } from '../src/drawing/scene-renderer.js';
import type { Positions, Scene } from '../src/drawing/scene.js';

/** How long single frames took while a drawing was moved and zoomed. */
export interface FrameTimes {
  readonly frameMs: readonly number[];
}

declare global {
  interface Window {
    /** Moves a drawing of so many nodes by one of the two, or nothing at all: how fast frames can come here. */
    measureFrames: (by: 'explorer' | 'sigma' | 'nothing', nodes: number) => Promise<FrameTimes>;
  }
}

const FRAMES = 90;
const WARM_UP = 5;
/** On a slow machine fewer frames tell as much. */
const MAX_MS = 6_000;
const EDGES_A_NODE = 1.7;
const SPREAD = 46;
const WINDOW = { width: '1000px', height: '640px' };
const COLOURS = ['kind-function', 'kind-method', 'kind-class', 'kind-module'];
const NAME = 'a_symbol_of_usual_length_';

window.measureFrames = async (by, nodes) => {
  const stage = document.createElement('div');
  Object.assign(stage.style, { position: 'relative', ...WINDOW });
  document.body.replaceChildren(stage);
  const { scene, positions } = makeScene(nodes);
  const move =
    by === 'nothing'
      ? () => undefined
      : await (by === 'explorer' ? explorer(stage, scene, positions) : sigma(stage, scene, positions));
  const frameMs: number[] = [];
  let last = await nextFrame();
  const endMs = last + MAX_MS;
  for (let frame = -WARM_UP; frame < FRAMES && (last < endMs || frameMs.length < WARM_UP); frame += 1) {
    move(frame);
    const now = await nextFrame();
    if (frame >= 0) frameMs.push(now - last);
    last = now;
  }
  return { frameMs };
};

/** The same way for both: to and fro, in and out. */
function motion(frame: number): { readonly zoom: number; readonly pan: number } {
  return { zoom: Math.sin(frame / 6) > 0 ? 1.03 : 1 / 1.03, pan: 9 * Math.cos(frame / 5) };
}

async function explorer(stage: HTMLElement, scene: Scene, positions: Positions): Promise<(frame: number) => void> {
  const canvas = document.createElement('canvas');
  for (const element of [canvas]) Object.assign(element.style, { position: 'absolute', ...WINDOW });
  stage.append(canvas);
  const renderer = new SceneRenderer({ stage, canvas }, new CanvasLayer(), {
    onSelect: () => undefined,
    onOpen: () => undefined,
    onMove: () => undefined,
  });
  const layer = await bringLayer('auto');
  if (layer !== undefined) renderer.setLayer(layer);
  renderer.setScene(scene);
  renderer.setPositions(positions);
  renderer.fit();
  return (frame) => {
    const { zoom, pan } = motion(frame);
    renderer.zoom(zoom);
    renderer.pan({ x: pan, y: pan / 2 });
  };
}

/** Sigma as its documentation shows it: its own camera, names and programs. */
function sigma(stage: HTMLElement, scene: Scene, positions: Positions): Promise<(frame: number) => void> {
  const graph = new MultiDirectedGraph();
  for (const { id, title, radius } of scene.nodes) {
    const { x, y } = positions.get(id) ?? { x: 0, y: 0 };
    graph.addNode(id, { x, y: -y, size: radius / 4, label: title, color: '#5b4bb7' });
  }
  for (const { id, source, target } of scene.edges) graph.addEdgeWithKey(id, source, target, { size: 1, color: '#aaaaaa' });
  const drawn = new Sigma(graph, stage, { defaultEdgeType: 'arrow' });
  return Promise.resolve((frame) => {
    const { zoom, pan } = motion(frame);
    const camera = drawn.getCamera();
    const { x, y, ratio } = camera.getState();
    const share = (pan * ratio) / Math.min(stage.clientWidth, stage.clientHeight);
    camera.setState({ x: x - share, y: y + share / 2, ratio: ratio / zoom, angle: 0 });
  });
}

/** Clusters with edges inside and some between them, the same for the same number of nodes. */
function makeScene(count: number): { readonly scene: Scene; readonly positions: Positions } {
  const random = randomFrom(count);
  const width = Math.ceil(Math.sqrt(count));
  const positions = new Map<string, { x: number; y: number }>();
  const nodes = Array.from({ length: count }, (_, number) => {
    const id = `n${String(number)}`;
    const [x, y] = [number % width, Math.floor(number / width)];
    positions.set(id, { x: (x + random()) * SPREAD, y: (y + random()) * SPREAD });
    const colour = COLOURS[Math.floor(random() * COLOURS.length)] ?? 'kind-function';
    const shape = random() < 0.2 ? ('square' as const) : ('circle' as const);
    return { id, title: NAME + id, shape, radius: 6 + 12 * random() ** 3, colour, isFaint: false };
  });
  const edges = Array.from({ length: Math.floor(count * EDGES_A_NODE) }, (_, number) => {
    const source = Math.floor(random() * count);
    const isNear = random() < 0.9;
    const target = isNear ? (source + 1 + Math.floor(random() * 3) * width) % count : Math.floor(random() * count);
    const ends = { source: `n${String(source)}`, target: `n${String(target)}` };
    return { id: `e${String(number)}`, ...ends, colour: 'kind-function', width: 1.2, isDashed: false, title: 'CALLS' };
  });
  return { scene: { nodes, edges }, positions };
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve(performance.now());
    });
  });
}
