import { boundsOf, type ColourName, type Positions, rimToRim, type Scene } from './scene.js';

const MARGIN = 60;
const LABEL_ROOM = 160;

/** A whole drawing as an SVG document that needs nothing else. Titles are escaped: names of code are text, whatever they hold. */
export function sceneToSvg(scene: Scene, positions: Positions, colourOf: (name: ColourName) => string): string {
  const { min, max } = boundsOf(scene, positions);
  const [left, top] = [min.x - MARGIN, min.y - MARGIN];
  const [width, height] = [max.x - min.x + 2 * MARGIN + LABEL_ROOM, max.y - min.y + 2 * MARGIN];
  const radii = new Map(scene.nodes.map(({ id, radius }) => [id, radius]));
  const lines = scene.edges.flatMap(({ source, target, colour, width: stroke, isDashed, title }) => {
    const [from, to] = [positions.get(source), positions.get(target)];
    if (from === undefined || to === undefined) return [];
    const line = rimToRim({ ...from, radius: radii.get(source) ?? 0 }, { ...to, radius: (radii.get(target) ?? 0) + 2 });
    if (line === undefined) return [];
    const place = `x1="${round(line.start.x)}" y1="${round(line.start.y)}" x2="${round(line.end.x)}" y2="${round(line.end.y)}"`;
    const look = `stroke="${colourOf(colour)}" stroke-width="${round(stroke)}"${isDashed ? ' stroke-dasharray="5 4"' : ''}`;
    return [`<line ${place} ${look} marker-end="url(#arrow)"><title>${escapeText(title)}</title></line>`];
  });
  const shapes = scene.nodes.flatMap(({ id, title, shape, radius, colour }) => {
    const place = positions.get(id);
    if (place === undefined) return [];
    const [x, y, r] = [place.x, place.y, radius];
    const fill = `fill="${colourOf(colour)}"`;
    const drawn =
      shape === 'circle'
        ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${fill}/>`
        : `<rect x="${round(x - r)}" y="${round(y - r)}" width="${round(2 * r)}" height="${round(2 * r)}" rx="${round(r * 0.35)}" ${fill}/>`;
    return [`${drawn}<text x="${round(x + r + 5)}" y="${round(y + 4)}">${escapeText(title)}</text>`];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map(round).join(' ')}" width="${round(width)}" height="${round(height)}" font-family="system-ui, sans-serif" font-size="12" fill="${colourOf('text')}">`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 1L8 4L0 7z" fill="${colourOf('line-control')}"/></marker></defs>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" fill="${colourOf('surface-page')}"/>`,
    ...lines,
    ...shapes,
    '</svg>\n',
  ].join('\n');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escapeText(text: string): string {
  // XML has no place for control characters, not even escaped ones.
  const visible = Array.from(text, (character) => ((character.codePointAt(0) ?? 0) < 32 ? ' ' : character)).join('');
  return visible.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
