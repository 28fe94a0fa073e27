import { ForceLayout } from './force-layout.js';
import type { LayoutAnswer, LayoutRequest } from './layout-messages.js';

/** Runs the layout beside the page: it never waits for it. */
const layout = new ForceLayout();
const STEPS_AT_ONCE = 4;
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
  isRunning = layout.tick(STEPS_AT_ONCE);
  const answer: LayoutAnswer = { version, places: layout.places(), isSettled: !isRunning };
  self.postMessage(answer);
  // Between two turns new requests come in.
  if (isRunning) setTimeout(run);
}
