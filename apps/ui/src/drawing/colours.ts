import type { ColourName } from './scene.js';

/** Colours of design/tokens.css as a canvas takes them: resolved for the theme that an element stands in, and kept until `forget`. */
export class Colours {
  readonly #element: HTMLElement;
  readonly #known = new Map<ColourName, string>();

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  of(name: ColourName): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // Only a property of colour resolves light-dark() and relative colours.
    const probe = document.createElement('span');
    probe.style.color = `var(--${name})`;
    this.#element.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    this.#known.set(name, resolved);
    return resolved;
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Calls back when the theme changes. @returns a function that ends it */
export function followTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', onChange);
  };
}
