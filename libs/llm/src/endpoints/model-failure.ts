import { CodexGraphError, type ErrorCode } from '@codexgraph/graph-model';
import { shownAddress, type ModelEndpoint as WholeEndpoint } from './endpoint.js';

/** What is known about a call that failed, without anything of the client library. */
export interface FailureFacts {
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** `error.code` or `error.type` of the server. */
  readonly code?: string;
  /** The server's own words, or those of the network. */
  readonly text: string;
  readonly retryAfterMs?: number;
  /** Which time-out ended it. */
  readonly timeout?: 'first-token' | 'between-tokens' | 'total';
  /** True when part of the reply had come. */
  readonly streamed: boolean;
}

/** An endpoint as far as messages name it. */
type ModelEndpoint = Pick<WholeEndpoint, 'name' | 'baseUrl' | 'model' | 'keyName' | 'apiKey'>;

const SHOWN_CHARACTERS = 300;
const CONTEXT_WORDS =
  /context[ _-]?(?:length|window|size)|maximum context|too many tokens|prompt is too long|exceeds? the (?:model's )?(?:maximum|limit|context)|reduce the length|n_ctx/i;
const UNKNOWN_MODEL_WORDS =
  /model.{0,80}(?:not found|does not exist|doesn't exist|unknown|not available|is not loaded)|no such model|pull(?:ing)? it first/i;
const QUOTA_WORDS = /insufficient_quota|exceeded your current quota|billing/i;

/** The error of a failed call: what happened, and what to do. The key never appears in it, not even where the server repeats it. */
export function modelFailure(facts: FailureFacts, endpoint: ModelEndpoint): CodexGraphError {
  const { code, advice } = judge(facts, endpoint);
  const said = facts.text === '' ? '' : ` It said: "${scrub(facts.text, endpoint)}".`;
  return new CodexGraphError(code, `${advice.what}.${facts.timeout === undefined ? said : ''} ${advice.doThis}`, {
    retryable: advice.retryable,
    details: {
      endpoint: endpoint.name,
      model: endpoint.model,
      ...(facts.status === undefined ? {} : { status: facts.status }),
      ...(facts.retryAfterMs === undefined ? {} : { retryAfterMs: facts.retryAfterMs }),
    },
  });
}

/** True when the same call may work a moment later and nothing was streamed yet. */
export function mayRetry(facts: FailureFacts): boolean {
  if (facts.streamed || facts.timeout !== undefined) return false;
  if (facts.status === undefined) return true;
  if (facts.status === 429) return !QUOTA_WORDS.test(`${facts.code ?? ''} ${facts.text}`);
  return facts.status === 408 || facts.status === 409 || facts.status >= 500;
}

interface Advice {
  readonly what: string;
  readonly doThis: string;
  readonly retryable: boolean;
}

interface Judgement {
  readonly code: ErrorCode;
  readonly advice: Advice;
}

function judge(facts: FailureFacts, endpoint: ModelEndpoint): Judgement {
  const server = `The model server "${endpoint.name}" at ${shownAddress(endpoint)}`;
  if (facts.streamed) return cutOff(facts, server);
  if (facts.timeout !== undefined) return timedOut(facts.timeout, server);
  if (facts.status === undefined) {
    return judged(
      'MODEL_UNAVAILABLE',
      `${server} cannot be reached`,
      'Start it, or mend its address in the configuration.',
      true,
    );
  }
  return byStatus(facts, facts.status, { endpoint, server });
}

interface StatusFacts {
  readonly facts: FailureFacts;
  readonly status: number;
  /** The server's code and words. */
  readonly words: string;
  readonly endpoint: ModelEndpoint;
  readonly server: string;
}

/** The first that knows the status decides. */
const STATUS_JUDGES: readonly ((given: StatusFacts) => Judgement | undefined)[] = [
  refusedKey,
  tooLong,
  unknownModel,
  rateLimited,
  ({ status, server }) =>
    status < 500
      ? undefined
      : judged(
          'MODEL_UNAVAILABLE',
          `${server} failed with status ${status}`,
          'Try again in a moment; its own log has the reason.',
          true,
        ),
];

function byStatus(
  facts: FailureFacts,
  status: number,
  { endpoint, server }: { readonly endpoint: ModelEndpoint; readonly server: string },
): Judgement {
  const given: StatusFacts = { facts, status, words: `${facts.code ?? ''} ${facts.text}`, endpoint, server };
  for (const judgeOf of STATUS_JUDGES) {
    const judgement = judgeOf(given);
    if (judgement !== undefined) return judgement;
  }
  return judged(
    'MODEL_FAILED',
    `${server} refused the call with status ${status}`,
    'Check the name of the model and the settings of the endpoint.',
  );
}

function refusedKey({ status, endpoint, server }: StatusFacts): Judgement | undefined {
  if (status !== 401 && status !== 403) return undefined;
  const key = endpoint.keyName ?? 'its key';
  if (endpoint.apiKey === undefined) {
    return judged('MODEL_AUTHENTICATION', `${server} refused the call without a key`, `Set ${key}.`);
  }
  const doThis = `Check ${key}, and that it may use the model "${endpoint.model}".`;
  return judged('MODEL_AUTHENTICATION', `${server} refused the key`, doThis);
}

function tooLong({ status, words, endpoint }: StatusFacts): Judgement | undefined {
  if (status !== 413 && (status >= 500 || !CONTEXT_WORDS.test(words))) return undefined;
  return judged(
    'MODEL_CONTEXT_TOO_LONG',
    `The question with its context is too long for the model "${endpoint.model}"`,
    'Set the context size of the endpoint to what the model takes, or ask in a new conversation.',
  );
}

function unknownModel({ facts, status, words, endpoint, server }: StatusFacts): Judgement | undefined {
  if (status < 500 && (facts.code === 'model_not_found' || UNKNOWN_MODEL_WORDS.test(words))) {
    return judged('MODEL_UNKNOWN', `${server} has no model "${endpoint.model}"`, 'Set the name of a model that it has.');
  }
  if (status !== 404) return undefined;
  const what = `${server} has no chat at that address, or no model "${endpoint.model}"`;
  return judged('MODEL_UNKNOWN', what, 'Check the base URL (it mostly ends in /v1) and the name of the model.');
}

function judged(code: ErrorCode, what: string, ...[doThis, retryable = false]: [string, boolean?]): Judgement {
  return { code, advice: { what, doThis, retryable } };
}

function rateLimited({ facts, status, words, server }: StatusFacts): Judgement | undefined {
  if (status !== 429) return undefined;
  if (QUOTA_WORDS.test(words)) {
    const what = `The quota at ${lowerCase(server)} is used up`;
    return judged('MODEL_RATE_LIMITED', what, 'Raise the quota, or choose another endpoint.');
  }
  const wait = facts.retryAfterMs === undefined ? 'a moment' : `${Math.ceil(facts.retryAfterMs / 1000)} s`;
  return judged('MODEL_RATE_LIMITED', `${server} gets too many requests`, `Try again in ${wait}.`, true);
}

function cutOff(facts: FailureFacts, server: string): Judgement {
  const why =
    facts.timeout === undefined
      ? 'broke off'
      : facts.timeout === 'total'
        ? 'took too long and was stopped'
        : 'fell silent and was stopped';
  return judged(
    'MODEL_CUT_OFF',
    `The reply of ${lowerCase(server)} ${why} in the middle`,
    'Ask again; if it happens often, look at the log of the server.',
    true,
  );
}

function timedOut(timeout: NonNullable<FailureFacts['timeout']>, server: string): Judgement {
  const what = timeout === 'total' ? 'did not finish in time' : 'did not begin to answer in time';
  return judged(
    'MODEL_UNAVAILABLE',
    `${server} ${what}`,
    'It may be busy or still loading the model: try again, or raise the time-outs of the endpoint.',
    true,
  );
}

function lowerCase(server: string): string {
  return server.replace('The', 'the');
}

function scrub(text: string, endpoint: ModelEndpoint): string {
  const withoutKey = endpoint.apiKey === undefined || endpoint.apiKey === '' ? text : text.replaceAll(endpoint.apiKey, '***');
  const oneLine = withoutKey
    .replaceAll(/\b(?:sk|key|pk|Bearer)[-_ ][A-Za-z0-9_*.-]{6,}/g, '***')
    .replaceAll(/:\/\/[^\s/@]+@/g, '://***@')
    .replaceAll(/(:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/g, '$1?***')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return oneLine.length <= SHOWN_CHARACTERS ? oneLine : `${oneLine.slice(0, SHOWN_CHARACTERS)}...`;
}
