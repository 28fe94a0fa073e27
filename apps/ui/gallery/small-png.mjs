import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The same picture with a palette of at most `colours` colours: a third of the size, which pages of few colours bear well.
 * @param {Buffer} png 8 bits a channel, not interlaced, as browsers write them
 * @param {number} colours 2 to 256
 * @returns {Buffer}
 */
export function smallPng(png, colours = 128) {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels, colours);
  const rows = Buffer.alloc(height * (width + 1));
  const known = new Map();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x];
      let place = known.get(colour);
      if (place === undefined) known.set(colour, (place = nearest(palette, colour)));
      rows[y * (width + 1) + 1 + x] = place;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]));
  const parts = [chunk('IHDR', header), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND')];
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** @returns {{ width: number, height: number, pixels: Uint32Array }} one number a pixel: red, green, blue */
function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const lines = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : lines[y * stride + x - channels];
      const up = y === 0 ? 0 : lines[(y - 1) * stride + x];
      const corner = x < channels || y === 0 ? 0 : lines[(y - 1) * stride + x - channels];
      lines[y * stride + x] = raw[y * (stride + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  const pixels = Uint32Array.from({ length: width * height }, (_, place) => lines.readUIntBE(place * channels, 3));
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** What half of the palette may be: surfaces and text stay exactly as they are. */
const EXACT_SHARE = 0.5;

/** The most frequent colours as they are; the rest by median cut: the box of colours with the widest channel is halved until there are enough. */
function paletteOf(pixels, most) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const ordered = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || one - other);
  const exact = ordered.splice(0, Math.floor(most * EXACT_SHARE));
  if (ordered.length === 0) return exact;
  let boxes = [ordered];
  while (boxes.length < most - exact.length) {
    const ranked = boxes.map((box) => ({ box, ...widest(box) })).sort((one, other) => other.width - one.width);
    const [first, ...rest] = ranked;
    if (first.width === 0) break;
    const sorted = first.box.sort((one, other) => ((one >> first.shift) & 255) - ((other >> first.shift) & 255));
    const middle = sorted.length >> 1;
    boxes = [...rest.map(({ box }) => box), sorted.slice(0, middle), sorted.slice(middle)];
  }
  const mixed = boxes.map((box) => box.reduce((best, colour) => (counts.get(colour) > counts.get(best) ? colour : best)));
  return [...exact, ...mixed];
}

function widest(box) {
  let best = { width: 0, shift: 0 };
  for (const shift of [0, 8, 16]) {
    let [least, most] = [255, 0];
    for (const colour of box) {
      const value = (colour >> shift) & 255;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (most - least > best.width) best = { width: most - least, shift };
  }
  return best;
}

function nearest(palette, colour) {
  let [best, distance] = [0, Infinity];
  palette.forEach((candidate, place) => {
    const next = [0, 8, 16].reduce((sum, shift) => sum + (((candidate >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
    if (next < distance) [best, distance] = [place, next];
  });
  return best;
}

function chunk(name, data = Buffer.alloc(0)) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
