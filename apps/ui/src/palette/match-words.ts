/** Whether every typed word occurs in a text, whatever the case. Nothing typed matches everything. */
export function matchWords(typed: string, text: string): boolean {
  const lower = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
