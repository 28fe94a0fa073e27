import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../libs/config/src/environment-schema.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Compose {
  readonly services: Record<
    string,
    {
      environment?: Record<string, string>;
      command?: string[];
      depends_on?: Record<string, unknown>;
      volumes?: string[];
      ports?: string[];
    }
  >;
  readonly volumes: Record<string, unknown>;
}

describe('docker/compose.yaml', () => {
  const compose = parse(read('docker/compose.yaml'), { merge: true }) as Compose;

  it('gives the server only variables that it knows', () => {
    const known = Object.keys(environmentSchema.shape);
    for (const name of ['api', 'worker']) {
      const given = Object.keys(compose.services[name]?.environment ?? {});
      expect(given.length).toBeGreaterThan(5);
      expect(given.filter((key) => !known.includes(key))).toEqual([]);
    }
  });

  it('names only services and volumes that it has, opens ports on loopback only, and holds no password', () => {
    for (const service of Object.values(compose.services)) {
      for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
      for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const [key, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|TOKEN|AUTH/.test(key)) expect(value).toMatch(/\$\{[A-Z0-9_]+:\?/);
      }
    }
  });
});

describe('docker/api.Dockerfile', () => {
  const text = read('docker/api.Dockerfile');

  it('copies the package.json of every project before it installs, so that the lock file fits', () => {
    for (const group of ['apps', 'libs']) {
      for (const name of readdirSync(new URL(`${group}/`, root))) {
        expect(text).toContain(`COPY ${group}/${name}/package.json ${group}/${name}/`);
      }
    }
  });

  it('does not run as root', () => {
    expect(text).toMatch(/^USER node$/m);
  });
});
