import { ForceLayout } from './force-layout.js';
import type { LayoutAnswer, LayoutRequest } from './layout-messages.js';

/** Runs the layout beside the page: it never waits for it. */
const layout = new ForceLayout();
/** Places are told this often: each telling costs a picture. */
const TURN_MS = 24;
let version = 0;
let isRunning = false;

self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  if (data.kind === 'scene') {
    version = data.version;
    layout.setScene(data.nodes, data.edges);
  } else layout.pin(data.id, data.kind === 'pin' ? { x: data.x, y: data.y } : undefined);
  if (!isRunning) run();
});

function run(): void {
  const untilMs = performance.now() + TURN_MS;
  do isRunning = layout.tick(1);
  while (isRunning && performance.now() < untilMs);
  const answer: LayoutAnswer = { version, places: layout.places(), isSettled: !isRunning };
  self.postMessage(answer);
  // Between two turns new requests come in.
  if (isRunning) setTimeout(run);
}
