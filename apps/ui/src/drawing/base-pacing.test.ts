import { describe, expect, it } from 'vitest';
import { type PaceState, shouldPaint, transformBetween } from './base-pacing.js';
import { toWindow } from './camera.js';

const size = { width: 800, height: 600 };
const camera = { centre: { x: 0, y: 0 }, zoom: 1 };
const state: PaceState = {
  nowMs: 1000,
  costMs: 100,
  paintedMs: 900,
  movedMs: 990,
  painted: camera,
  camera,
  size,
  isStale: false,
};

describe('when shapes are painted again', () => {
  it.each<[string, Partial<PaceState>, boolean]>([
    ['not when nothing has changed', {}, false],
    ['at once when it is cheap', { costMs: 3, camera: { ...camera, zoom: 1.1 } }, true],
    ['not while a dear picture is being moved', { camera: { ...camera, zoom: 1.1 } }, false],
    ['once the hand rests', { camera: { ...camera, zoom: 1.1 }, movedMs: 800 }, true],
    ['when the picture would be stretched too far', { camera: { ...camera, zoom: 3 }, paintedMs: 0 }, true],
    ['when much of it would be missing', { camera: { ...camera, centre: { x: 600, y: 0 } }, paintedMs: 0 }, true],
    ['now and then while a layout moves', { isStale: true, paintedMs: 500 }, true],
    ['not with each step of a layout', { isStale: true, paintedMs: 800 }, false],
  ])('%s', (_, change, expected) => {
    expect(shouldPaint({ ...state, ...change })).toBe(expected);
  });
});

it('moves a picture to where its points are for another camera', () => {
  const other = { centre: { x: 30, y: -20 }, zoom: 2 };
  expect(transformBetween(camera, camera, size)).toBe('');
  const [x = 0, y = 0, scale = 1] = [...transformBetween(camera, other, size).matchAll(/-?[\d.]+/g)].map(([text]) =>
    Number(text),
  );
  for (const point of [
    { x: 0, y: 0 },
    { x: 100, y: -50 },
  ]) {
    const painted = toWindow(point, camera, size);
    const wanted = toWindow(point, other, size);
    expect([painted.x * scale + x, painted.y * scale + y]).toEqual([wanted.x, wanted.y]);
  }
});
