import type { SymbolReference } from './claims.js';
import type { GroundTruth, TrueDefinition } from './ground-truth.js';

/** What a symbol of an export is in the ground truth. */
export type Match =
  | { readonly state: 'ok'; /** Candidates, best first; never empty. */ readonly ids: readonly number[] }
  /** Its file is not part of the ground truth. */
  | { readonly state: 'outside' }
  /** Its file is, but no definition there fits. */
  | { readonly state: 'unmapped' };

/** Finds the definition that a symbol stands for by file, name, class, label and line; the export may point at a decorator or the keyword. */
export class SymbolMatcher {
  readonly #truth: GroundTruth;
  readonly #cache = new Map<string, Match>();
  readonly #filesByLastPart = new Map<string, string[]>();

  constructor(truth: GroundTruth) {
    this.#truth = truth;
    for (const file of Object.keys(truth.meta.files)) {
      const last = lastPart(file);
      this.#filesByLastPart.set(last, [...(this.#filesByLastPart.get(last) ?? []), file]);
    }
  }

  /** The file of the ground truth that a path means, also when the path has folders before it. */
  file(path: string): string | undefined {
    const plain = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    if (this.#truth.hasFile(plain)) return plain;
    return this.#filesByLastPart.get(lastPart(plain))?.find((file) => plain.endsWith(`/${file}`));
  }

  match(reference: SymbolReference): Match {
    const { file, name, class: className, line, label } = reference;
    const key = [file, name, className, line, label].join('\u0000');
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const found = this.#find(reference);
    const match: Match =
      found.state === 'ok' ? { state: 'ok', ids: [...new Set(found.ids.map((id) => this.#truth.canonicalOf(id)))] } : found;
    this.#cache.set(key, match);
    return match;
  }

  #find(reference: SymbolReference): Match {
    const file = this.file(reference.file);
    if (file === undefined) return { state: 'outside' };
    const named = this.#candidates(file, reference);
    if (reference.label === 'MODULE' || (named.definitions.length === 0 && meansModule(file, reference.name))) {
      const module = this.#truth.modules.get(file);
      return module === undefined ? { state: 'unmapped' } : { state: 'ok', ids: [module] };
    }
    const definitions = named.definitions.filter((one) => one.label !== 'MODULE' || one.detail === 'namespace');
    return this.#choose(definitions, { ...reference, class: named.className });
  }

  #candidates(
    file: string,
    reference: SymbolReference,
  ): { readonly definitions: readonly TrueDefinition[]; readonly className: string | undefined } {
    const { name, label } = reference;
    const className = reference.class === '' ? undefined : reference.class;
    const named = (text: string): TrueDefinition[] => this.#truth.named(file, text).map((id) => this.#truth.definition(id));
    let definitions = named(name);
    if (definitions.length === 0 && name.startsWith('#')) definitions = named(name.slice(1));
    if (definitions.length > 0 || !name.includes('.') || label === 'MODULE') return { definitions, className };
    const parts = name.split('.');
    return { definitions: named(parts.at(-1) ?? ''), className: className ?? parts.at(-2) };
  }

  #choose(definitions: readonly TrueDefinition[], reference: SymbolReference): Match {
    if (definitions.length === 0) return { state: 'unmapped' };
    let candidates = definitions;
    if (reference.class !== undefined) {
      const short = reference.class.split(/\.|::/).at(-1);
      const ofClass = candidates.filter((one) => (one.class ?? '') === short);
      if (ofClass.length > 0) candidates = ofClass;
      else if (reference.line === undefined) return { state: 'unmapped' };
    }
    if (reference.line !== undefined) return nearest(candidates, reference.line, reference.label);
    candidates = preferred(candidates, (one) => hasLabel(one, reference.label));
    if (reference.class === undefined) candidates = preferred(candidates, (one) => !one.class);
    return { state: 'ok', ids: candidates.map((one) => one.id) };
  }
}

function nearest(candidates: readonly TrueDefinition[], line: number, label: string): Match {
  let near = candidates.filter((one) => one.start - 1 <= line && line <= Math.max(one.line, one.start) + 1);
  if (near.length === 0) near = candidates.filter((one) => one.start - 3 <= line && line <= one.end);
  if (near.length === 0) {
    const only = candidates.length === 1 ? candidates[0] : undefined;
    // The first assignment of a field may stand elsewhere.
    if (only?.label !== 'FIELD' || label !== 'FIELD') return { state: 'unmapped' };
    near = [only];
  }
  const distance = (one: TrueDefinition): number => Math.abs(one.line - line);
  const sorted = preferred(near, (one) => hasLabel(one, label)).toSorted(
    (left, right) => distance(left) - distance(right) || left.end - left.start - (right.end - right.start),
  );
  return sorted[0] === undefined ? { state: 'unmapped' } : { state: 'ok', ids: [sorted[0].id] };
}

/** Those that fit, or all when none does. */
function preferred(candidates: readonly TrueDefinition[], fits: (one: TrueDefinition) => boolean): readonly TrueDefinition[] {
  const fitting = candidates.filter(fits);
  return fitting.length > 0 ? fitting : candidates;
}

function hasLabel(definition: TrueDefinition, label: string): boolean {
  return definition.label === label || definition.altLabel === label;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function meansModule(file: string, name: string): boolean {
  const stem = lastPart(file).replace(/\.[^.]*$/, '');
  const withoutExtension = file.replace(/\.[^.]*$/, '');
  const dotted = withoutExtension.replaceAll('/', '.');
  const spellings = ['', stem, file, withoutExtension, dotted, lastPart(file)];
  return spellings.includes(name) || dotted.endsWith(`.${name}`) || name.endsWith(stem);
}
