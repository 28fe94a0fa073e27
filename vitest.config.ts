import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.mjs';

/** Sources of our own packages are run as they stand, without a build. Worker threads run from dist: build before testing those. */
const conditions = ['codexgraph-source', 'module', 'node', 'development|production'];
const servicesSetup = 'libs/local-services/src/testing/vitest.global-setup.ts';
const withServices = {
  globalSetup: existsSync(new URL(servicesSetup, import.meta.url)) ? [servicesSetup] : [],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** graphql ships two copies of itself; Vite would give our code one and the libraries the other. Node knows only this one. */
const alias = [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }];

export default defineConfig({
  resolve: { conditions, alias },
  ssr: { resolve: { conditions } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{apps,libs}/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/*.slow.test.ts', '**/fixtures/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          // Modules are loaded once per worker, not once per file: half the processor time. No unit test leaves state in a module.
          isolate: false,
        },
      },
      {
        // Real Neo4j and Redis; they find NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and REDIS_URL in the environment.
        extends: true,
        test: { name: 'integration', include: ['{apps,libs}/*/src/**/*.integration.test.ts'], ...withServices },
      },
      {
        // The built UI in a browser, before the real API, Neo4j and Redis.
        extends: true,
        test: {
          name: 'ui',
          include: ['apps/ui/e2e/**/*.e2e.ts'],
          globalSetup: [...withServices.globalSetup, 'apps/ui/e2e/serve.global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Two browsers, a database and two Node processes share the machine: what a moment of its load broke is tried once more.
          retry: 1,
        },
      },
      {
        // Minutes rather than seconds: kill runs, real repositories, random edits. Services are there as well.
        extends: true,
        test: {
          name: 'slow',
          include: ['{apps,libs}/*/src/**/*.slow.test.ts', 'tools/**/*.slow.test.ts'],
          ...withServices,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
