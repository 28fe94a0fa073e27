import { describe, expect, it } from 'vitest';
import { browserCommand } from './open-browser.js';

const URL_ = 'http://127.0.0.1:4000/';
const desktop = { platform: 'linux', variables: { DISPLAY: ':0' }, isTerminal: true } as const;

describe('browserCommand', () => {
  it('uses what each system has', () => {
    expect(browserCommand(URL_, desktop)).toEqual(['xdg-open', URL_]);
    expect(browserCommand(URL_, { ...desktop, variables: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual(['xdg-open', URL_]);
    expect(browserCommand(URL_, { ...desktop, platform: 'darwin', variables: {} })).toEqual(['open', URL_]);
    expect(browserCommand(URL_, { ...desktop, platform: 'win32', variables: {} })).toEqual(['cmd', '/c', 'start', '', URL_]);
  });

  it('opens nothing where nobody would see it', () => {
    expect(browserCommand(URL_, { ...desktop, isTerminal: false })).toBeUndefined();
    expect(browserCommand(URL_, { ...desktop, variables: {} })).toBeUndefined();
    expect(browserCommand(URL_, { ...desktop, variables: { DISPLAY: ':0', SSH_CONNECTION: '1 2 3 4' } })).toBeUndefined();
    expect(browserCommand(URL_, { ...desktop, variables: { DISPLAY: ':0', CI: 'true' } })).toBeUndefined();
  });
});
