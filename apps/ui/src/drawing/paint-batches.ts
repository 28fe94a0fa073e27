import { type Camera, type Size, toWindow } from './camera.js';
import type { EdgeBatch, NodeBatch, PlacedScene } from './placed-scene.js';
import { type ColourName, type Point, rimToRim } from './scene.js';

/** What part of a drawing is painted, and in which colours. */
export interface View {
  readonly camera: Camera;
  readonly size: Size;
  readonly colourOf: (name: ColourName) => string;
}

/** What is painted with: where to, what, and how it is seen. */
export interface Brush extends View {
  readonly context: CanvasRenderingContext2D;
  readonly placed: PlacedScene;
}

/** How edges are painted. */
export interface EdgeLook {
  readonly hasArrows: boolean;
  /** Added to the width. */
  readonly extraWidth?: number;
  readonly colour?: ColourName;
}

const ARROW = { length: 7, spread: 0.42 };
const ARROW_ROOM = 9;
/** Very long paths cost more than their parts. */
const LINES_A_STROKE = 200;
const TAU = 2 * Math.PI;

/** Paints edges from the middle of one node to that of the other: nodes are painted over them. */
export function paintEdges(brush: Brush, batch: EdgeBatch, look: EdgeLook): void {
  const { context, camera, colourOf } = brush;
  const { extraWidth = 0, colour = batch.colour } = look;
  context.strokeStyle = context.fillStyle = colourOf(colour);
  context.lineWidth = batch.width * Math.min(1.4, Math.max(0.5, camera.zoom)) + extraWidth;
  context.setLineDash(batch.isDashed ? [5, 4] : []);
  let lines = 0;
  context.beginPath();
  for (const number of batch.edges) {
    if (!addLine(brush, number)) continue;
    lines += 1;
    if (lines % LINES_A_STROKE > 0) continue;
    context.stroke();
    context.beginPath();
  }
  context.stroke();
  context.setLineDash([]);
  if (look.hasArrows) for (const number of batch.edges) paintArrow(brush, number);
}

/** @returns whether it can be seen */
function addLine(brush: Brush, number: number): boolean {
  const { context, placed, size } = brush;
  const source = at(placed.sources, number);
  const target = at(placed.targets, number);
  const startX = acrossOf(brush, source);
  const startY = downOf(brush, source);
  if (Number.isNaN(startX)) return false;
  if (source === target) {
    const reach = radiusAt(placed, source) * brush.camera.zoom;
    context.moveTo(startX + 1.8 * reach, startY - reach);
    context.arc(startX + reach, startY - reach, reach * 0.8, 0, TAU);
    return true;
  }
  const endX = acrossOf(brush, target);
  const endY = downOf(brush, target);
  if (Number.isNaN(endX) || isBeside(startX, endX, size.width) || isBeside(startY, endY, size.height)) return false;
  context.moveTo(startX, startY);
  context.lineTo(endX, endY);
  return true;
}

/** Whether both ends are out of the window on the same side. */
function isBeside(start: number, end: number, extent: number): boolean {
  return (start < 0 && end < 0) || (start > extent && end > extent);
}

function acrossOf({ placed, camera, size }: Brush, number: number): number {
  return (at(placed.x, number) - camera.centre.x) * camera.zoom + size.width / 2;
}

function downOf({ placed, camera, size }: Brush, number: number): number {
  return (at(placed.y, number) - camera.centre.y) * camera.zoom + size.height / 2;
}

function at(values: Float32Array | Uint32Array, number: number): number {
  return values[number] ?? Number.NaN;
}

function radiusAt(placed: PlacedScene, number: number): number {
  return placed.scene.nodes[number]?.radius ?? 0;
}

function paintArrow({ context, placed, camera, size }: Brush, number: number): void {
  const [source, target] = [at(placed.sources, number), at(placed.targets, number)];
  const [from, to] = [placed.placeOf(source), placed.placeOf(target)];
  if (from === undefined || to === undefined) return;
  const line = rimToRim({ ...from, radius: radiusAt(placed, source) }, { ...to, radius: radiusAt(placed, target) + 1 });
  if (line === undefined) return;
  const tip = toWindow(line.end, camera, size);
  if (!isInWindow(tip, size, ARROW_ROOM)) return;
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const side of [-ARROW.spread, ARROW.spread])
    context.lineTo(tip.x - ARROW.length * Math.cos(line.angle + side), tip.y - ARROW.length * Math.sin(line.angle + side));
  context.fill();
}

function isInWindow({ x, y }: Point, { width, height }: Size, room: number): boolean {
  return x >= -room && y >= -room && x <= width + room && y <= height + room;
}

/** Paints nodes with a rim in the colour of the page, so that neighbours stay apart. */
export function paintNodes(brush: Brush, batch: NodeBatch): void {
  const { context, placed, camera, size, colourOf } = brush;
  context.fillStyle = colourOf(batch.colour);
  context.strokeStyle = colourOf('surface-page');
  context.lineWidth = 2;
  for (const number of batch.nodes) {
    const place = { x: acrossOf(brush, number), y: downOf(brush, number) };
    const radius = Math.max(1.5, radiusAt(placed, number) * camera.zoom);
    if (isInWindow(place, size, radius)) paintShape(context, batch.shape, { ...place, radius });
  }
}

/** Below this a rim would be most of the node, and nobody sees corners. */
const SMALL = 3;

function paintShape(
  context: CanvasRenderingContext2D,
  shape: NodeBatch['shape'],
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  if (radius < SMALL) {
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    return;
  }
  context.beginPath();
  if (shape === 'square') context.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius * 0.35);
  else context.arc(x, y, radius, 0, TAU);
  context.fill();
  context.stroke();
}
