/** A number generator with a seed, so that a failing query can be made again. */
export type Random = () => number;

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Variables by what they stand for. */
interface Names {
  readonly nodes: readonly string[];
  readonly relationships: readonly string[];
  readonly lists: readonly string[];
  readonly paths: readonly string[];
  readonly values: readonly string[];
}

const NOTHING: Names = { nodes: [], relationships: [], lists: [], paths: [], values: [] };
const TYPES = ['CALLS', 'USES', 'HAS_METHOD'];

/** Makes valid queries of the whole allowed language over the graph of `hostile-graph.ts`; paths and conditions that can fail are frequent. */
export class RandomQuery {
  readonly #random: Random;
  #named = 0;
  /** The server refuses both in one MATCH. */
  #repeats: 'ranges' | 'quantifiers' = 'ranges';

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    this.#named = 0;
    return this.#pick([
      () => this.#plain(),
      () => this.#plain(),
      () => this.#plain(),
      () => this.#shortest(),
      () => this.#united(),
      () => this.#called(),
    ])();
  }

  #plain(): string {
    let names = NOTHING;
    const clauses: string[] = [];
    for (let count = 1 + this.#below(3); count > 0; count -= 1) {
      const [clause, after] = this.#clause(names, clauses.length === 0);
      clauses.push(clause);
      names = after;
    }
    return `${clauses.join(' ')} ${this.#return(names)}`;
  }

  #united(): string {
    const side = (): string => {
      const [clause, names] = this.#match(NOTHING, '');
      return `${clause} RETURN ${this.#value(names)} AS v`;
    };
    return `${side()} UNION${this.#chance(0.5) ? ' ALL' : ''} ${side()}`;
  }

  #called(): string {
    const [clause, names] = this.#match(NOTHING, '');
    if (names.nodes.length === 0) return this.#plain();
    const node = this.#pick(names.nodes);
    const inner = this.#fresh('s');
    const body = `MATCH (${node})-[:${this.#pick(TYPES)}]-(${inner}${this.#labels()})${this.#where({ ...NOTHING, nodes: [node, inner] })} RETURN count(${inner}) AS c`;
    const forms = [`CALL { WITH ${node} ${body} }`, `CALL (${node}) { ${body} }`, `CALL (*) { ${body} }`];
    return `${clause} ${this.#pick(forms)} RETURN ${node}.name AS n, c`;
  }

  #shortest(): string {
    const word = this.#pick(['shortestPath', 'shortestPath', 'allShortestPaths']);
    const arrow = this.#pick(['-[*]-', '-[*..4]->', '-[:CALLS|USES*1..5]-', '<-[*..3]-']);
    const labels = [this.#labels(), this.#labels()];
    const where = this.#chance(0.5)
      ? ` AND ${this.#pick(['length(p) > 1', 'all(y IN nodes(p) WHERE y.x > 0)', '10 / length(p) > 2', 'none(y IN nodes(p) WHERE 6 / y.x = 3)'])}`
      : '';
    return this.#pick([
      () =>
        `MATCH p = ${word}((a${labels[0] ?? ''})${arrow}(b${labels[1] ?? ''})) WHERE a <> b${where} RETURN a.name AS a, b.name AS b, length(p) AS l`,
      () =>
        `MATCH (a${labels[0] ?? ''}), (b${labels[1] ?? ''}) WHERE a <> b RETURN a.id AS a, b.id AS b, length(shortestPath((a)${arrow}(b))) AS l`,
      () =>
        `MATCH p = ${this.#pick(['ANY SHORTEST', 'SHORTEST 1', 'ALL SHORTEST', 'SHORTEST 2 GROUPS'])} (a${labels[0] ?? ''})-[r]->{1,4}(b${labels[1] ?? ''}) RETURN a.id AS a, b.id AS b, length(p) AS l, size(r) AS s`,
      () => `MATCH ${word}((a:CLASS)${arrow}(b)) WHERE a <> b WITH * RETURN *`,
    ])();
  }

  #clause(names: Names, first: boolean): readonly [string, Names] {
    if (first) return this.#match(names, '');
    return this.#pick<() => readonly [string, Names]>([
      () => this.#match(names, ''),
      () => this.#match(names, 'OPTIONAL '),
      () => this.#with(names),
      () => this.#unwind(names),
    ])();
  }

  #match(names: Names, prefix: string): readonly [string, Names] {
    this.#repeats = this.#chance(0.5) ? 'ranges' : 'quantifiers';
    let after = names;
    const patterns: string[] = [];
    for (let count = this.#chance(0.8) ? 1 : 2; count > 0; count -= 1) {
      const [pattern, more] = this.#pattern(after);
      patterns.push(pattern);
      after = more;
    }
    return [`${prefix}MATCH ${patterns.join(', ')}${this.#where(after)}`, after];
  }

  #pattern(names: Names): readonly [string, Names] {
    let after = names;
    const node = (): string => {
      if (after.nodes.length > 0 && this.#chance(0.25)) return `(${this.#pick(after.nodes)})`;
      if (this.#chance(0.3)) return `(${this.#labels()}${this.#map(after)})`;
      const name = this.#fresh('n');
      const text = `(${name}${this.#labels()}${this.#map(after)}${this.#chance(0.1) ? ` WHERE ${this.#condition({ ...NOTHING, nodes: [name] })}` : ''})`;
      after = { ...after, nodes: [...after.nodes, name] };
      return text;
    };
    let text = node();
    for (let count = this.#below(3); count > 0; count -= 1) {
      const [step, more] = this.#step(after);
      after = more;
      text += step + node();
    }
    if (!this.#chance(0.2)) return [text, after];
    const path = this.#fresh('p');
    return [`${path} = ${text}`, { ...after, paths: [...after.paths, path] }];
  }

  #step(names: Names): readonly [string, Names] {
    const types = this.#pick(['', `:${this.#pick(TYPES)}`, `:${this.#pick(TYPES)}|${this.#pick(TYPES)}`, ':!CALLS']);
    const [left, right] = this.#pick([
      ['-', '->'],
      ['<-', '-'],
      ['-', '-'],
    ] as const);
    const kind = this.#below(6);
    if (kind < 2 && this.#repeats === 'ranges' && types !== ':!CALLS') {
      const list = this.#fresh('r');
      const range = this.#pick(['*', '*..3', '*2', '*1..3', '*..2', '*0..2', '*1']);
      return [`${left}[${list}${types}${range}]${right}`, { ...names, lists: [...names.lists, list] }];
    }
    if (kind < 2 && this.#repeats === 'quantifiers')
      return [
        `${left}[${types}${this.#chance(0.3) ? ' WHERE true' : ''}]${right}${this.#pick(['{1,3}', '{2}', '{0,2}'])}`,
        names,
      ];
    if (kind === 2) return [left === '<-' ? '<--' : right === '->' ? '-->' : '--', names];
    const name = this.#fresh('r');
    return [`${left}[${name}${types}]${right}`, { ...names, relationships: [...names.relationships, name] }];
  }

  #labels(): string {
    return this.#pick([
      '',
      '',
      ':CLASS',
      ':FUNCTION',
      ':METHOD',
      ':CLASS|METHOD',
      ':!CLASS',
      ':%',
      ':(CLASS|FUNCTION)&!METHOD',
      ":$('CLASS')",
      ' IS FUNCTION',
    ]);
  }

  #map(names: Names): string {
    if (!this.#chance(0.15)) return '';
    return this.#pick([
      () => ` {name: '${this.#name()}'}`,
      () => ` {x: ${this.#below(4)}}`,
      () => ` {x: ${this.#number(names)}}`,
      () => ' {}',
    ])();
  }

  #where(names: Names): string {
    if (this.#chance(0.35)) return '';
    let condition = this.#condition(names);
    if (this.#chance(0.4)) condition = `${condition} ${this.#pick(['AND', 'OR', 'XOR'])} ${this.#condition(names)}`;
    return ` WHERE ${condition}`;
  }

  #condition(names: Names): string {
    if (names.nodes.length === 0) return `${this.#number(names)} > 1`;
    const node = this.#pick(names.nodes);
    return this.#pick([
      () => `${node}.name = '${this.#name()}'`,
      () => `${node}.name STARTS WITH '${this.#name()[0] ?? ''}'`,
      () => `${node}.name =~ '(?i).*${this.#name()[0] ?? ''}.*'`,
      () => `${node}.x ${this.#pick(['<', '>', '=', '<>', '>='])} ${this.#number(names)}`,
      () => `12 / ${node}.x > 2`,
      () => `${node}.x % 2 = 1`,
      () => `NOT ${node}:CLASS`,
      () => `${node}:FUNCTION|METHOD`,
      () => `'CLASS' IN labels(${node})`,
      () => `${node}.missing IS NULL`,
      () => `(${node})-->()`,
      () => `NOT (${node})<-[:CALLS]-(:FUNCTION)`,
      () => `(${node})-[:${this.#pick(TYPES)}${this.#repeats === 'ranges' ? '*1..3' : ''}]->({name: '${this.#name()}'})`,
      () => `EXISTS { (${node})-[:USES]-(z) WHERE z.x > ${this.#number(names)} }`,
      () => `EXISTS { MATCH (${node})-->(z) WHERE 12 / z.x > 1 RETURN z }`,
      () => `COUNT { (${node})--() } ${this.#pick(['>', '<'])} ${String(this.#below(5))}`,
      () => `any(y IN [(${node})-->(z) | z.x] WHERE y > 1)`,
      () => `size(${node}.tags) > 1`,
      () => `toUpper(${node}.name) CONTAINS 'A'`,
      () => `${node}.flag`,
      () => (names.paths.length > 0 ? `all(y IN nodes(${this.#pick(names.paths)}) WHERE 12 / y.x > 0)` : 'true'),
      () => (names.lists.length > 0 ? `all(y IN ${this.#pick(names.lists)} WHERE y.w > 0)` : 'true'),
    ])();
  }

  #with(names: Names): readonly [string, Names] {
    if (this.#chance(0.3)) return [`WITH *${this.#where(names)}`, names];
    const nodes = names.nodes.filter(() => this.#chance(0.7));
    const name = this.#fresh('v');
    const value = this.#chance(0.3) ? 'count(*)' : this.#value(names);
    const text = `WITH ${[...nodes, `${value} AS ${name}`].join(', ')}`;
    const after: Names = { ...NOTHING, nodes, values: [name] };
    return [`${text}${this.#chance(0.4) && nodes.length > 0 ? this.#where(after) : ''}`, after];
  }

  #unwind(names: Names): readonly [string, Names] {
    const name = this.#fresh('u');
    const list = names.paths.length > 0 ? `nodes(${this.#pick(names.paths)})` : '[1, 2]';
    const isNode = list.startsWith('nodes');
    return [
      `UNWIND ${list} AS ${name}`,
      isNode ? { ...names, nodes: [...names.nodes, name] } : { ...names, values: [...names.values, name] },
    ];
  }

  #return(names: Names): string {
    if (this.#chance(0.1)) return 'RETURN *';
    const count = 1 + this.#below(3);
    const items = Array.from({ length: count }, (_, place) => `${this.#value(names)} AS c${String(place)}`);
    if (this.#chance(0.2)) return `RETURN ${this.#pick(['count(*)', 'count(DISTINCT 1)'])}`;
    if (this.#chance(0.2)) return `RETURN ${items[0] ?? '1 AS c0'}, count(*) AS k ORDER BY k, c0`;
    return `RETURN ${this.#chance(0.3) ? 'DISTINCT ' : ''}${items.join(', ')}${this.#chance(0.3) ? ' ORDER BY c0' : ''}`;
  }

  #value(names: Names): string {
    const choices: (() => string)[] = [() => this.#number(names), () => "'t'"];
    if (names.values.length > 0) choices.push(() => this.#pick(names.values));
    if (names.relationships.length > 0) {
      const relationship = this.#pick(names.relationships);
      choices.push(
        () => `type(${relationship})`,
        () => `startNode(${relationship}).id`,
        () => `${relationship}.w`,
        () => relationship,
      );
    }
    if (names.lists.length > 0)
      choices.push(
        () => `size(${this.#pick(names.lists)})`,
        () => `[y IN ${this.#pick(names.lists)} | endNode(y).name]`,
      );
    if (names.paths.length > 0)
      choices.push(
        () => `length(${this.#pick(names.paths)})`,
        () => `[y IN nodes(${this.#pick(names.paths)}) | y.id]`,
        () => this.#pick(names.paths),
      );
    if (names.nodes.length > 0) choices.push(...this.#nodeValues(this.#pick(names.nodes)));
    return this.#pick(choices)();
  }

  #nodeValues(node: string): readonly (() => string)[] {
    return [
      () => node,
      () => `${node}.name`,
      () => `${node}.id`,
      () => `labels(${node})`,
      () => `${node} {.name, .x}`,
      () => `CASE WHEN ${node}:CLASS THEN 'c' ELSE ${node}.name END`,
      () => `coalesce(${node}.missing, ${node}.x)`,
      () => `[(${node})-->(z:FUNCTION) | z.name]`,
      () => `[(${node})-[:CALLS*1..2]->(z) | z.id]`,
      () => `[q = (${node})-[*1..2]-(z) WHERE 12 / z.x > 3 | length(q)]`,
      () => `COUNT { (${node})-[:CALLS]->() }`,
      () => `EXISTS { (${node})<--(:CLASS) }`,
      () => `COLLECT { MATCH (${node})--(z) WHERE z.x > 1 RETURN z.name }`,
      () => `size(keys(${node}))`,
    ];
  }

  #number(names: Names): string {
    const node = names.nodes.length > 0 && this.#chance(0.3) ? this.#pick(names.nodes) : undefined;
    return node === undefined ? String(this.#below(6)) : this.#pick([`${node}.x`, `${node}.x + 1`, `size(${node}.name)`]);
  }

  #name(): string {
    return this.#pick(['alpha', 'beta', 'gamma', 'delta', 'omega']);
  }

  #fresh(prefix: string): string {
    this.#named += 1;
    return `${prefix}${String(this.#named)}`;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#below(choices.length)] as T;
  }
}
