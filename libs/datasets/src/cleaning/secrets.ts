/** One kind of secret that texts may hold. The pattern is global; where it has a group, only the group is the secret. */
interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** By provider, as their own documentation gives the forms; generic ones last, so that the exact kind is told where it is known. */
const PATTERNS: readonly SecretPattern[] = [
  { kind: 'private-key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END[^-\n]*-----|$)/gu },
  { kind: 'aws-key', pattern: /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/gu },
  { kind: 'github-token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/gu },
  { kind: 'gitlab-token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|soat)-[A-Za-z0-9_-]{20,}/gu },
  { kind: 'slack-token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/gu },
  { kind: 'slack-webhook', pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]+/gu },
  { kind: 'stripe-key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/gu },
  { kind: 'google-key', pattern: /\bAIza[A-Za-z0-9_-]{35}/gu },
  { kind: 'google-oauth', pattern: /\bya29\.[A-Za-z0-9_-]{20,}/gu },
  { kind: 'anthropic-key', pattern: /\bsk-ant-[A-Za-z0-9_-]{20,}/gu },
  { kind: 'openai-key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}/gu },
  { kind: 'hugging-face-token', pattern: /\bhf_[A-Za-z0-9]{30,}\b/gu },
  { kind: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/gu },
  { kind: 'pypi-token', pattern: /\bpypi-AgEI[A-Za-z0-9_-]{50,}/gu },
  { kind: 'sendgrid-key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/gu },
  { kind: 'twilio-key', pattern: /\b(?:AC|SK)[0-9a-f]{32}\b/gu },
  { kind: 'telegram-token', pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/gu },
  { kind: 'digitalocean-token', pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/gu },
  { kind: 'azure-key', pattern: /(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,}={0,2})/gu },
  { kind: 'jwt', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/gu },
  { kind: 'url-password', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"]{3,})@/giu },
  { kind: 'bearer', pattern: /\b(?:bearer|basic)\s+([A-Za-z0-9+/._~-]{20,}={0,2})/giu },
  {
    kind: 'password',
    pattern: /\b(?:pass(?:word|wd|phrase)?|pwd)["']?\s*(?:[:=]|=>|:=)\s*["']([^"'\s]{6,})["']/giu,
  },
];

/** An assignment to a name that speaks of a secret; what is assigned counts as one when it looks random. */
const ASSIGNMENT =
  /[A-Za-z0-9_.-]*(?:secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|credential|private[_-]?key)[A-Za-z0-9_]*["']?\s*(?:[:=]|=>|:=)\s*["']?([A-Za-z0-9+/_.~=-]{20,})/giu;
/** Bits a character. English text has about 3 to 3.5 on such lengths, hexadecimal keys up to 4, base64 ones above. */
const RANDOM_ENTROPY = 4;
const HEXADECIMAL = /^[0-9a-f]{32,}$/iu;

const EMAIL = /\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b/gu;
const HOME = /(?:\/home\/|\/Users\/|[A-Za-z]:\\Users\\)([^/\\\s'"<>]+)/gu;

/** A text without secrets, and how many of which kind were in it. */
export interface ScrubbedText {
  readonly text: string;
  readonly found: Readonly<Record<string, number>>;
}

/**
 * Puts `<SECRET:kind>` in place of keys, tokens and passwords, `<EMAIL>` for addresses and `<USER>` for the user in home folders. Doing it again changes
 * nothing.
 */
export function scrubSecrets(text: string): ScrubbedText {
  const found: Record<string, number> = {};
  const count = (kind: string): void => {
    found[kind] = (found[kind] ?? 0) + 1;
  };
  let scrubbed = text;
  for (const { kind, pattern } of PATTERNS) scrubbed = replaceSecrets(scrubbed, pattern, { kind, isSecret, count });
  scrubbed = replaceSecrets(scrubbed, ASSIGNMENT, { kind: 'assigned', isSecret: looksRandom, count });
  scrubbed = scrubbed.replace(EMAIL, () => {
    count('email');
    return '<EMAIL>';
  });
  scrubbed = scrubbed.replace(HOME, (whole: string, user: string) => {
    count('home');
    return whole.slice(0, whole.length - user.length) + '<USER>';
  });
  return { text: scrubbed, found };
}

interface Replacement {
  readonly kind: string;
  readonly isSecret: (text: string) => boolean;
  readonly count: (kind: string) => void;
}

function replaceSecrets(text: string, pattern: RegExp, { kind, isSecret: counts, count }: Replacement): string {
  return text.replace(pattern, (whole: string, ...groups: readonly unknown[]) => {
    const secret = typeof groups[0] === 'string' ? groups[0] : whole;
    if (!counts(secret)) return whole;
    count(kind);
    return whole.replace(secret, () => `<SECRET:${kind}>`);
  });
}

function isSecret(text: string): boolean {
  return !isPlaceholder(text);
}

function isPlaceholder(secret: string): boolean {
  return /^(?:<[^>]*>|\$\{?[\w.]+\}?|\{\{?[\w.]+\}?\}|\*+|x+)$/iu.test(secret);
}

function looksRandom(secret: string): boolean {
  return !isPlaceholder(secret) && (HEXADECIMAL.test(secret) || entropy(secret) >= RANDOM_ENTROPY);
}

/** Shannon entropy of the characters of a text, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
