import { describe, expect, it } from 'vitest';
import { readFolders, toggleFolder, writeFolders } from './code-map.js';

describe('open folders', () => {
  it('stand in the address and come back', () => {
    const folders = ['src', 'src/a,b', '100%', '源'];
    expect(readFolders(writeFolders(folders))).toEqual(folders);
    expect(writeFolders([])).toBeUndefined();
    expect(readFolders(undefined)).toEqual([]);
    expect(readFolders('%zz')).toEqual(['%zz']);
  });

  it('open and close with all below them', () => {
    const open = toggleFolder(toggleFolder([], 'src'), 'src/core');
    expect(open).toEqual(['src', 'src/core']);
    expect(toggleFolder([...open, 'srcs'], 'src')).toEqual(['srcs']);
  });
});
