// Child process of the kill tests: publishes a large graph through the built library and says how far it is, until it is killed.
import { randomUUID } from 'node:crypto';
import { openGraphStore } from '../../dist/index.js';

const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password } = process.env;
const [, , name, count, mark] = process.argv;
const store = await openGraphStore({ uri, user, password, newId: randomUUID, batchRows: 500 });
const idOf = (index) => `FUNCTION:src/module_${Math.floor(index / 50)}.py:function_${index}`;
function* nodes() {
  for (let index = 0; index < Number(count); index += 1) {
    const place = { file_path: `src/module_${Math.floor(index / 50)}.py`, start_line: index + 1, end_line: index + 2 };
    yield {
      id: idOf(index),
      label: 'FUNCTION',
      name: `function_${index}`,
      qualified_name: `q.function_${index}`,
      ...place,
      properties: { mark },
    };
  }
}
function* edges() {
  for (let index = 0; index < Number(count); index += 1) {
    const ends = { source: idOf(index), target: idOf((index + 1) % Number(count)) };
    yield { type: 'CALLS', ...ends, lines: [index + 1], confidence: 'exact', rule: 'kill-test', properties: {} };
  }
}
const calls = { total: 0, resolved: 0, external: 0, unresolved: 0 };
const counts = () => ({ files: 1, filesSkipped: 0, nodes: { FUNCTION: Number(count) }, edges: { CALLS: Number(count) }, calls });
process.stdout.write('ready\n');
/** @param {{ phase: string, done: number }} progress */
const onProgress = (progress) => process.stdout.write(`${progress.phase} ${progress.done}\n`);
const source = { kind: 'folder', location: '/tree', subfolder: '' };
await store.writer.publish({ nodes: nodes(), edges: edges(), counts }, { name, source, onProgress });
process.stdout.write('published\n');
await store.close();
