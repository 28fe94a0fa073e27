import type { Expression, Query } from '../syntax/tree.js';
import { visitExpressions } from '../syntax/parts.js';
import type { ScopeProblem } from '../scoping/scope-context.js';
import { nearestName } from './nearest-name.js';

/** Built-in functions that may be called: name and number of arguments, `+` for any number from there on. */
const ALLOWED = `
abs 1; acos 1; asin 1; atan 1; atan2 2; avg 1; btrim 1-2; ceil 1; char_length 1; character_length 1; coalesce 1+; collect 1; cos 1; cosh 1; cot 1; coth 1; count 1;
date 0-2; date.realtime 0-1; date.statement 0-1; date.transaction 0-1; date.truncate 1-3;
datetime 0-2; datetime.fromepoch 2; datetime.fromepochmillis 1; datetime.realtime 0-1; datetime.statement 0-1; datetime.transaction 0-1; datetime.truncate 1-3;
degrees 1; duration 1; duration.between 2; duration.indays 2; duration.inmonths 2; duration.inseconds 2; e 0; elementid 1; endnode 1; exists 1; exp 1; floor 1;
haversin 1; head 1; id 1; isempty 1; isnan 1; keys 1; labels 1; last 1; left 2; length 1;
localdatetime 0-2; localdatetime.realtime 0-1; localdatetime.statement 0-1; localdatetime.transaction 0-1; localdatetime.truncate 1-3;
localtime 0-2; localtime.realtime 0-1; localtime.statement 0-1; localtime.transaction 0-1; localtime.truncate 1-3;
log 1; log10 1; lower 1; ltrim 1-2; max 1; min 1; nodes 1; nullif 2; percentilecont 2; percentiledisc 2; pi 0; point 1; point.distance 2; point.withinbbox 3; properties 1;
radians 1; rand 0; randomuuid 0; range 2-3; relationships 1; replace 3; reverse 1; right 2; round 1-3; rtrim 1-2; sign 1; sin 1; sinh 1; size 1; split 2; sqrt 1; startnode 1;
stdev 1; stdevp 1; substring 2-3; sum 1; tail 1; tan 1; tanh 1; time 0-2; time.realtime 0-1; time.statement 0-1; time.transaction 0-1; time.truncate 1-3; timestamp 0;
toboolean 1; tobooleanlist 1; tobooleanornull 1; tofloat 1; tofloatlist 1; tofloatornull 1; tointeger 1; tointegerlist 1; tointegerornull 1; tolower 1; tostring 1; tostringlist 1; tostringornull 1; toupper 1;
type 1; upper 1; valuetype 1; vector.similarity.cosine 2; vector.similarity.euclidean 2`;

interface Arity {
  readonly least: number;
  readonly most: number;
}

const FUNCTIONS: ReadonlyMap<string, Arity> = new Map(
  ALLOWED.split(';').map((entry) => {
    const [name = '', arity = '0'] = entry.trim().split(' ');
    const [least = '0', most = least] = arity.replace('+', '').split('-');
    return [name, { least: Number(least), most: arity.endsWith('+') ? Number.MAX_SAFE_INTEGER : Number(most) }];
  }),
);
/** Functions that gather rows, lower case. */
export const AGGREGATES = ['avg', 'collect', 'count', 'max', 'min', 'percentilecont', 'percentiledisc', 'stdev', 'stdevp', 'sum'];

/** Names of the functions that may be called, lower case. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()];

/** Calls of functions that are not allowed, or with a wrong number of arguments. */
export function functionProblems(query: Query): readonly ScopeProblem[] {
  const problems: ScopeProblem[] = [];
  visitExpressions(query, (expression) => {
    if (expression.kind === 'call') problems.push(...callProblems(expression));
  });
  return problems;
}

function callProblems(call: Extract<Expression, { readonly kind: 'call' }>): readonly ScopeProblem[] {
  const { span, arguments: values } = call;
  const name = call.name.toLowerCase();
  const arity = FUNCTIONS.get(name);
  const shown = call.name.slice(0, 80);
  if (arity === undefined) return [unknownFunction(call, shown)];
  if (values.length < arity.least || values.length > arity.most) {
    const expected = arity.least === arity.most ? String(arity.least) : `${String(arity.least)} to ${String(arity.most)}`;
    return [{ code: 'FUNCTION', span, message: `${shown} takes ${expected} arguments, not ${String(values.length)}` }];
  }
  if (call.distinct && !AGGREGATES.includes(name))
    return [{ code: 'FUNCTION', span, message: `DISTINCT cannot be used with ${shown}` }];
  return [];
}

function unknownFunction({ span }: Expression, shown: string): ScopeProblem {
  const message = `the function ${shown} is not available`;
  if (/^apoc\./iu.test(shown))
    return { code: 'FUNCTION', span, message, hint: 'APOC is not available; write it with the functions of Cypher' };
  const suggestion = nearestName(shown.toLowerCase(), FUNCTION_NAMES);
  return {
    code: 'FUNCTION',
    span,
    message,
    ...(suggestion !== undefined && { suggestion, hint: `did you mean ${suggestion}?` }),
  };
}
