import { useEffect, useRef } from 'react';
import type { Message } from '../i18n/messages.js';
import { createStore } from '../state/store.js';

/** Keys that do something, anywhere on the page. */
export interface Shortcut {
  /** One key (`?`, `Escape`), with `mod+` for Ctrl or Command; or two, one after the other (`g a`). */
  readonly keys: string;
  readonly title: Message;
  readonly run: () => void;
}

/** What the keys do now; the help lists it. */
export const activeShortcuts = createStore<readonly Shortcut[]>([]);

const SEQUENCE_MS = 1_200;
let firstKey: { readonly key: string; readonly atMs: number } | undefined;

/** Makes keys work while the component is there. Keys typed into fields are left to them, except those with `mod+`. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map(({ keys }) => keys).join(' ');
  useEffect(() => {
    const entries = latest.current.map(({ keys, title }): Shortcut => ({
      keys,
      title,
      run: () => latest.current.find((one) => one.keys === keys)?.run(),
    }));
    activeShortcuts.set([...activeShortcuts.get(), ...entries]);
    return () => {
      activeShortcuts.set(activeShortcuts.get().filter((one) => !entries.includes(one)));
    };
  }, [signature]);
}

/** Listens for keys; once, for the whole page. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === undefined) return;
    const found = findShortcut(sequenceWith(key, event.timeStamp)) ?? findShortcut(key);
    firstKey = found === undefined ? { key, atMs: event.timeStamp } : undefined;
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
  };
}

/** The key as shortcuts write it; undefined for what belongs to a field, a menu or a method of input. */
function keyOf(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined;
  if (event.metaKey || event.ctrlKey) return `mod+${event.key.toLowerCase()}`;
  return isTyping(event.target) ? undefined : event.key;
}

function sequenceWith(key: string, atMs: number): string {
  return firstKey !== undefined && atMs - firstKey.atMs < SEQUENCE_MS ? `${firstKey.key} ${key}` : key;
}

/** The one that was added last wins: a dialog over a page. */
function findShortcut(keys: string): Shortcut | undefined {
  return activeShortcuts.get().findLast((shortcut) => shortcut.keys === keys);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || openPopup(target);
}

function openPopup(target: HTMLElement): boolean {
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}
