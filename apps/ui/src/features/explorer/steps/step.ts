/** How relations may be followed, seen from a symbol. */
export type StepDirection = 'OUT' | 'IN';

/** One thing that a person did to the drawing. What is drawn is the steps of the address, done one after the other. */
export type Step =
  /** Adds a symbol. */
  | { readonly kind: 'show'; readonly id: string }
  /** Adds what a symbol is related to by one type, in one direction. */
  | { readonly kind: 'expand'; readonly id: string; readonly type: string; readonly direction: StepDirection }
  /** Adds callers (IN) or callees (OUT), up to `depth` calls away. */
  | { readonly kind: 'calls'; readonly id: string; readonly direction: StepDirection; readonly depth: number }
  /** Adds bases and subclasses, all the way. */
  | { readonly kind: 'hierarchy'; readonly id: string }
  /** Adds what a module or class defines. */
  | { readonly kind: 'inside'; readonly id: string }
  /** Adds a shortest path. */
  | { readonly kind: 'path'; readonly id: string; readonly to: string }
  /** Takes a symbol away. */
  | { readonly kind: 'hide'; readonly id: string }
  /** Takes all away but a symbol and its neighbours. */
  | { readonly kind: 'focus'; readonly id: string };

/** Calls that a step may follow. */
export const MAX_CALL_DEPTH = 5;

const BETWEEN_STEPS = '~';
const BETWEEN_FIELDS = '!';

/** Steps as text for an address. */
export function writeSteps(steps: readonly Step[]): string {
  return steps.map((step) => fieldsOf(step).map(escapeField).join(BETWEEN_FIELDS)).join(BETWEEN_STEPS);
}

/** The steps of an address; what cannot be read is left out, since addresses come from anywhere. */
export function readSteps(text: string): readonly Step[] {
  return text.split(BETWEEN_STEPS).flatMap((step) => stepOf(step.split(BETWEEN_FIELDS).map(unescapeField)) ?? []);
}

/** Two equal steps have one key. */
export function stepKey(step: Step): string {
  return writeSteps([step]);
}

function fieldsOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'expand':
      return [step.kind, step.id, step.type, step.direction];
    case 'calls':
      return [step.kind, step.id, step.direction, String(step.depth)];
    case 'path':
      return [step.kind, step.id, step.to];
    default:
      return [step.kind, step.id];
  }
}

const PLAIN_KINDS = ['show', 'hierarchy', 'inside', 'hide', 'focus'] as const;

function stepOf([kind, id = '', first = '', second = '']: readonly string[]): Step | undefined {
  if (id === '') return undefined;
  const plain = PLAIN_KINDS.find((one) => one === kind);
  if (plain !== undefined) return { kind: plain, id };
  if (kind === 'calls') return callsOf(id, first, Number(second));
  if (first === '') return undefined;
  if (kind === 'path') return { kind, id, to: first };
  return kind === 'expand' && isDirection(second) ? { kind, id, type: first, direction: second } : undefined;
}

function callsOf(id: string, direction: string, depth: number): Step | undefined {
  const fits = Number.isInteger(depth) && depth >= 1 && depth <= MAX_CALL_DEPTH;
  return isDirection(direction) && fits ? { kind: 'calls', id, direction, depth } : undefined;
}

function isDirection(text: string): text is StepDirection {
  return text === 'OUT' || text === 'IN';
}

function escapeField(text: string): string {
  return text.replace(/[%~!]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

function unescapeField(text: string): string {
  return text.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
