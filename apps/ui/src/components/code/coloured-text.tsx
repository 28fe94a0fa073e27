import type { ColouredRange } from './coloured-range.js';
import './colours.css';

/** A text in its colours; `from` is where it begins in what the ranges were made of. */
export function ColouredText(props: {
  readonly text: string;
  readonly ranges: readonly ColouredRange[];
  readonly from?: number;
}) {
  const { text, ranges, from = 0 } = props;
  const end = from + text.length;
  const parts = [];
  let place = from;
  for (const range of ranges) {
    if (range.to <= place || range.from >= end) continue;
    const start = Math.max(range.from, place);
    const stop = Math.min(range.to, end);
    if (start > place) parts.push(text.slice(place - from, start - from));
    parts.push(
      <span key={start} className={range.className}>
        {text.slice(start - from, stop - from)}
      </span>,
    );
    place = stop;
  }
  parts.push(text.slice(place - from));
  return <>{parts}</>;
}
