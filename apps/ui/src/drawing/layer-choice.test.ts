import { expect, it } from 'vitest';
import { isHardwareDrawn } from './layer-choice.js';

it.each([
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', true],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', true],
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', false],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', false],
  ['Microsoft Basic Render Driver', false],
  [undefined, false],
])('knows whether a graphics processor draws: %s', (drawer, expected) => {
  expect(isHardwareDrawn(drawer)).toBe(expected);
});
