import { SiteKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { constructorsOf } from '../evaluation/constructors.js';
import { SiteField } from '../program/linked-file.js';
import { Rule, type Evidence } from '../rules.js';
import { ValueKind, type ClassValue, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';
import type { CallOutcome, EmissionContext } from './emission-context.js';
import { mergedInterface, namedDefinitions } from './emit-names.js';
import { definitionId, mayTarget, sourceDefinition } from './node-identity.js';

/** A node that a call runs or makes. */
interface CallTarget {
  readonly type: 'CALLS' | 'INSTANTIATES';
  readonly target: string;
  readonly evidence: Evidence;
}

interface Resolution {
  readonly targets: CallTarget[];
  /** Distinct functions and classes that the callee may be. */
  alternatives: number;
  external: boolean;
  /** An anonymous function: known, but no node. */
  anonymous: boolean;
}

/** Edges and counts of a CALL, NEW, SUPER_CALL or TAG site. True when the call runs something of the repository. */
export function emitCall(context: EmissionContext, site: number): boolean {
  const { evaluator, file } = context;
  const term = file.site(site, SiteField.TERM);
  const kind = file.site(site, SiteField.KIND);
  const callees = evaluator.concrete(evaluator.evaluate(file, file.a(term)));
  const resolution = kind === SiteKind.SUPER_CALL ? resolveSuper(context, callees) : resolveCallees(context, callees);
  if (kind === SiteKind.NEW && resolution.targets.length === 0) addMergedInterface(context, file.a(term), resolution);
  const caller = sourceDefinition(file, file.site(site, SiteField.DEFINITION), 'CALLS');
  const line = file.site(site, SiteField.LINE);
  addTargets(context, resolution, caller, line);
  const name = file.site(site, SiteField.NAME);
  context.calls.count(caller, outcomeOf(resolution), `${name < 0 ? '?' : file.string(name)}:${String(line)}`);
  return resolution.targets.length > 0;
}

function outcomeOf(resolution: Resolution): CallOutcome {
  if (resolution.targets.length > 0 || resolution.anonymous) return 'resolved';
  return resolution.external ? 'external' : 'unresolved';
}

/** A bare decorator is a call of the decorator. Those that keep what they decorate by their nature (`property`) are no calls. */
export function emitDecoratorCall(context: EmissionContext, site: number): void {
  const { evaluator, file } = context;
  const term = file.site(site, SiteField.TERM);
  if (file.op(term) === TermOp.CALL) return;
  const resolution = resolveCallees(context, evaluator.concrete(evaluator.evaluate(file, term)));
  addTargets(
    context,
    resolution,
    sourceDefinition(file, file.site(site, SiteField.DEFINITION), 'CALLS'),
    file.site(site, SiteField.LINE),
  );
}

/** `raise Problem` makes a Problem; what is raised and no class was made elsewhere. */
export function emitRaised(context: EmissionContext, site: number): void {
  const { evaluator, file } = context;
  const raised = evaluator.concrete(evaluator.evaluate(file, file.site(site, SiteField.TERM)));
  const resolution: Resolution = { targets: [], alternatives: 0, external: false, anonymous: false };
  raised.values.forEach((value, index) => {
    if (value.kind === ValueKind.CLASS) addConstruction(context, value, raised.evidence[index] as number, resolution);
  });
  const caller = sourceDefinition(file, file.site(site, SiteField.DEFINITION), 'CALLS');
  addTargets(context, resolution, caller, file.site(site, SiteField.LINE));
}

function addTargets(context: EmissionContext, resolution: Resolution, caller: number, line: number): void {
  const source = definitionId(context.file, caller);
  const several = resolution.alternatives > 1;
  for (const { type, target, evidence } of resolution.targets) {
    const weakest = several ? Math.max(evidence, Rule.assigned) : evidence;
    context.edges.add({ type, source, target, line, evidence: weakest, alternatives: resolution.alternatives });
  }
}

function resolveCallees(context: EmissionContext, callees: ValueSet): Resolution {
  const resolution: Resolution = { targets: [], alternatives: 0, external: false, anonymous: false };
  callees.values.forEach((callee, index) => {
    addCallee(context, callee, callees.evidence[index] as number, resolution);
  });
  return resolution;
}

function addCallee(context: EmissionContext, callee: Value, evidence: Evidence, resolution: Resolution): void {
  switch (callee.kind) {
    case ValueKind.FUNCTION:
      addFunction(context, callee, evidence, resolution);
      return;
    case ValueKind.CLASS:
      addConstruction(context, callee, evidence, resolution);
      return;
    case ValueKind.SELF:
      if (callee.asClass) addConstruction(context, callee.of, evidence, resolution);
      else addCallProtocol(context, callee, evidence, resolution);
      return;
    case ValueKind.INSTANCE:
      addCallProtocol(context, callee, evidence, resolution);
      return;
    case ValueKind.EXTERNAL:
      resolution.external = true;
      return;
    default:
      return;
  }
}

function addFunction(context: EmissionContext, callee: FunctionValue, evidence: Evidence, resolution: Resolution): void {
  const { file, callable } = callee;
  if (file.isLibrary) {
    resolution.external = true;
    addInvokedReceiver(context, callee, resolution);
    return;
  }
  const { definition } = file.callable(callable);
  if (definition < 0) {
    resolution.anonymous = true;
    return;
  }
  if (!mayTarget('CALLS', file.definition(definition).label)) return;
  resolution.alternatives++;
  resolution.targets.push({ type: 'CALLS', target: definitionId(file, definition), evidence });
}

/** `f.call(x)` runs `f`. */
function addInvokedReceiver(context: EmissionContext, callee: FunctionValue, resolution: Resolution): void {
  const path = context.evaluator.externalPath(context.evaluator.values.function(callee.file, callee.callable));
  const rules = context.evaluator.languageOf(context.file).calls;
  if (path === undefined || callee.receiver === undefined || !rules.invokesReceiver.includes(path)) return;
  if (callee.receiver.kind === ValueKind.FUNCTION) addFunction(context, callee.receiver, Rule.library, resolution);
}

function addConstruction(context: EmissionContext, of: ClassValue, evidence: Evidence, resolution: Resolution): void {
  // A constructor that is declared as a type (`new () => Shape`) makes what some other code defines.
  if (of.file.isLibrary || of.file.definition(of.definition).kind === 'interface') {
    resolution.external = true;
    return;
  }
  resolution.alternatives++;
  resolution.targets.push({ type: 'INSTANTIATES', target: definitionId(of.file, of.definition), evidence });
  for (const constructor of constructorsOf(context.evaluator, of).values) {
    if (constructor.kind !== ValueKind.FUNCTION || constructor.file.isLibrary) continue;
    const { definition } = constructor.file.callable(constructor.callable);
    if (definition >= 0) resolution.targets.push({ type: 'CALLS', target: definitionId(constructor.file, definition), evidence });
  }
}

/** `new Shape()` where `Shape` is a variable and, merged with it, the interface of what it makes. */
function addMergedInterface(context: EmissionContext, callee: number, resolution: Resolution): void {
  for (const { file, definition, evidence } of namedDefinitions(context, callee)) {
    if (file.definition(definition).label !== 'GLOBAL_VARIABLE') continue;
    const made = mergedInterface(file, definition);
    if (made < 0) continue;
    resolution.alternatives++;
    resolution.targets.push({ type: 'INSTANTIATES', target: definitionId(file, made), evidence: evidence });
  }
}

/** Calling an object runs its call method. */
function addCallProtocol(context: EmissionContext, callee: Value, evidence: Evidence, resolution: Resolution): void {
  const name = context.evaluator.languageOf(context.file).protocols.call;
  const of = callee.kind === ValueKind.INSTANCE || callee.kind === ValueKind.SELF ? callee.of : undefined;
  if (of?.file.isLibrary === true) resolution.external = true;
  if (name === '') return;
  const methods = context.evaluator.member(ValueSet.of(callee, evidence), name);
  methods.values.forEach((method, index) => {
    if (method.kind === ValueKind.FUNCTION) addFunction(context, method, methods.evidence[index] as number, resolution);
    if (method.kind === ValueKind.EXTERNAL) resolution.external = true;
  });
}

/** `super(...)` runs the constructor of the next class that has one. */
function resolveSuper(context: EmissionContext, callees: ValueSet): Resolution {
  const { evaluator } = context;
  const resolution: Resolution = { targets: [], alternatives: 0, external: false, anonymous: false };
  for (const callee of callees.values) {
    if (callee.kind !== ValueKind.SUPER) continue;
    const order = evaluator.order(callee.after);
    resolution.external ||= order.externals.length > 0 || order.classes.slice(1).some((of) => of.file.isLibrary);
    const base = order.classes[1];
    if (base === undefined || base.file.isLibrary) continue;
    const constructors = constructorsOf(evaluator, base);
    resolution.anonymous ||= constructors.isEmpty && !resolution.external;
    for (const constructor of constructors.values) {
      if (constructor.kind === ValueKind.FUNCTION) addFunction(context, constructor, Rule.super, resolution);
    }
  }
  return resolution;
}
