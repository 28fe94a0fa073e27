const MAX_NAME = 80;

/** Gives the person a file. Characters that a file system may refuse are left out of its name. */
export function saveFile(name: string, text: string, type: string): void {
  const dot = name.lastIndexOf('.');
  const stem = name
    .slice(0, dot)
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .slice(0, MAX_NAME);
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${stem === '' ? 'conversation' : stem}${name.slice(dot)}`;
  link.click();
  URL.revokeObjectURL(url);
}
