import { connect } from 'node:net';

/** What a server on a port says to PING. `denied`: it is a Redis, but does not accept the password. */
export type PingAnswer = 'ready' | 'loading' | 'denied' | 'none';

/** Asks a server on this machine, in the protocol's own words; takes a few milliseconds. */
export function pingRedis(
  port: number,
  options: { readonly password?: string; readonly timeoutMs: number },
): Promise<PingAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    const end = (answer: PingAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(options.timeoutMs, () => {
      end('none');
    });
    socket.once('error', () => {
      end('none');
    });
    socket.once('close', () => {
      end('none');
    });
    socket.once('connect', () => {
      const signIn = options.password === undefined ? '' : command(['AUTH', options.password]);
      socket.write(`${signIn}${command(['PING'])}`);
    });
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const answer = readAnswer(text);
      if (answer !== undefined) end(answer);
    });
  });
}

function command(words: readonly string[]): string {
  return `*${String(words.length)}\r\n${words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`).join('')}`;
}

function readAnswer(text: string): PingAnswer | undefined {
  if (text.includes('+PONG\r\n')) return 'ready';
  if (text.includes('-LOADING')) return 'loading';
  if (/^-(?:NOAUTH|WRONGPASS|ERR)/m.test(text)) return 'denied';
  return undefined;
}
