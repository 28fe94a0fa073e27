import { toWindow } from './camera.js';
import { type Brush, paintEdges, paintNodes } from './paint-batches.js';
import { batchEdges, batchNodes, type PlacedScene } from './placed-scene.js';
import { type LabelWish, placeLabels } from './place-labels.js';
import type { Emphasis } from './renderer.js';
import type { Point } from './scene.js';

/** What is painted above the shapes. */
export interface Overlay extends Brush {
  readonly emphasis: Emphasis & { readonly hovered: string | undefined };
  readonly pinned: ReadonlySet<string>;
  /** While something moves, fewer names are enough. */
  readonly isMoving: boolean;
}

/** The chosen node or edge with what it touches, as places in the scene. */
export interface Near {
  readonly nodes: ReadonlySet<number>;
  readonly edges: readonly number[];
}

const FONT = '12px "Inter Variable", system-ui, sans-serif';
const MAX_TITLE = 48;
const LABELS = { still: 240, moving: 90 };
/** In large drawings only nodes of this many pixels are named. */
const LEAST_NAMED = { manyNodes: 150, radius: 3.5 };

/** What is near the chosen or pointed one; undefined when nothing is chosen, and all is drawn alike. */
export function nearEmphasis(placed: PlacedScene, { node, edge, hovered }: Overlay['emphasis']): Near | undefined {
  const centreId = hovered ?? node;
  const centre = centreId === undefined ? undefined : placed.numberOf(centreId);
  if (centre === undefined && edge === undefined) return undefined;
  const nodes = new Set(centre === undefined ? [] : [centre]);
  const edges: number[] = [];
  placed.scene.edges.forEach(({ id }, number) => {
    const [source, target] = [placed.sources[number] ?? 0, placed.targets[number] ?? 0];
    if (centre === undefined ? id !== edge : source !== centre && target !== centre) return;
    nodes.add(source).add(target);
    edges.push(number);
  });
  return nodes.size === 0 ? undefined : { nodes, edges };
}

/** Paints what is near the chosen one, the marks of pinned nodes, and names. */
export function paintOverlay(overlay: Overlay, near: Near | undefined): void {
  const { context } = overlay;
  context.clearRect(0, 0, overlay.size.width, overlay.size.height);
  if (near !== undefined) paintNear(overlay, near);
  for (const id of overlay.pinned) paintPin(overlay, id);
  paintLabels(overlay, near);
}

function paintNear(overlay: Overlay, near: Near): void {
  const { context, placed } = overlay;
  const { nodes, edges } = placed.scene;
  const chosen = near.edges.filter((number) => edges[number]?.id === overlay.emphasis.edge);
  const rest = near.edges.filter((number) => edges[number]?.id !== overlay.emphasis.edge);
  context.globalAlpha = 0.95;
  for (const batch of batchEdges(edges, rest)) paintEdges(overlay, batch, { hasArrows: true });
  for (const batch of batchEdges(edges, chosen))
    paintEdges(overlay, batch, { hasArrows: true, extraWidth: 1.5, colour: 'accent' });
  context.globalAlpha = 1;
  for (const batch of batchNodes(nodes, near.nodes)) paintNodes(overlay, batch);
  const ring = overlay.emphasis.node === undefined ? undefined : placed.numberOf(overlay.emphasis.node);
  if (ring !== undefined) paintRing(overlay, ring);
}

function paintRing(overlay: Overlay, number: number): void {
  const { context } = overlay;
  const at = overlay.placed.placeOf(number);
  if (at === undefined) return;
  const { x, y } = toWindow(at, overlay.camera, overlay.size);
  context.strokeStyle = overlay.colourOf('accent');
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radiusOf(overlay, number) + 5, 0, 2 * Math.PI);
  context.stroke();
}

