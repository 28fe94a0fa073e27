import { type Camera, type Size, toWindow } from './camera.js';
import { placeLabels } from './place-labels.js';
import type { Emphasis } from './renderer.js';
import { type ColourName, type Point, type Positions, rimToRim, type Scene, type SceneEdge, type SceneNode } from './scene.js';

/** Everything that one picture needs. */
export interface Picture {
  readonly scene: Scene;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly positions: Positions;
  readonly camera: Camera;
  readonly size: Size;
  readonly emphasis: Emphasis & { readonly hovered: string | undefined };
  readonly colourOf: (name: ColourName) => string;
}

const FONT = '12px "Inter Variable", system-ui, sans-serif';
const ARROW = { length: 7, spread: 0.42 };
const BACKGROUND_ALPHA = 0.16;
/** Above so many lines arrows are left out while everything is small. */
const MANY_EDGES = 1500;

/** Draws a picture: lines, then shapes, then names. */
export function paintScene(context: CanvasRenderingContext2D, picture: Picture): void {
  const { size, emphasis, scene } = picture;
  context.clearRect(0, 0, size.width, size.height);
  const near = nodesNearEmphasis(scene, emphasis);
  paintEdges(context, picture, near);
  for (const node of scene.nodes) paintNode(context, picture, { node, isNear: near?.has(node.id) ?? true });
  paintLabels(context, picture, near);
  context.globalAlpha = 1;
}

/** The chosen node or edge with what it touches; undefined when nothing is chosen, and all is drawn alike. */
function nodesNearEmphasis(scene: Scene, { node, edge, hovered }: Picture['emphasis']): ReadonlySet<string> | undefined {
  const centre = hovered ?? node;
  if (centre === undefined && edge === undefined) return undefined;
  const near = new Set(centre === undefined ? [] : [centre]);
  for (const { id, source, target } of scene.edges) {
    const touches = centre === undefined ? id === edge : source === centre || target === centre;
    if (touches) near.add(source).add(target);
  }
  return near;
}

function paintEdges(context: CanvasRenderingContext2D, picture: Picture, near: ReadonlySet<string> | undefined): void {
  const { scene, emphasis, camera } = picture;
  const centre = emphasis.hovered ?? emphasis.node;
  const hasArrows = camera.zoom > 0.35 || scene.edges.length < MANY_EDGES;
  for (const edge of scene.edges) {
    const isChosen = edge.id === emphasis.edge;
    const isNear = near === undefined || isChosen || (centre !== undefined && (edge.source === centre || edge.target === centre));
    context.globalAlpha = isNear ? (near === undefined ? 0.55 : 0.95) : BACKGROUND_ALPHA * 0.6;
    paintEdge(context, picture, { edge, isChosen, hasArrow: hasArrows || isNear });
  }
  context.setLineDash([]);
}

function paintEdge(
  context: CanvasRenderingContext2D,
  { nodes, positions, camera, size, colourOf }: Picture,
  { edge, isChosen, hasArrow }: { readonly edge: SceneEdge; readonly isChosen: boolean; readonly hasArrow: boolean },
): void {
  const [from, to] = [positions.get(edge.source), positions.get(edge.target)];
  const [fromNode, toNode] = [nodes.get(edge.source), nodes.get(edge.target)];
  if (from === undefined || to === undefined || fromNode === undefined || toNode === undefined) return;
  context.strokeStyle = context.fillStyle = colourOf(isChosen ? 'accent' : edge.colour);
  context.lineWidth = edge.width * Math.min(1.4, Math.max(0.5, camera.zoom)) + (isChosen ? 1.5 : 0);
  context.setLineDash(edge.isDashed ? [5, 4] : []);
  if (edge.source === edge.target) {
    const at = toWindow(from, camera, size);
    const reach = fromNode.radius * camera.zoom;
    context.beginPath();
    context.arc(at.x + reach, at.y - reach, reach * 0.8, 0, 2 * Math.PI);
    context.stroke();
    return;
  }
  const line = rimToRim({ ...from, radius: fromNode.radius }, { ...to, radius: toNode.radius + 1 });
  if (line === undefined) return;
  const [start, end] = [toWindow(line.start, camera, size), toWindow(line.end, camera, size)];
  if (isOutside(start, end, size)) return;
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.lineTo(end.x, end.y);
  context.stroke();
  if (hasArrow) paintArrow(context, end, line.angle);
}

function paintArrow(context: CanvasRenderingContext2D, tip: Point, angle: number): void {
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const side of [-ARROW.spread, ARROW.spread])
    context.lineTo(tip.x - ARROW.length * Math.cos(angle + side), tip.y - ARROW.length * Math.sin(angle + side));
  context.fill();
}

function paintNode(
  context: CanvasRenderingContext2D,
  { positions, camera, size, emphasis, colourOf }: Picture,
  { node, isNear }: { readonly node: SceneNode; readonly isNear: boolean },
): void {
  const place = positions.get(node.id);
  if (place === undefined) return;
  const { x, y } = toWindow(place, camera, size);
  const radius = Math.max(1.5, node.radius * camera.zoom);
  if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) return;
  context.globalAlpha = isNear ? (node.isFaint ? 0.6 : 1) : BACKGROUND_ALPHA * 1.5;
  context.fillStyle = colourOf(node.colour);
  context.beginPath();
  if (node.shape === 'square') context.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius * 0.35);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colourOf(node.id === emphasis.node ? 'accent' : 'surface-page');
  context.stroke();
  if (node.id !== emphasis.node) return;
  context.beginPath();
  context.arc(x, y, radius + 5, 0, 2 * Math.PI);
  context.stroke();
}

function paintLabels(context: CanvasRenderingContext2D, picture: Picture, near: ReadonlySet<string> | undefined): void {
  const { scene, positions, camera, size, emphasis, colourOf } = picture;
  context.font = FONT;
  context.textBaseline = 'middle';
  const wishes = scene.nodes.flatMap(({ id, title, radius }) => {
    const place = positions.get(id);
    if (place === undefined) return [];
    const at = toWindow(place, camera, size);
    if (at.x < -200 || at.y < -20 || at.x > size.width || at.y > size.height + 20) return [];
    const isChosen = id === emphasis.node || id === emphasis.hovered;
    if (near !== undefined && !near.has(id)) return [];
    const rank = radius + (isChosen ? 2000 : near === undefined ? 0 : 1000);
    const label = { x: at.x + Math.max(1.5, radius * camera.zoom) + 5, y: at.y };
    return [{ id, at: label, width: context.measureText(title).width, rank, title }];
  });
  const placed = placeLabels(wishes);
  context.globalAlpha = 1;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = colourOf('surface-page');
  context.fillStyle = colourOf('text');
  for (const { id, at, title } of wishes) {
    if (!placed.has(id)) continue;
    context.strokeText(title, at.x, at.y);
    context.fillText(title, at.x, at.y);
  }
}

function isOutside(start: Point, end: Point, { width, height }: Size): boolean {
  return (
    Math.max(start.x, end.x) < 0 ||
    Math.max(start.y, end.y) < 0 ||
    Math.min(start.x, end.x) > width ||
    Math.min(start.y, end.y) > height
  );
}
