import { tmpdir } from 'node:os';
import { unpackedArtifact } from '@codexgraph/local-services';
import { localOptions } from '../local-options.js';

const ARTIFACT = {
  path: 'org/opencypher/tck/1.0.0-M23/tck-1.0.0-M23.jar',
  size: 378_728,
  sha256: '7edc3f7b1fb612feac47285157d67345a2dfaa2791ad83b6ba1699c7f4635a21',
};

/** Absolute folder of the openCypher TCK, with `features` and `graphs`; brought from Maven when it is not in the cache. */
export function bringTck(): Promise<string> {
  return unpackedArtifact(localOptions(tmpdir()), {
    name: 'opencypher-tck-1.0.0-M23',
    title: 'openCypher TCK',
    artifact: ARTIFACT,
    keeps: (entry) => /^(?:features|graphs)\//u.test(entry),
  });
}
