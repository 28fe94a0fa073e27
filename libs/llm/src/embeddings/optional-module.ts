import { CodexGraphError } from '@codexgraph/graph-model';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages that a model in a folder needs. They are large, so they are installed by those who want them; the versions are those that were tried. */
const PACKAGES = ['onnxruntime-node@1.30.0', '@huggingface/tokenizers@0.2.0'];

/** Loads a package that may be missing: the product's own, else one that is installed in `folder`. @throws CONFIGURATION with the command that installs it */
export async function optionalModule(name: string, folder: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    if (!isMissing(error, name)) throw notLoadable(name, error);
  }
  try {
    return createRequire(pathToFileURL(path.join(folder, 'package.json')))(name) as unknown;
  } catch (error) {
    if (!isMissing(error, name)) throw notLoadable(name, error);
    throw new CodexGraphError(
      'CONFIGURATION',
      `A model in a folder needs ${name}, which is not installed. Install it with: npm install --prefix ${folder} --ignore-scripts ${PACKAGES.join(' ')}`,
    );
  }
}

function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && error.message.includes(name);
}

function notLoadable(name: string, error: unknown): CodexGraphError {
  const why = error instanceof Error ? error.message : 'unknown reason';
  return new CodexGraphError('CONFIGURATION', `${name} is installed but cannot be loaded on this machine: ${why}`, {
    cause: error,
  });
}
