import { TermOp } from '../../facts/term.js';
import type { Revision } from '../incremental/revision.js';
import type { LinkLanguage, MemberCopy } from '../language/link-language.js';
import type { ModuleTarget } from '../language/module-resolution.js';
import type { Family, ModuleParent } from '../program/program.js';
import type { LinkedFile } from '../program/linked-file.js';
import { Rule, type Evidence } from '../rules.js';
import {
  SlotKind,
  ValueKind,
  type AllocationValue,
  type ClassValue,
  type ExternalValue,
  type FunctionValue,
  type ParameterValue,
  type Value,
} from '../values/value.js';
import { ValueFactory } from '../values/value-factory.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOf } from './arguments.js';
import { addedElements, assignedItems, assignedMembers, mergedInto } from './assigned.js';
import { isSearchable, listCalls, NO_CALLS, type CallIndex, type KnownCall } from './call-index.js';
import { callWith, returned } from './calls.js';
import { ancestorArguments, isSubclass, memberOrder, memberOrderSet, typeParametersOf, unionOf } from './classes.js';
import { elementOf } from './containers.js';
import type { CallArguments, Evaluator, MemberOrder } from './evaluator.js';
import { Meaning, Question, ReadFacts } from './evaluator.js';
import { inferTypes } from './inference.js';
import {
  asInstances,
  awaited,
  bind,
  classOf,
  externalPath,
  indexed,
  instantiate,
  libraryInstance,
  libraryName,
  texts,
  typeVariableBound,
} from './instances.js';
import { memberSlots } from './members.js';
import { exportSlots } from './modules.js';
import { bindingSlots, bindingValue, importedSlots, isTypePath, lookUp, nameSlots } from './names.js';
import { concrete, parameterType, thisOf } from './parameters.js';
import { readSlots } from './reading.js';
import { Memo } from './memo.js';
import { Entry, State, type EntryOwner } from './entry.js';
import { Solver } from './solver.js';
import { receiverMap, substitute } from './substitution.js';
import { evaluateTerm } from './terms.js';
import { declaredType, typeOfSlots } from './types.js';

/** Values of parameters are followed through so many calls. */
export const LEVELS = 3;

/** Owner of what no file owns. */
const WORLD: EntryOwner = { path: '', isLibrary: false };

/** Files and languages that evaluation works on. */
export interface EvaluationWorld {
  /** They stay as they are: nothing will be asked again after a change. */
  readonly isOnce: boolean;
  readonly families: readonly Family[];
  readonly familyOf: (file: LinkedFile) => Family;
  /** Files of a family that have call sites with a callee of that name, sorted by path. */
  readonly filesCalling: (family: Family, name: string, asker: LinkedFile) => readonly LinkedFile[];
  /** Files of a family that assign to members of that name, sorted by path. */
  readonly filesAssigning: (family: Family, name: string, asker: LinkedFile) => readonly LinkedFile[];
  /** Files of a family with classes whose base list has that name, sorted by path. */
  readonly filesExtending: (family: Family, name: string) => readonly LinkedFile[];
  /** Some file of the family declares for others; when that changes, all answers of the family are asked for anew. */
  readonly augments: (family: Family) => boolean;
  /** Files of a family that add to a class of that name elsewhere, or declare a global of that name, sorted by path. */
  readonly filesDeclaring: (family: Family, how: 'augments' | 'declares', name: string) => readonly LinkedFile[];
}

/** The evaluation: every part of it, joined. Answers are memoised until {@link forget} is called for a file. */
export class Evaluation implements Evaluator {
  readonly values = new ValueFactory();
  readonly solver: Solver;
  readonly #world: EvaluationWorld;
  readonly #worldEntries = new Map<string, Entry>();
  #level = LEVELS;
  #current: LinkedFile | undefined;
  #revision: Revision | undefined;

