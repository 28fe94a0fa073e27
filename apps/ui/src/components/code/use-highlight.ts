import { useEffect, useState } from 'react';
import type { ColouredRange } from './coloured-range.js';

const NONE: readonly ColouredRange[] = [];

/** Colours of a text, once they are there; the text is readable before. */
export function useHighlight(text: string, language: string): readonly ColouredRange[] {
  const [found, setFound] = useState<{ readonly text: string; readonly ranges: readonly ColouredRange[] }>();
  useEffect(() => {
    let isWanted = true;
    void import('./highlight.js')
      .then(({ highlight }) => highlight(text, language))
      .then((ranges) => {
        if (isWanted) setFound({ text, ranges });
      });
    return () => {
      isWanted = false;
    };
  }, [text, language]);
  return found?.text === text ? found.ranges : NONE;
}
