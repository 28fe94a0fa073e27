import { type RefObject, useEffect } from 'react';

/** Fields of the editors, which the library leaves without a name. */
const NAMES: readonly (readonly [selector: string, name: string])[] = [
  ['.graphiql-query-editor textarea', 'Query'],
  ['.graphiql-editor-tool textarea', 'Variables'],
  ['.graphiql-response textarea, .result-window textarea', 'Response'],
];

/** Names the fields of GraphiQL for screen readers as they appear, and lets the keyboard scroll what it shows. */
export function useLabels(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = frame.current;
    if (root === null) return undefined;
    const label = (): void => {
      for (const [selector, name] of NAMES) {
        for (const field of root.querySelectorAll(selector)) field.setAttribute('aria-label', name);
      }
      // Its tabs hold buttons, which a tab must not: they are a list of buttons.
      for (const tab of root.querySelectorAll('.graphiql-tab')) {
        for (const element of [tab, tab.parentElement]) {
          element?.removeAttribute('role');
          element?.removeAttribute('aria-selected');
        }
      }
      for (const scroll of root.querySelectorAll('.CodeMirror-scroll')) scroll.setAttribute('tabindex', '0');
    };
    label();
    const observer = new MutationObserver(label);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['role', 'aria-selected'] });
    return () => {
      observer.disconnect();
    };
  }, [frame]);
}
