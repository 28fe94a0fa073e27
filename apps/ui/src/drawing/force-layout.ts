import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type Simulation,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';

interface Body extends SimulationNodeDatum {
  readonly id: string;
  readonly radius: number;
}

const FORCES = { charge: -420, gravity: 0.05, gap: 10, link: 70, reach: 1_400 };
const WARM = 0.5;
const ALPHA_END = 0.001;
/** Large drawings settle in fewer steps, each of which costs more. */
const STEPS = { most: 300, least: 60, nodeSteps: 240_000 };

/**
 * Forces between nodes: edges pull, nodes push (Barnes-Hut), everything is drawn to the middle. Deterministic: the same scenes and pins, one after
 * the other, give the same places. Nodes that stay keep their places as starting points; new ones begin beside a neighbour.
 */
export class ForceLayout {
  readonly #simulation: Simulation<Body, SimulationLinkDatum<Body>>;
  #bodies: Body[] = [];

  constructor() {
    this.#simulation = forceSimulation<Body>([]).stop();
    this.#simulation
      .force(
        'charge',
        forceManyBody<Body>()
          .strength((body) => FORCES.charge * (0.6 + body.radius / 16))
          .distanceMax(FORCES.reach),
      )
      .force(
        'collide',
        forceCollide<Body>((body) => body.radius + FORCES.gap),
      )
      .force('x', forceX<Body>(0).strength(FORCES.gravity))
      .force('y', forceY<Body>(0).strength(FORCES.gravity));
  }

  /** @param edges places of nodes, in pairs */
  setScene(nodes: readonly { readonly id: string; readonly radius: number }[], edges: Uint32Array): void {
    const before = new Map(this.#bodies.map((body) => [body.id, body]));
    this.#bodies = nodes.map((node): Body => ({ ...before.get(node.id), ...node }));
    const links: SimulationLinkDatum<Body>[] = [];
    for (let at = 0; at + 1 < edges.length; at += 2) links.push({ source: edges[at] ?? 0, target: edges[at + 1] ?? 0 });
    this.#placeNewcomers(links);
    const isFirst = before.size === 0;
    this.#simulation
      .nodes(this.#bodies)
      .force('link', forceLink<Body, SimulationLinkDatum<Body>>(links).distance(linkDistance))
      .alphaDecay(1 - ALPHA_END ** (1 / stepsToSettle(nodes.length)))
      .alpha(isFirst ? 1 : WARM);
  }

  /** Holds a node where a person put it. */
  pin(id: string, place: { readonly x: number; readonly y: number } | undefined): void {
    const body = this.#bodies.find((candidate) => candidate.id === id);
    if (body === undefined) return;
    [body.fx, body.fy] = place === undefined ? [null, null] : [place.x, place.y];
    if (place !== undefined) [body.x, body.y] = [place.x, place.y];
    this.#simulation.alpha(Math.max(this.#simulation.alpha(), 0.15));
  }

  /** Moves everything a little. @returns whether anything still moves */
  tick(steps: number): boolean {
    if (this.isSettled()) return false;
    this.#simulation.tick(steps);
    return !this.isSettled();
  }

  isSettled(): boolean {
    return this.#simulation.alpha() < this.#simulation.alphaMin();
  }

  places(): Float32Array {
    return Float32Array.from(this.#bodies.flatMap(({ x = 0, y = 0 }) => [x, y]));
  }

  #placeNewcomers(links: readonly SimulationLinkDatum<Body>[]): void {
    links.forEach(({ source, target }, place) => {
      const ends = [this.#bodies[source as number], this.#bodies[target as number]] as const;
      const known = ends.find((body) => body?.x !== undefined);
      const fresh = ends.find((body) => body?.x === undefined);
      if (known === undefined || fresh === undefined) return;
      // The golden angle spreads them evenly around their neighbour.
      const angle = place * 2.399963;
      fresh.x = (known.x ?? 0) + Math.cos(angle) * FORCES.link;
      fresh.y = (known.y ?? 0) + Math.sin(angle) * FORCES.link;
    });
  }
}

function stepsToSettle(nodes: number): number {
  return Math.max(STEPS.least, Math.min(STEPS.most, STEPS.nodeSteps / Math.max(1, nodes)));
}

function linkDistance({ source, target }: SimulationLinkDatum<Body>): number {
  return FORCES.link + (source as Body).radius + (target as Body).radius;
}
