import { useEffect, useState } from 'react';
import { type ColouredRange, highlight } from './highlight.js';

const NONE: readonly ColouredRange[] = [];

/** Colours of a text, once they are there; the text is readable before. */
export function useHighlight(text: string, language: string): readonly ColouredRange[] {
  const [found, setFound] = useState<{ readonly text: string; readonly ranges: readonly ColouredRange[] }>();
  useEffect(() => {
    let isWanted = true;
    void highlight(text, language).then((ranges) => {
      if (isWanted) setFound({ text, ranges });
    });
    return () => {
      isWanted = false;
    };
  }, [text, language]);
  return found?.text === text ? found.ranges : NONE;
}
