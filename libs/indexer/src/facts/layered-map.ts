const ABSENT = -1;

interface Layer {
  readonly parent: Layer | undefined;
  readonly values: Map<string, number>;
}

/**
 * A map from strings to non-negative numbers that forks in constant time and tells cheaply where forks differ: layers of changes
 * over shared, frozen layers. Neighbouring layers of like size are joined, so that a look-up passes a logarithmic number of them.
 */
export class LayeredMap {
  #top: Layer;

  constructor(entries: Iterable<readonly [string, number]> = []) {
    this.#top = { parent: undefined, values: new Map(entries) };
  }

  get(key: string): number | undefined {
    for (let layer: Layer | undefined = this.#top; layer !== undefined; layer = layer.parent) {
      const value = layer.values.get(key);
      if (value !== undefined) return value === ABSENT ? undefined : value;
    }
    return undefined;
  }

  set(key: string, value: number): void {
    this.#top.values.set(key, value);
  }

  delete(key: string): void {
    if (this.get(key) !== undefined) this.#top.values.set(key, ABSENT);
  }

  /** Keys with a value, in the order in which they were first set. */
  keys(): string[] {
    const layers: Layer[] = [];
    for (let layer: Layer | undefined = this.#top; layer !== undefined; layer = layer.parent) layers.unshift(layer);
    const keys = new Set<string>();
    for (const layer of layers) for (const key of layer.values.keys()) keys.add(key);
    return [...keys].filter((key) => this.get(key) !== undefined);
  }

  fork(): LayeredMap {
    if (this.#top.values.size > 0) this.#top = { parent: compact(this.#top), values: new Map() };
    const copy = new LayeredMap();
    copy.#top = { parent: this.#top.parent, values: new Map() };
    return copy;
  }

  /** Becomes a fork of what the maps have in common, and gives the keys in which they may differ from it. */
  rebase(maps: readonly LayeredMap[]): Set<string> {
    const [first] = maps;
    let common = first === undefined ? undefined : first.#top;
    for (const map of maps) common = commonLayer(common, map.#top);
    const keys = new Set<string>();
    for (const map of maps) {
      for (let layer: Layer | undefined = map.#top; layer !== undefined && layer !== common; layer = layer.parent) {
        for (const key of layer.values.keys()) keys.add(key);
      }
    }
    this.#top = { parent: common, values: new Map() };
    return keys;
  }
}

/** The uppermost layer that lies below, or is, both. Chains that share a layer share all below it. */
function commonLayer(one: Layer | undefined, other: Layer | undefined): Layer | undefined {
  let [a, b] = [one, other];
  let [heightA, heightB] = [height(a), height(b)];
  while (a !== b) {
    if (heightA >= heightB) {
      a = a?.parent;
      heightA--;
    } else {
      b = b?.parent;
      heightB--;
    }
  }
  return a;
}

function height(top: Layer | undefined): number {
  let layers = 0;
  for (let layer = top; layer !== undefined; layer = layer.parent) layers++;
  return layers;
}

/** The layer, joined with those below it that are not much larger. */
function compact(layer: Layer): Layer {
  let result = layer;
  while (result.parent !== undefined && result.parent.values.size <= 2 * result.values.size) {
    const { parent } = result;
    result = { parent: parent.parent, values: new Map([...parent.values, ...result.values]) };
  }
  return result;
}
