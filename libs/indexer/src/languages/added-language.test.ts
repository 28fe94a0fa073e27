import { expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { extractFile } from '../extraction/file-extractor.js';
import { loadLinkLanguages } from '../linking/language/load-link-languages.js';
import { Linker } from '../linking/linker.js';
import { loadLanguages } from './registry.js';

const FOLDER = fileURLToPath(new URL('testing', import.meta.url));

const SOURCES = {
  'bin/run.sh':
    '. ../lib/log.sh\nsource "./missing.sh"\n\n# Runs it.\n# Twice.\nrun() {\n  log start\n  inner() { log inside; }\n  inner\n  curl x\n}\n\nrun | sort\n',
  'lib/log.sh': 'log() {\n  printf "%s" "$1"\n}\nfunction unused { ((((\n',
};

it('a language is added by files only: definitions, imports and calls of a shell', async () => {
  const registry = await loadLanguages(FOLDER);
  const linker = new Linker({ languages: await loadLinkLanguages(registry, extractFile, FOLDER), inputs: new Map() });
  for (const [path, text] of Object.entries(SOURCES)) {
    const language = registry.byPath(path);
    if (language !== undefined) linker.setFile(path, await extractFile(language, text));
  }
  linker.link();
  const graph = linker.assembleGraph();
  expect(graph.nodes.map(({ row }) => `${row.id} ${String(row.start_line)}-${String(row.end_line)}`)).toEqual([
    'FUNCTION:bin/run.sh:inner 8-8',
    'FUNCTION:bin/run.sh:run 6-11',
    'FUNCTION:lib/log.sh:log 1-3',
    'MODULE:bin/run.sh 1-13',
    'MODULE:lib/log.sh 1-4',
    'PACKAGE:bin undefined-undefined',
    'PACKAGE:lib undefined-undefined',
  ]);
  expect(graph.edges.map((edge) => `${edge.type} ${edge.source} -> ${edge.target} ${edge.lines.join()}`)).toEqual([
    'CALLS FUNCTION:bin/run.sh:inner -> FUNCTION:lib/log.sh:log 8',
    'CALLS FUNCTION:bin/run.sh:run -> FUNCTION:bin/run.sh:inner 9',
    'CALLS FUNCTION:bin/run.sh:run -> FUNCTION:lib/log.sh:log 7',
    'CALLS MODULE:bin/run.sh -> FUNCTION:bin/run.sh:run 13',
    'CONTAINS MODULE:bin/run.sh -> FUNCTION:bin/run.sh:inner ',
    'CONTAINS MODULE:bin/run.sh -> FUNCTION:bin/run.sh:run ',
    'CONTAINS MODULE:lib/log.sh -> FUNCTION:lib/log.sh:log ',
    'CONTAINS PACKAGE:bin -> MODULE:bin/run.sh ',
    'CONTAINS PACKAGE:lib -> MODULE:lib/log.sh ',
    'IMPORTS MODULE:bin/run.sh -> MODULE:lib/log.sh 1',
  ]);
  const [run] = graph.nodes.filter(({ row }) => row.name === 'run');
  expect(SOURCES['bin/run.sh'].slice(run?.ranges?.docstringStart, run?.ranges?.docstringEnd)).toBe('# Runs it.\n# Twice.');
});
