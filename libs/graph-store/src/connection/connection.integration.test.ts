import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/test-database.js';
import { connect } from './connection.js';

describe('a connection', () => {
  it('knows its server', async () => {
    const connection = await connect(testDatabase());
    expect(connection.server.version).toMatch(/^(?:5\.2[6-9]|20\d\d)/u);
    await connection.close();
  });

  it('says that the password is wrong, without telling it', async () => {
    const error: unknown = await connect({ ...testDatabase(), password: 'wrong-secret' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'DATABASE_AUTHENTICATION', retryable: false });
    expect(JSON.stringify(error) + String(error)).not.toContain('wrong-secret');
  });

  it('says that nobody answers', async () => {
    const refused = connect({ ...testDatabase(), uri: 'bolt://someone:secret@127.0.0.1:1', connectTimeoutMs: 1000 });
    await expect(refused).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('bolt://127.0.0.1:1;') as string,
    });
  });

  it('says so of a server that speaks something else', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error: unknown = await connect({ ...testDatabase(), uri: `bolt://127.0.0.1:${port}`, connectTimeoutMs: 2000 }).catch(
      (reason: unknown) => reason,
    );
    server.close();
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it.each(['what', 'http://127.0.0.1:7474', 'bolt://'])('refuses the address %j', async (uri) => {
    await expect(connect({ ...testDatabase(), uri })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });

  it('refuses a database that is not there', async () => {
    await expect(connect({ ...testDatabase(), database: 'nosuchdatabase' })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });
});
