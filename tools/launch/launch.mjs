// Second half of ./codexgraph: makes sure that dependencies are installed and sources are built, then runs the command in this process.
// It may use nothing but Node itself: nothing of ours is installed or built yet.
import nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLaunchLock } from './lock.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

try {
  if (!isInstalled(root) || !isBuilt(root)) {
    await withLaunchLock(join(root, '.cache', 'launch'), async () => {
      if (!isInstalled(root)) await install(root);
      if (!isBuilt(root)) await build(root);
    });
  }
} catch (error) {
  if (process.env['CODEXGRAPH_DEBUG'] === '1') console.error(error);
  console.error(`codexgraph: ${error.message}`);
  process.exit(1);
}

// Since Node 22.1: compiled code is kept between runs.
nodeModule.enableCompileCache?.(join(root, '.cache', 'v8'));
await import(pathToFileURL(join(root, 'apps', 'cli', 'dist', 'main.js')).href);
