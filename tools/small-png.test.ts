import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { smallPng } from '../apps/ui/gallery/small-png.mjs';

const RED = [255, 0, 0];
const GREEN = [0, 128, 0];
const BLUE = [0, 0, 250];

it('keeps a picture of few colours as it is, with a palette', () => {
  // Two rows: as they are, and as differences to the left and to the row above.
  const rows = [
    0,
    ...RED,
    ...GREEN,
    ...BLUE,
    1,
    ...RED,
    ...minus(GREEN, RED),
    ...minus(GREEN, GREEN),
    2,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const { palette, lines } = read(smallPng(picture(3, 3, rows)));
  expect(lines.map((line) => line.map((place) => palette[place]))).toEqual([
    [RED, GREEN, BLUE],
    [RED, GREEN, GREEN],
    [RED, GREEN, GREEN],
  ]);
});

it('takes the most frequent colours where there are too many', () => {
  const shades = Array.from({ length: 64 }, (_, place) => [place * 4, place * 4, place * 4]);
  const { palette } = read(smallPng(picture(64, 1, [0, ...shades.flat()]), 8));
  expect(palette).toHaveLength(8);
});

function minus(colour: readonly number[], other: readonly number[]): number[] {
  return colour.map((value, place) => (value - (other[place] ?? 0) + 256) % 256);
}

function picture(width: number, height: number, rows: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Checks every sum on its way. */
function read(png: Buffer): { readonly palette: readonly (readonly number[])[]; readonly lines: readonly (readonly number[])[] } {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
  const raw = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const colours = chunks.get('PLTE') ?? Buffer.alloc(0);
  return {
    palette: Array.from({ length: colours.length / 3 }, (_, place) => [...colours.subarray(place * 3, place * 3 + 3)]),
    lines: Array.from({ length: raw.length / (width + 1) }, (_, row) => [
      ...raw.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)),
    ]),
  };
}
