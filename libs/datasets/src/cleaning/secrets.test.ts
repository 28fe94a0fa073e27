import { describe, expect, it } from 'vitest';
import { scrubSecrets } from './secrets.js';

/** Put together here, so that no file of the repository holds what looks like a secret. */
const join = (...parts: readonly string[]): string => parts.join('');
const A = 'aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1gI3kM5oQ7s';
const HEX = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

const pem = (kind: string, text: string): string =>
  ['-----BEGIN ', kind, 'PRIVATE', ' KEY-----\n', text, '\n-----END ', kind, 'PRIVATE', ' KEY-----'].join('');

/** 40 planted secrets: a text around each, and the part that must be gone. */
const CANARIES: readonly (readonly [string, string])[] = [
  [pem('', 'MIIEvQIBADANBg'), 'MIIEvQIBADANBg'],
  [pem('RSA ', 'MIIEowIBAAKCAQ').slice(0, 60), 'MIIEowIBAAKCAQ'],
  [pem('OPENSSH ', 'b3BlbnNzaC1rZXk'), 'b3BlbnNzaC1rZXk'],
  [pem('EC ', 'MHcCAQEEIIGL'), 'MHcCAQEEIIGL'],
  ...[
    join('AK', 'IA', 'ABCDEFGH12345678'),
    join('AS', 'IA', 'ABCDEFGH12345678'),
    join('gh', 'p_', A.slice(0, 36)),
    join('gh', 'o_', A.slice(0, 36)),
    join('gh', 's_', A.slice(0, 36)),
    join('github', '_pat_', A.slice(0, 30)),
    join('gl', 'pat-', A.slice(0, 20)),
    join('xo', 'xb-', '123456789012-', A.slice(0, 24)),
    join('xo', 'xp-', '123456789012-', A.slice(0, 24)),
    join('https://hooks.slack', '.com/services/T0000/B0000/', A.slice(0, 24)),
    join('sk', '_live_', A.slice(0, 24)),
    join('rk', '_test_', A.slice(0, 24)),
    join('AI', 'za', A.slice(0, 35)),
    join('ya', '29.', A),
    join('sk', '-ant-', 'api03-', A),
    join('sk', '-', A),
    join('sk', '-proj-', A),
    join('hf', '_', A.slice(0, 34)),
    join('np', 'm_', A.slice(0, 36)),
    join('py', 'pi-AgEI', A, A.slice(0, 20)),
    join('SG', '.', A.slice(0, 22), '.', A),
    join('AC', HEX.slice(0, 32)),
    join('123456789', ':AA', A.slice(0, 33)),
    join('do', 'p_v1_', HEX),
    join('ey', 'JhbGciOiJIUzI1NiJ9.ey', 'JzdWIiOiIxMjM0In0.', A),
  ].map((secret) => [`const value = f("${secret}");`, secret] as const),
  [join('Account', 'Key=', A, A, '=='), A],
  [join('postgres://app:', 'h0rse-battery', '@db.internal:5432/app'), 'h0rse-battery'],
  [join('redis://:', 'staple-9!', '@127.0.0.1:6379'), 'staple-9!'],
  [join('Authorization: ', 'Bearer ', A), A],
  [join('authorization: ', 'Basic ', A), A],
  [join('pass', 'word = "', 'correct-horse', '"'), 'correct-horse'],
  [join('"pass', 'wd": "', 'Tr0ub4dor&3', '"'), 'Tr0ub4dor&3'],
  [join('client_', 'secret = "', A, '"'), A],
  [join('API', '_KEY=', HEX.slice(0, 32)), HEX.slice(0, 32)],
  [join('api', 'Key: "', A.slice(0, 32), '"'), A.slice(0, 32)],
  [join('AUTH_', 'TOKEN := "', A, '"'), A],
];

describe('the scrubbing of secrets', () => {
  it('leaves none of the planted ones', () => {
    expect(CANARIES.length).toBeGreaterThanOrEqual(40);
    const left = CANARIES.filter(([text, secret]) => scrubSecrets(`before ${text} after`).text.includes(secret));
    expect(left.map(([text]) => text)).toEqual([]);
  });

  it('keeps what stands around them, counts them by kind, and changes nothing the second time', () => {
    for (const [text] of CANARIES) {
      const once = scrubSecrets(`before ${text} after`);
      expect(once.text).toMatch(/^before [\s\S]*<SECRET:[a-z-]+>/);
      expect(Object.values(once.found).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
      expect(scrubSecrets(once.text)).toEqual({ text: once.text, found: {} });
    }
  });

  it.each([
    'def get_token(self, request): return self.tokens[request.user]',
    'const apiKey = process.env.API_KEY;',
    'password = getpass.getpass("Password: ")',
    'token_type = "identifier_or_keyword_token"',
    'url = "https://example.org/a/b?c=d#e"',
    'class SecretsManager(BaseSecretsManagerInterface):',
    'commit 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c is the base',
    'DATABASE_URL=postgres://user:${PASSWORD}@host/db',
    'AbstractTaskTokenizerFactory.sk-learn-contrib',
  ])('leaves %j as it is', (text) => {
    expect(scrubSecrets(text)).toEqual({ text, found: {} });
  });

  it('takes out addresses and the names of home folders', () => {
    expect(scrubSecrets('ann@example.org wrote /home/ann/x.py and C:\\Users\\ann\\y.py').text).toBe(
      '<EMAIL> wrote /home/<USER>/x.py and C:\\Users\\<USER>\\y.py',
    );
  });
});
