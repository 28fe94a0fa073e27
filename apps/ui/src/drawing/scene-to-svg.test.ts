import { describe, expect, it } from 'vitest';
import type { Scene } from './scene.js';
import { sceneToSvg } from './scene-to-svg.js';

const scene: Scene = {
  nodes: [
    { id: 'a', title: '<script>&"\u0000🙂', shape: 'circle', radius: 10, colour: 'kind-function', isFaint: false },
    { id: 'b', title: 'b', shape: 'square', radius: 8, colour: 'kind-class', isFaint: false },
  ],
  edges: [{ id: 'e', source: 'a', target: 'b', colour: 'line', width: 1, isDashed: true, title: 'CALLS' }],
};
const places = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 100, y: 0 }],
]);

describe('a drawing as SVG', () => {
  const svg = sceneToSvg(scene, places, (name) => `var(${name})`);

  it('has every shape, line and name', () => {
    expect(svg).toContain('<circle cx="0" cy="0" r="10" fill="var(kind-function)"/>');
    expect(svg).toContain('<rect x="92" y="-8" width="16" height="16"');
    expect(svg).toContain('x1="10" y1="0" x2="90" y2="0"');
    expect(svg).toContain('stroke-dasharray');
  });

  it('takes names as text', () => {
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script&#62;&#38;&#34; 🙂');
  });

  it('leaves out what has no place yet', () => {
    expect(sceneToSvg(scene, new Map(), () => 'red')).not.toContain('<circle');
  });
});
