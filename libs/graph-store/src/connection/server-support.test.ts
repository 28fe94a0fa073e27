import { describe, expect, it } from 'vitest';
import { checkServer } from './server-support.js';

const kernel = (version: string, edition = 'community') => [
  { name: 'Cypher', versions: ['5'], edition: '' },
  { name: 'Neo4j Kernel', versions: [version], edition },
];

describe('the check of the server', () => {
  it.each(['5.26.0', '5.26.30', '5.27-aura', '2025.01.0', '2026.08.1'])('takes Neo4j %s', (version) => {
    expect(checkServer(kernel(version))).toEqual({ version, edition: 'community' });
    expect(checkServer(kernel(version, 'Enterprise')).edition).toBe('enterprise');
  });

  it.each(['5.25.1', '5.3', '4.4.38', '3.5.0'])('refuses Neo4j %s as too old', (version) => {
    expect(() => checkServer(kernel(version))).toThrow(
      `NEO4J_URI leads to Neo4j ${version}, which is too old; use Neo4j 5.26 or later`,
    );
  });

  it('refuses other products and editions', () => {
    expect(() => checkServer([])).toThrow('a server that is not Neo4j');
    expect(() => checkServer(kernel('5.26.0', 'advanced'))).toThrow("edition 'advanced', which is not supported");
  });
});
