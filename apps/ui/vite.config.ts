import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env['CODEXGRAPH_API_URL'] ?? 'http://127.0.0.1:4000';
const outputs = fileURLToPath(new URL('dist/web', import.meta.url));
const MIN_COMPRESSED_BYTES = 1024;

/** Lays a .gz and a .br beside every text of the build, so that the server compresses nothing while it serves. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(outputs, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|svg)$/.test(name)) continue;
        const bytes = readFileSync(join(outputs, name));
        if (bytes.length < MIN_COMPRESSED_BYTES) continue;
        writeFileSync(join(outputs, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(outputs, `${name}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

/** GraphiQL brings its typefaces inside its style sheet; ours are there already, and the content policy takes no others. */
function withoutEmbeddedFonts(): Plugin {
  return {
    name: 'without-embedded-fonts',
    enforce: 'pre',
    transform: (code, id) => (/graphiql.*\.css$/.test(id) ? code.replaceAll(/@font-face\s*\{[^}]*\}/g, '') : undefined),
  };
}

// eslint-disable-next-line no-restricted-syntax -- Vite reads the default export
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), withoutEmbeddedFonts(), compressedCopies()],
  // The server puts a new value in its place with every page: styles that libraries add at run time carry it.
  html: { cspNonce: 'CODEXGRAPH_CSP_NONCE' },
  resolve: { conditions: ['codexgraph-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist/web',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      // The service answers pages of its own origin only: the proxy speaks for it.
      '/graphql': { target: api, changeOrigin: true, ws: true, headers: { origin: api } },
      '/health': { target: api, changeOrigin: true, headers: { origin: api } },
      '/ready': { target: api, changeOrigin: true, headers: { origin: api } },
    },
  },
});
