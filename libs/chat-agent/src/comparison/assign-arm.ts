import { createHash } from 'node:crypto';

/**
 * The arm of a user in an experiment: random over users, always the same for one user as long as name and weights of the experiment stay.
 *
 * @param weights 0 or more, at least one above 0; the order of the keys matters.
 */
export function assignArm<Arm extends string>(experiment: string, user: string, weights: Readonly<Record<Arm, number>>): Arm {
  const arms = Object.entries(weights) as [Arm, number][];
  const sum = arms.reduce((total, [, weight]) => total + weight, 0);
  const digest = createHash('sha256')
    .update(JSON.stringify([experiment, user]))
    .digest();
  let rest = (digest.readUIntBE(0, 6) / 2 ** 48) * sum;
  for (const [arm, weight] of arms) {
    if (rest < weight) return arm;
    rest -= weight;
  }
  return (arms.findLast(([, weight]) => weight > 0) ?? arms[0])?.[0] as Arm;
}