function paintPin(overlay: Overlay, id: string): void {
  const { context, placed } = overlay;
  const number = placed.numberOf(id);
  const at = number === undefined ? undefined : placed.placeOf(number);
  if (number === undefined || at === undefined) return;
  const { x, y } = toWindow(at, overlay.camera, overlay.size);
  context.fillStyle = overlay.colourOf('surface-page');
  context.beginPath();
  context.arc(x, y, Math.max(1.5, radiusOf(overlay, number) * 0.35), 0, 2 * Math.PI);
  context.fill();
}

function paintLabels(overlay: Overlay, near: Near | undefined): void {
  const { context } = overlay;
  context.font = FONT;
  context.textBaseline = 'middle';
  context.direction = 'ltr';
  const wishes = labelWishes(overlay, near);
  const shown = placeLabels(wishes);
  context.globalAlpha = 1;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = overlay.colourOf('surface-page');
  for (const wish of wishes) if (shown.has(wish.id)) paintLabel(overlay, wish);
}

type Wish = LabelWish & { readonly title: string; readonly isInside: boolean };

function paintLabel({ context, colourOf, isMoving }: Overlay, { at, title, isInside }: Wish): void {
  context.fillStyle = colourOf(isInside ? 'surface-page' : 'text');
  if (!isMoving && !isInside) context.strokeText(title, at.x, at.y);
  context.fillText(title, at.x, at.y);
}

function labelWishes(overlay: Overlay, near: Near | undefined): readonly Wish[] {
  const { placed, size } = overlay;
  const isLarge = placed.scene.nodes.length > LEAST_NAMED.manyNodes && near === undefined;
  const most = 2 * (overlay.isMoving ? LABELS.moving : LABELS.still);
  const wishes: Wish[] = [];
  for (const number of labelOrder(overlay, near)) {
    // The rest is smaller still.
    if (wishes.length >= most || (isLarge && radiusOf(overlay, number) < LEAST_NAMED.radius)) break;
    const place = placed.placeOf(number);
    const at = place === undefined ? undefined : toWindow(place, overlay.camera, size);
    if (at !== undefined && !isFarOutside(at, size)) wishes.push(wishOf(overlay, { number, at, rank: -wishes.length }));
  }
  return wishes;
}

function wishOf(
  overlay: Overlay,
  { number, at, rank }: { readonly number: number; readonly at: Point; readonly rank: number },
): Wish {
  const title = shortTitle(overlay.placed.scene.nodes[number]?.title ?? '');
  const width = widthOf(overlay.context, title);
  const radius = radiusOf(overlay, number);
  const isInside = width + 10 < 2 * radius;
  const x = isInside ? at.x - width / 2 : at.x + radius + 5;
  return { id: String(number), title, at: { x, y: at.y }, width, rank, isInside };
}

/** The chosen ones first, then the largest. */
function labelOrder({ placed, emphasis }: Overlay, near: Near | undefined): Iterable<number> {
  if (near === undefined) return placed.labelOrder;
  const first = [emphasis.hovered, emphasis.node].flatMap((id) => (id === undefined ? [] : (placed.numberOf(id) ?? [])));
  return new Set([...first, ...placed.labelOrder.filter((number) => near.nodes.has(number))]);
}

function isFarOutside({ x, y }: Point, { width, height }: Overlay['size']): boolean {
  return x < -200 || y < -20 || x > width || y > height + 20;
}

function radiusOf({ placed, camera }: Overlay, number: number): number {
  return Math.max(1.5, (placed.scene.nodes[number]?.radius ?? 0) * camera.zoom);
}

function shortTitle(title: string): string {
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1)}…`;
}

const widths = new Map<string, number>();
const MAX_WIDTHS = 20_000;

/** Measuring is dear, and names come again with each frame. */
function widthOf(context: CanvasRenderingContext2D, title: string): number {
  const known = widths.get(title);
  if (known !== undefined) return known;
  const { width } = context.measureText(title);
  if (widths.size >= MAX_WIDTHS) widths.clear();
  widths.set(title, width);
  return width;
}
