import type { ModuleWorld } from '../../../linking/language/module-resolution.js';

/** Source folders that packaging files declare, relative to the repository root. Unreadable files declare none. */
export function packagingRoots(world: ModuleWorld): readonly string[] {
  const roots = new Set<string>();
  for (const path of world.inputPaths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const base = path.slice(0, Math.max(0, path.length - name.length - 1));
    for (const folder of declaredFolders(name, world.input(path) ?? '')) {
      const root = [base, folder].filter((part) => part !== '' && part !== '.').join('/');
      if (root === '' || world.hasFolder(root)) roots.add(root);
    }
  }
  return [...roots].sort();
}

/** Folder names in `package-dir`, `where`, `pythonpath`, `extraPaths`: the values that packaging tools and type checkers read. */
function declaredFolders(name: string, text: string): readonly string[] {
  const found: string[] = [];
  if (name === 'pyproject.toml' || name === 'setup.cfg' || name === 'setup.py') {
    for (const match of text.matchAll(/["']?\s*["']\s*["']?\s*[=:]\s*["']([\w./-]+)["']/g)) found.push(match[1] ?? '');
    for (const match of text.matchAll(/\bwhere\s*=\s*\[?\s*["']?([\w./-]+)/g)) found.push(match[1] ?? '');
    for (const match of text.matchAll(/package[_-]dir\s*=\s*\{?\s*(?:["']{2}|\s)?\s*[=:]\s*["']?([\w./-]+)/g))
      found.push(match[1] ?? '');
    for (const match of text.matchAll(/pythonpath\s*=\s*\[?([^\]\n]*)/g)) found.push(...words(match[1] ?? ''));
  }
  if (name === 'pyrightconfig.json') {
    for (const match of text.matchAll(/"extraPaths"\s*:\s*\[([^\]]*)\]/g)) found.push(...words(match[1] ?? ''));
  }
  return found
    .map((folder) => folder.replace(/^\.\//, '').replace(/\/+$/, ''))
    .filter((folder) => !folder.startsWith('..') && !folder.startsWith('/'));
}

function words(text: string): readonly string[] {
  return text.split(/[\s,"']+/).filter((word) => word !== '');
}
