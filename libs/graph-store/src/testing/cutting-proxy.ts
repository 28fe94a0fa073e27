import { Buffer } from 'node:buffer';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that can lose connections at the worst moment. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts all connections now; new ones are let through. */
  cut(): void;
  /** The next commit reaches the server, but its answer is lost with the connection: the client never learns that it happened. */
  loseNextCommitAnswer(): void;
  /** Commits whose answer was lost. */
  lostAnswers(): number;
  close(): Promise<void>;
}

/** The message COMMIT of the Bolt protocol, with the length before and the end mark behind it. */
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

/** Listens on a free port of the loopback and passes everything on to `target`. */
export async function startCuttingProxy(target: { readonly host: string; readonly port: number }): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let isWaiting = false;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let swallows = false;
    client.on('data', (data: Buffer) => {
      if (isWaiting && data.includes(COMMIT)) {
        isWaiting = false;
        swallows = true;
        lost += 1;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (swallows) client.destroy();
      else client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    loseNextCommitAnswer: () => {
      isWaiting = true;
    },
    lostAnswers: () => lost,
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
