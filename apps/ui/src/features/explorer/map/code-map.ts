import type { ResultOf } from '../../../graphql/graphql.js';
import type { codeMapDocument } from './map.documents.js';

/** Folders and files as the service gives them. */
export type CodeMap = NonNullable<ResultOf<typeof codeMapDocument>['repository']>['codeMap'];
/** A folder or file. */
export type MapEntry = CodeMap['entries'][number];

/** Folders of an address. */
export function readFolders(open: string | undefined): readonly string[] {
  return open === undefined ? [] : open.split(',').map(decodeURIComponentSafely);
}

/** The same as text. */
export function writeFolders(folders: readonly string[]): string | undefined {
  return folders.length === 0 ? undefined : folders.map((folder) => folder.replace(/[%,]/g, encodeURIComponent)).join(',');
}

/** Opens a folder, or closes it with all below it. */
export function toggleFolder(folders: readonly string[], folder: string): readonly string[] {
  if (!folders.includes(folder)) return [...folders, folder];
  return folders.filter((open) => open !== folder && !open.startsWith(`${folder}/`));
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
