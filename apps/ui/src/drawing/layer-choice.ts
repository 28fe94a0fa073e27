import type { BaseLayer } from './base-layer.js';
import { createStore, useStore } from '../state/store.js';

/** How shapes can be drawn; `auto` takes WebGL where the graphics processor does it. */
export const LAYER_CHOICES = ['auto', 'webgl', 'canvas'] as const;
/** See {@link LAYER_CHOICES}. */
export type LayerChoice = (typeof LAYER_CHOICES)[number];

const KEY = 'codexgraph.drawing';
const store = createStore<LayerChoice>(read());

function read(): LayerChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return LAYER_CHOICES.find((one) => one === stored) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** Keeps the choice for this browser. */
export function chooseLayer(choice: LayerChoice): void {
  store.set(choice);
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Without storage it holds until the page is left.
  }
}

/** The choice, and again whenever it changes. */
export function useLayerChoice(): LayerChoice {
  return useStore(store);
}

/** Drawers of WebGL that are programs: with them a canvas is quicker. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL is drawn by a graphics processor. */
export function isHardwareDrawn(drawer: string | undefined): boolean {
  return drawer !== undefined && !SOFTWARE.test(drawer);
}

/** Brings the WebGL layer if it is wanted; undefined where the canvas that stands already is the right one. */
export async function bringLayer(choice: LayerChoice): Promise<BaseLayer | undefined> {
  if (choice === 'canvas' || (choice === 'auto' && !isHardwareDrawn(webglDrawer()))) return undefined;
  try {
    const { SigmaLayer } = await import('./sigma-layer.js');
    return new SigmaLayer();
  } catch {
    // No WebGL at all, whatever was chosen.
    return undefined;
  }
}

/** What draws WebGL here; undefined without it. */
function webglDrawer(): string | undefined {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return undefined;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const drawer: unknown = context.getParameter(names === null ? context.RENDERER : names.UNMASKED_RENDERER_WEBGL);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof drawer === 'string' ? drawer : undefined;
}
