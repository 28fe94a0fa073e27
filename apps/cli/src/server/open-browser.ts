import { spawn } from 'node:child_process';

/** Where a page can be shown. */
export interface BrowserPlace {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Whether a person watches the output. */
  readonly isTerminal: boolean;
}

/**
 * The command that opens an address in the browser of the person. Undefined where nobody would see it: without a terminal, over ssh, on Linux
 * without a display.
 */
export function browserCommand(url: string, { platform, variables, isTerminal }: BrowserPlace): readonly string[] | undefined {
  if (!isTerminal || (variables['SSH_CONNECTION'] ?? '') !== '' || (variables['CI'] ?? '') !== '') return undefined;
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  const hasDisplay = ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (variables[name] ?? '') !== '');
  return hasDisplay ? ['xdg-open', url] : undefined;
}

/** Opens an address in the browser of the person. That there is none is no failure: the address was printed. */
export function openBrowser(url: string, place: BrowserPlace): void {
  const [program, ...argv] = browserCommand(url, place) ?? [];
  if (program === undefined) return;
  const child = spawn(program, argv, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
