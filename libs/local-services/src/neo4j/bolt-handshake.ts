import { connect } from 'node:net';

const MAGIC = [0x60, 0x60, 0xb0, 0x17];
/** Proposed versions, best first: 5.8 down to 5.0, then 4.4; each is [0, range, minor, major]. */
const PROPOSALS = [0, 8, 8, 5, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0];
const REPLY_BYTES = 4;

/** True when a Bolt server answers the opening of a connection. Needs no password and no driver; takes a few milliseconds. */
export function answersBolt(port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const received: Buffer[] = [];
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(timeoutMs, () => {
      end(false);
    });
    socket.once('error', () => {
      end(false);
    });
    socket.once('close', () => {
      end(false);
    });
    socket.once('connect', () => socket.write(Buffer.from([...MAGIC, ...PROPOSALS])));
    socket.on('data', (chunk) => {
      received.push(chunk);
      const reply = Buffer.concat(received);
      if (reply.length >= REPLY_BYTES) end(reply.readUInt32BE(0) !== 0);
    });
  });
}
