/** A tree of source files as paths and texts. */
export type FileTree = Map<string, string>;

/** What an edit did, in words, for the report of a failing run. */
export type EditDescription = string;

/** Applies one random edit to a tree, as people and tools make them; `original` is where reverts go back to. */
export function applyRandomEdit(tree: FileTree, original: ReadonlyMap<string, string>, random: () => number): EditDescription {
  const edits = [
    renameIdentifier,
    deleteLines,
    duplicateLines,
    swapLines,
    breakSyntax,
    addComment,
    moveFile,
    moveFolder,
    deleteFile,
    copyFile,
    revertFile,
    emptyFile,
  ];
  const edit = pick(edits, random);
  return edit(tree, original, random);
}

type Edit = (tree: FileTree, original: ReadonlyMap<string, string>, random: () => number) => EditDescription;

const renameIdentifier: Edit = (tree, _original, random) =>
  changeText(tree, random, (text) => {
    const names = [...new Set(text.match(/\b[A-Za-z_][A-Za-z0-9_]{3,}\b/g) ?? [])];
    if (names.length === 0) return { text, what: 'nothing to rename' };
    const name = pick(names, random);
    const everywhere = random() < 0.5;
    const pattern = new RegExp(`\\b${name}\\b`, everywhere ? 'g' : '');
    return { text: text.replace(pattern, `${name}X`), what: `rename ${name} ${everywhere ? 'everywhere' : 'once'}` };
  });

const deleteLines: Edit = (tree, _original, random) =>
  changeLines(tree, random, (lines, at) => {
    const count = 1 + Math.floor(random() * 8);
    lines.splice(at, count);
    return `delete ${String(count)} lines at ${String(at + 1)}`;
  });

const duplicateLines: Edit = (tree, _original, random) =>
  changeLines(tree, random, (lines, at) => {
    const count = 1 + Math.floor(random() * 12);
    lines.splice(at, 0, ...lines.slice(at, at + count));
    return `duplicate ${String(count)} lines at ${String(at + 1)}`;
  });

const swapLines: Edit = (tree, _original, random) =>
  changeLines(tree, random, (lines, at) => {
    const other = Math.floor(random() * lines.length);
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
    return `swap lines ${String(at + 1)} and ${String(other + 1)}`;
  });

const breakSyntax: Edit = (tree, _original, random) =>
  changeText(tree, random, (text) => {
    const at = Math.floor(random() * text.length);
    const piece = pick(['(', '"""', '{', '`', ' def ', '@@', '=> {', '😀'], random);
    return { text: text.slice(0, at) + piece + text.slice(at), what: `insert ${JSON.stringify(piece)} at ${String(at)}` };
  });

const addComment: Edit = (tree, _original, random) =>
  changeLines(tree, random, (lines, at) => {
    lines.splice(at, 0, '');
    return `insert an empty line at ${String(at + 1)}`;
  });

const moveFile: Edit = (tree, _original, random) => {
  const from = pickPath(tree, random);
  const dot = from.lastIndexOf('.');
  const to = `${from.slice(0, dot)}_moved${from.slice(dot)}`;
  return move(tree, from, to);
};

const moveFolder: Edit = (tree, _original, random) => {
  const path = pickPath(tree, random);
  const slash = path.lastIndexOf('/');
  if (slash < 0) return moveFile(tree, new Map(), random);
  const folder = path.slice(0, slash + 1);
  const target = `${path.slice(0, slash)}_moved/`;
  for (const from of [...tree.keys()]) if (from.startsWith(folder)) move(tree, from, target + from.slice(folder.length));
  return `move folder ${folder} to ${target}`;
};

const deleteFile: Edit = (tree, _original, random) => {
  const path = pickPath(tree, random);
  if (tree.size > 1) tree.delete(path);
  return `delete ${path}`;
};

const copyFile: Edit = (tree, _original, random) => {
  const from = pickPath(tree, random);
  const dot = from.lastIndexOf('.');
  const to = `${from.slice(0, dot)}_copy${from.slice(dot)}`;
  tree.set(to, tree.get(from) ?? '');
  return `copy ${from} to ${to}`;
};

const revertFile: Edit = (tree, original, random) => {
  const path = pickPath(original, random);
  tree.set(path, original.get(path) ?? '');
  return `revert ${path}`;
};

const emptyFile: Edit = (tree, _original, random) => {
  const path = pickPath(tree, random);
  tree.set(path, '');
  return `empty ${path}`;
};

function changeText(
  tree: FileTree,
  random: () => number,
  change: (text: string) => { text: string; what: string },
): EditDescription {
  const path = pickPath(tree, random);
  const { text, what } = change(tree.get(path) ?? '');
  tree.set(path, text);
  return `${path}: ${what}`;
}

function changeLines(tree: FileTree, random: () => number, change: (lines: string[], at: number) => string): EditDescription {
  return changeText(tree, random, (text) => {
    const lines = text.split('\n');
    const what = change(lines, Math.floor(random() * lines.length));
    return { text: lines.join('\n'), what };
  });
}

function move(tree: FileTree, from: string, to: string): EditDescription {
  const text = tree.get(from) ?? '';
  tree.delete(from);
  tree.set(to, text);
  return `move ${from} to ${to}`;
}

function pickPath(tree: ReadonlyMap<string, string>, random: () => number): string {
  return pick([...tree.keys()].sort(), random);
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}
