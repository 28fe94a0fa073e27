import { means, type Token } from '../words/token.js';

/** Words that ask: "who", "which", "how many", 哪些, 是否. */
export function isInterrogative(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (means(token, 'who', 'what', 'where', 'how-many', 'how', 'why') || /^谁|什么|啥|^which ones?$/i.test(token?.text ?? ''))
    return true;
  return means(token, 'which') && !isRelative(tokens, index);
}

/** "functions which call X": the word stands for the noun before it. */
function isRelative(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (/[\u3400-\u9fff]/.test(tokens[index]?.text ?? '')) return false;
  return before !== undefined && (means(before, 'kind', 'role', 'in', 'by', 'from', 'to', 'of') || before.kind === 'name');
}

/** A name, or a word that may be one. */
export function isNameLike(token: Token | undefined): boolean {
  return token?.kind === 'name' || token?.kind === 'word';
}

const MEASURES = ['most', 'least', 'longest', 'shortest', 'biggest', 'lines'] as const;

/** Says something of its own: a relation, a sort, an attribute, a number of things, or a name that is asked about. */
export function hasContent(tokens: readonly Token[]): boolean {
  const asks = tokens.some((_, index) => isInterrogative(tokens, index));
  if (tokens.some((token) => token.kind === 'text' || /^recursive$|^递归$/.test(token.text))) return true;
  if (
    tokens.some((token) =>
      means(
        token,
        'how-many',
        'why',
        'role',
        'kind',
        'attribute',
        'untested',
        'undocumented',
        'production',
        'exists',
        'fault',
        'decorator',
        'affix',
        ...MEASURES,
      ),
    )
  )
    return true;
  if (tokens.some((token) => means(token, 'verb') && !isChange(token))) return true;
  return asks && tokens.some((token) => isNameLike(token) || means(token, 'it', 'those') || isChange(token));
}

/** "I am refactoring X": tells why, asks nothing. */
function isChange(token: Token): boolean {
  return token.concept?.is === 'verb' && token.concept.verb === 'change';
}

/** Index of the first token that is no greeting, joining word or mark. */
export function firstTelling(tokens: readonly Token[]): number {
  let at = 0;
  while (at < tokens.length && (tokens[at]?.kind === 'mark' || means(tokens[at], 'filler', 'and', 'also'))) at++;
  return at;
}

/** "does X call", "is it", "are there": an auxiliary with its subject behind it. */
export function isInverted(tokens: readonly Token[], index: number): boolean {
  if (means(tokens[index], 'whether')) return true;
  if (!means(tokens[index], 'be', 'auxiliary')) return false;
  let next = index + 1;
  while (means(tokens[next], 'filler')) next++;
  if (isNameLike(tokens[next]) || means(tokens[next], 'it', 'those', 'who')) return true;
  const concept = tokens[next]?.concept;
  return concept?.is === 'kind' && (concept.kind === 'code' || isNameLike(tokens[next + 1]));
}

const COMMANDS =
  /^(?:show|show me|list|give|give me|tell|tell me|print|display|enumerate|i want|i need|let me see|i want to see|get me)$/i;

/** "list ...", "tell me ...", "explain ...". */
export function isCommand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (means(token, 'show') && COMMANDS.test(token.text)) || /^(?:explain|describe)$/i.test(token.text);
}

/** "its callers", "their subclasses". */
export function isPossessed(tokens: readonly Token[], index: number): boolean {
  return (
    /^(?:its|their)$/i.test(tokens[index]?.text ?? '') &&
    means(nextMeaning(tokens, index), 'role', 'kind', 'attribute', 'direct', 'indirect')
  );
}

function nextMeaning(tokens: readonly Token[], index: number): Token | undefined {
  let at = index + 1;
  while (means(tokens[at], 'filler')) at++;
  return tokens[at];
}

/** "(the) callers of B": a relation's noun with a name of its own. */
export function isNounPhrase(tokens: readonly Token[], index: number): boolean {
  let at = index;
  while (means(tokens[at], 'filler', 'direct', 'indirect')) at++;
  if (!means(tokens[at], 'role')) return false;
  return (
    means(tokens[at + 1], 'of', 'for', 'to') &&
    (isNameLike(tokens[at + 2]) || (means(tokens[at + 2], 'filler') && isNameLike(tokens[at + 3])))
  );
}
