import { useSyncExternalStore } from 'react';

/** Languages of the UI. */
export const LANGUAGES = ['en', 'zh'] as const;
/** See {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** Themes; `system` follows the machine. */
export const THEMES = ['system', 'light', 'dark'] as const;
/** See {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** What a person has chosen for this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
}

const THEME_KEY = 'codexgraph.theme';
const LANGUAGE_KEY = 'codexgraph.language';

const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  const language = stored(LANGUAGE_KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  const theme = stored(THEME_KEY);
  return {
    theme: THEMES.find((one) => one === theme) ?? 'system',
    language: LANGUAGES.find((one) => one === language) ?? 'en',
  };
}

/** Storage may be forbidden; the choice then holds until the page is left. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function apply({ theme, language }: Preferences): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Changes preferences, here and in the other tabs. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  apply(current);
  try {
    localStorage.setItem(THEME_KEY, current.theme);
    localStorage.setItem(LANGUAGE_KEY, current.language);
  } catch {
    // See `stored`.
  }
  for (const listener of listeners) listener();
}

/** The preferences now; components use {@link usePreferences}. */
export function preferences(): Preferences {
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const fromOtherTab = (event: StorageEvent): void => {
    if (event.key !== THEME_KEY && event.key !== LANGUAGE_KEY) return;
    current = read();
    apply(current);
    listener();
  };
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

/** The preferences, and again whenever they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
