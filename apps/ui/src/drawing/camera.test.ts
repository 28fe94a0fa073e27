import { describe, expect, it } from 'vitest';
import { fitTo, moveBy, toDrawing, toWindow, zoomAt } from './camera.js';

const size = { width: 800, height: 600 };
const camera = { centre: { x: 10, y: -20 }, zoom: 2 };

describe('the camera', () => {
  it('knows where things stand, both ways', () => {
    expect(toWindow(camera.centre, camera, size)).toEqual({ x: 400, y: 300 });
    const place = { x: 123, y: 456 };
    expect(toWindow(toDrawing(place, camera, size), camera, size)).toEqual(place);
  });

  it('keeps what is under the pointer where it is while zooming, and stays within its bounds', () => {
    const at = { x: 700, y: 100 };
    const zoomed = zoomAt(camera, 1.5, { at, size });
    const before = toDrawing(at, camera, size);
    const after = toDrawing(at, zoomed, size);
    expect([after.x, after.y].map(Math.round)).toEqual([before.x, before.y].map(Math.round));
    expect(zoomAt(camera, 1000, { at, size }).zoom).toBe(6);
    expect(zoomAt(camera, 0.00001, { at, size }).zoom).toBe(0.02);
  });

  it('moves by pixels', () => {
    expect(toWindow(camera.centre, moveBy(camera, { x: 30, y: -10 }), size)).toEqual({ x: 430, y: 290 });
  });

  it('shows everything, but nothing larger than life', () => {
    const wide = fitTo({ min: { x: -1000, y: -10 }, max: { x: 1000, y: 10 } }, size);
    expect(toWindow({ x: -1000, y: 0 }, wide, size).x).toBeGreaterThan(0);
    expect(toWindow({ x: 1000, y: 0 }, wide, size).x).toBeLessThan(size.width);
    expect(fitTo({ min: { x: 0, y: 0 }, max: { x: 1, y: 1 } }, size).zoom).toBe(1.6);
  });
});