  constructor(world: EvaluationWorld) {
    this.#world = world;
    this.solver = new Solver(world.isOnce);
    this.solver.onDetour = (entry) => {
      if (entry.owner !== WORLD) this.#current = entry.owner as LinkedFile;
      this.#level = entry.question === Question.LINK ? LEVELS : entry.level;
    };
    this.solver.onRenewed = (entry, former) => this.#revision?.renewed(entry, former);
  }

  get level(): number {
    return this.#level;
  }

  get families(): readonly Family[] {
    return this.#world.families;
  }

  /** What was asked of a file so far. */
  memoOf(file: LinkedFile): Memo {
    return (file.memo ??= new Memo(file));
  }

  readonly languageOf = (file: LinkedFile): LinkLanguage => this.#world.familyOf(file).language;
  readonly familyOf = (file: LinkedFile): Family => this.#world.familyOf(file);

  readonly languageOfValue = (): LinkLanguage => this.languageOf(this.#current as LinkedFile);

  readonly ask = (owner: LinkedFile, question: number, index: number, compute: () => ValueSet, name?: string): ValueSet => {
    const memo = (owner.memo ??= new Memo(owner));
    const entry = memo.find(question, index, name, this.#level) ?? memo.add(question, index, name, this.#level);
    if (entry.isFinal) return this.solver.take(entry);
    const before = this.#current;
    const level = this.#level;
    this.#current = owner;
    // An answer in doubt that held for several levels is found anew on its own.
    this.#level = entry.level;
    const value = this.solver.solve(entry, compute);
    this.#current = before;
    this.#level = level;
    return entry.holdsAt(level) ? value : this.ask(owner, question, index, compute, name);
  };

  readonly known = (owner: LinkedFile, question: number, index: number, name?: string): ValueSet | undefined => {
    const entry = owner.memo?.find(question, index, name, this.#level);
    return entry?.isFinal === true ? this.solver.take(entry) : undefined;
  };

  readonly below = (compute: () => ValueSet): ValueSet => {
    if (this.#level === 0) {
      this.solver.markCutOff();
      return ValueSet.UNKNOWN;
    }
    this.#level--;
    const value = this.solver.runBelow(compute);
    this.#level++;
    return value;
  };

  readonly evaluate = (file: LinkedFile, term: number): ValueSet => evaluateTerm(this, file, term);
  readonly declaredType = (file: LinkedFile, term: number): ValueSet => declaredType(this, file, term);
  readonly typeOfSlots = (slots: ValueSet, file: LinkedFile, args: readonly number[]): ValueSet =>
    typeOfSlots(this, slots, file, args);
  readonly bindingSlots = (file: LinkedFile, binding: number, meaning: number): ValueSet =>
    bindingSlots(this, file, binding, meaning);
  readonly bindingValue = (file: LinkedFile, binding: number): ValueSet => bindingValue(this, file, binding);
  readonly exportSlots = (file: LinkedFile, name: string, meaning: number): ValueSet => exportSlots(this, file, name, meaning);
  readonly memberSlots = (value: Value, name: string): ValueSet => memberSlots(this, value, name);
  readonly read = (slots: ValueSet, receiver: Value | undefined): ValueSet => readSlots(this, slots, receiver);
  readonly order = (of: ClassValue): MemberOrder => memberOrder(this, of);
  readonly orderSet = (of: ClassValue): ValueSet => memberOrderSet(this, of);
  readonly ancestorArguments = (of: ClassValue, ancestor: ClassValue): readonly ValueSet[] =>
    ancestorArguments(this, of, ancestor);
  readonly typeParameters = (of: ClassValue): readonly Value[] => typeParametersOf(this, of);
  readonly isSubclass = (one: ClassValue, other: ClassValue): boolean => isSubclass(this, one, other);
  readonly callWith = (values: ValueSet, args: CallArguments): ValueSet => callWith(this, values, args);
  readonly returned = (func: FunctionValue, args: CallArguments): ValueSet => returned(this, func, args);
  readonly concrete = (values: ValueSet): ValueSet => concrete(this, values);
  readonly substitute = (values: ValueSet, map: ReadonlyMap<Value, ValueSet>): ValueSet => substitute(this, values, map);
  readonly receiverMap = (receiver: Value | undefined): Map<Value, ValueSet> => receiverMap(this, receiver);
  readonly parameterType = (file: LinkedFile, callable: number, parameter: number): ValueSet =>
    parameterType(this, file, callable, parameter);
  readonly thisOf = (file: LinkedFile, scope: number): ValueSet => thisOf(this, file, scope);
  readonly inferTypes = (func: FunctionValue, args: CallArguments, map: Map<Value, ValueSet>): void => {
    inferTypes(this, func, args, map);
  };
  readonly assignedMembers = (value: Value, name: string): ValueSet => assignedMembers(this, value, name);
  readonly assignedItems = (value: AllocationValue): ValueSet => assignedItems(this, value);
  readonly mergedInto = (value: AllocationValue): readonly AllocationValue[] => mergedInto(this, value);
  readonly addedElements = (value: AllocationValue): ValueSet => addedElements(this, value);
  readonly copyOf = (file: LinkedFile, path: string): MemberCopy | undefined => this.languageOf(file).calls.copiesMembers(path);
  readonly instantiate = (values: ValueSet, args: readonly ValueSet[] = []): ValueSet => instantiate(this, values, args);
  readonly classOf = (values: ValueSet): ValueSet => classOf(this, values);
  readonly libraryInstance = (path: string, args: readonly ValueSet[] = []): ValueSet => libraryInstance(this, path, args);
  readonly awaited = (values: ValueSet): ValueSet => awaited(this, values);
  readonly bind = (values: ValueSet, receiver: Value | undefined): ValueSet => bind(this, values, receiver);
  readonly texts = (values: ValueSet): readonly string[] | undefined => texts(this, values);
  readonly asInstances = (value: Value): ValueSet => asInstances(this, value);
  readonly indexed = (value: Value): ValueSet => indexed(this, value);
  readonly externalPath = (value: Value): string | undefined => externalPath(this, value);
  readonly typeVariableBound = (file: LinkedFile, binding: number): ValueSet => typeVariableBound(this, file, binding);
  readonly union = (sets: readonly ValueSet[]): ValueSet => unionOf(sets);
  readonly element = (values: ValueSet, isAsync: boolean): ValueSet => elementOf(this, values, isAsync);
  readonly only = (value: Value): ValueSet => ValueSet.of(value, Rule.scope);
  readonly tuple = (items: readonly ValueSet[]): ValueSet => ValueSet.of(this.values.tuple(items), Rule.scope);
  readonly external = (path: string): ValueSet => ValueSet.of(this.values.external(path), Rule.library);
  readonly weaken = (values: ValueSet, evidence: Evidence): ValueSet => values.weakened(evidence);
  readonly call = (values: ValueSet, args: readonly ValueSet[]): ValueSet => callWith(this, values, argumentsOf(args));

  readonly slots = (file: LinkedFile, term: number): ValueSet => {
    switch (file.op(term)) {
      case TermOp.NAME:
        return this.known(file, Question.SLOTS, term) ?? this.ask(file, Question.SLOTS, term, () => nameSlots(this, file, term));
      case TermOp.BINDING:
        return bindingSlots(this, file, file.a(term), Meaning.VALUE);
      case TermOp.IMPORT:
        return importedSlots(this, file, term, Meaning.VALUE);
      case TermOp.TYPE_IMPORT:
        return importedSlots(this, file, term, Meaning.TYPE);
      case TermOp.ATTRIBUTE:
        return (
          this.known(file, Question.SLOTS, term) ?? this.ask(file, Question.SLOTS, term, () => this.#attributeSlots(file, term))
        );
      default:
        return this.evaluate(file, term);
    }
  };

  readonly exportedTermSlots = (file: LinkedFile, term: number, meaning: number): ValueSet | undefined => {
    const op = file.op(term);
    if (op === TermOp.NAME) {
      const bindings = lookUp(this, { file, scope: file.b(term) }, file.a(term), meaning);
      if (bindings === undefined) return meaning === Meaning.VALUE ? this.slots(file, term) : ValueSet.EMPTY;
      return this.union(bindings.map((binding) => this.bindingSlots(file, binding, meaning)));
    }
    if (op === TermOp.BINDING || op === TermOp.IMPORT || op === TermOp.ATTRIBUTE) return this.slots(file, term);
    if (op === TermOp.FUNCTION || op === TermOp.CLASS) {
      const definition = op === TermOp.CLASS ? file.a(term) : file.callable(file.a(term)).definition;
      if (definition >= 0) return ValueSet.of(this.values.slot(file, SlotKind.DEFINITION, definition), Rule.scope);
    }
    return undefined;
  };

  #attributeSlots(file: LinkedFile, term: number): ValueSet {
    const builder = new ValueSetBuilder();
    const objects = concrete(this, this.evaluate(file, file.a(term)));
    const name = file.string(file.b(term));
    const asType = isTypePath(file, term);
    objects.values.forEach((object, index) => {
      const type =
        asType && object.kind === ValueKind.MODULE ? this.exportSlots(object.file, name, Meaning.TYPE) : ValueSet.EMPTY;
      builder.addAll(type.isEmpty ? this.memberSlots(object, name) : type, objects.evidence[index]);
    });
    return objects.open ? builder.open().build() : builder.build();
  }

  readonly member = (values: ValueSet, name: string): ValueSet => {
    const builder = new ValueSetBuilder();
    const objects = concrete(this, values);
    objects.values.forEach((object, index) => {
      const receiver = object.kind === ValueKind.MODULE || object.kind === ValueKind.PACKAGE ? undefined : object;
      const target = receiver?.kind === ValueKind.SUPER ? receiver.receiver : receiver;
      builder.addAll(this.read(this.memberSlots(object, name), target), objects.evidence[index]);
    });
    return objects.open ? builder.open().build() : builder.build();
  };

  readonly library = (path: string): ValueSet => {
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      const family = this.#world.familyOf(this.#current as LinkedFile);
      const module = family.library.get(path.slice(0, dot));
      if (module === undefined) continue;
      let values: ValueSet | undefined;
      for (const part of path.slice(dot + 1).split('.')) {
        values = values === undefined ? libraryName(this, module, part) : this.member(values, part);
      }
      return values ?? ValueSet.EMPTY;
    }
    return ValueSet.EMPTY;
  };

  readonly knownCalls = (file: LinkedFile, callable: number): readonly KnownCall[] => {
    const plain = this.values.function(file, callable);
    const searchable = this.#isSearchable(file);
    const calls = searchable ? [...(this.#callsIn(file, '').ofFunction.get(plain) ?? [])] : [];
    const { definition } = file.callable(callable);
    if (definition < 0) return calls;
    const fact = file.definition(definition);
    const isConstructor = this.languageOf(file).classes.constructors.includes(fact.name) && fact.parent >= 0;
    const name = isConstructor ? file.definition(fact.parent).name : fact.name;
    this.touchWorld(`calls ${name}`);
    for (const caller of this.#world.filesCalling(this.familyOf(file), name, file)) {
      if ((caller === file && searchable) || isHidden(caller, file)) continue;
      calls.push(...(this.#callsIn(caller, name).ofFunction.get(plain) ?? []));
    }
    return calls;
  };

  #callsIn(file: LinkedFile, name: string): CallIndex {
    listCalls(this, file, name);
    return this.memoOf(file).find(Question.SITES, 0, name, this.#level)?.listed ?? NO_CALLS;
  }

  readonly noteCalls = (calls: CallIndex): void => {
    const { running } = this.solver;
    if (running !== undefined) running.listed = calls;
  };

  #isSearchable(file: LinkedFile): boolean {
    this.readFacts(file, ReadFacts.SEARCHABLE);
    return isSearchable(file);
  }

  readonly callsOfParameter = (symbol: ParameterValue): readonly number[] =>
    this.#isSearchable(symbol.file) ? (this.#callsIn(symbol.file, '').ofParameter.get(symbol) ?? []) : [];

  readonly submodule = (family: Family, parent: ModuleParent, name: string): ModuleTarget | undefined => {
    const { key, target } = family.submodule(parent, name);
    this.touchWorld(key);
    return target;
  };

  readonly touchWorld = (name: string): void => {
    if (this.#world.isOnce) return;
    let entry = this.#worldEntries.get(name);
    if (entry === undefined || entry.isDropped) {
      entry = new Entry(WORLD, Question.WORLD, 0, name, 0);
      this.solver.solve(entry, () => ValueSet.EMPTY);
      this.#worldEntries.set(name, entry);
    } else this.solver.take(entry);
  };

  /** The entry behind {@link touchWorld}, when anybody asked. */
  worldEntry(name: string): Entry | undefined {
    return this.#worldEntries.get(name);
  }

  /** Runs the linking of a file as a question of its own, so that what it takes from elsewhere is known. */
  link(file: LinkedFile, run: () => void): void {
    this.#current = file;
    const root = this.rootOf(file);
    if (root.isFinal) root.state = State.STALE;
    this.solver.solve(root, () => {
      run();
      return ValueSet.EMPTY;
    });
  }

  /** Answers are brought up to date under a revision, until the next begins. */
  begin(revision: Revision): void {
    this.#revision = revision;
  }

  /** Finds an answer anew by asking its question on its level. Where the question does not arise any more, its entry is dropped. */
  renew(entry: Entry, ask: () => void): void {
    const before = this.#level;
    this.#level = entry.level;
    ask();
    this.#level = before;
    if (!entry.isPending) return;
    this.#revision?.forget(entry);
    entry.state = State.DROPPED;
  }

  /** Forgets all answers and values. */
  release(): void {
    this.values.clear();
    for (const { files, library } of this.#world.families) {
      for (const file of [...files.values(), ...library.values()]) file.forget();
    }
  }

  /** The question what the link result of a file is. */
  rootOf(file: LinkedFile): Entry {
    return (file.root ??= new Entry(file, Question.LINK, 0, undefined, 0));
  }

  readonly isForeign = (file: LinkedFile): boolean => this.solver.running?.owner !== file;

  readonly readFacts = (file: LinkedFile, what: number, name?: string): void => {
    if (this.#world.isOnce || file.isLibrary || !this.isForeign(file)) return;
    this.ask(file, Question.FACTS, what, () => ValueSet.EMPTY, name);
  };

  readonly filesExtending = (file: LinkedFile, name: string): readonly LinkedFile[] => {
    this.touchWorld(`extends ${name}`);
    return this.#world.filesExtending(this.familyOf(file), name).filter((other) => !isHidden(other, file));
  };

  readonly filesAugmenting = (of: ClassValue | ExternalValue, name: string): readonly LinkedFile[] =>
    this.#filesDeclaring(of.kind === ValueKind.CLASS ? of.file : (this.#current as LinkedFile), 'augments', name);

  readonly filesDeclaring = (file: LinkedFile, name: string): readonly LinkedFile[] =>
    this.#filesDeclaring(file, 'declares', name);

  #filesDeclaring(file: LinkedFile, how: 'augments' | 'declares', name: string): readonly LinkedFile[] {
    const family = this.familyOf(file);
    if (!this.#world.augments(family)) return [];
    this.touchWorld(`${how} ${name}`);
    return this.#world.filesDeclaring(family, how, name).filter((other) => !isHidden(other, file));
  }

  readonly filesAssigning = (file: LinkedFile, name: string): readonly LinkedFile[] => {
    this.touchWorld(`assigns ${name}`);
    return this.#world.filesAssigning(this.familyOf(file), name, file).filter((other) => !isHidden(other, file));
  };
}

/** What tests and examples do with the product is none of its own doing. */
function isHidden(other: LinkedFile, file: LinkedFile): boolean {
  return other.isBeside && !file.isBeside;
}
