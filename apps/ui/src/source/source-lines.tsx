import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { ColouredText } from '../components/code/coloured-text.js';
import { useHighlight } from '../components/code/use-highlight.js';
import { useMessages } from '../i18n/use-messages.js';
import type { Margins, MarginSymbol } from './margins.js';
import { sourceMessages } from './source.messages.js';
import styles from './source-lines.module.css';

interface LinesProps {
  readonly text: string;
  readonly language: string;
  /** Number of the first line. */
  readonly startLine: number;
  readonly marked: { readonly from: number; readonly to: number } | undefined;
  readonly margins?: Margins | undefined;
  readonly onSymbol: (symbolId: string) => void;
}

const LINE_PX = 20;
const OVERSCAN = 20;
/** A line may be as long as a file: what nobody can read is not drawn. */
const MAX_LINE_CHARACTERS = 2_000;

/** Lines of source with their numbers, coloured; only those that can be seen are drawn. */
export function SourceLines({ text, language, startLine, marked, margins, onSymbol }: LinesProps) {
  const t = useMessages(sourceMessages);
  const ranges = useHighlight(text, language);
  const lines = useMemo(() => splitLines(text), [text]);
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- drawn anew with every scroll, as it must be
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: OVERSCAN,
  });
  const target = marked === undefined ? undefined : marked.from - startLine;
  useEffect(() => {
    if (target !== undefined && target > OVERSCAN) virtual.scrollToIndex(target, { align: 'center' });
  }, [target, virtual]);
  const hasLeft = margins !== undefined && margins.left.size > 0;
  const digits = String(startLine + lines.length).length;
  return (
    <div ref={box} className={styles.box} tabIndex={0} role="region" aria-label={t('sourceText')}>
      <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const number = startLine + index;
          const isMarked = marked !== undefined && number >= marked.from && number <= marked.to;
          return (
            <div
              key={index}
              className={styles.line}
              data-marked={isMarked ? '' : undefined}
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              {hasLeft && <Caller symbol={margins.left.get(number)} onSymbol={onSymbol} />}
              <span className={styles.number} style={{ minWidth: `${String(digits + 2)}ch` }} aria-hidden>
                {number}
              </span>
              <code>
                <ColouredText text={line.text.slice(0, MAX_LINE_CHARACTERS)} ranges={ranges} from={line.from} />
                {line.text.length > MAX_LINE_CHARACTERS && ' …'}
              </code>
              <Callees symbols={margins?.right.get(number)} onSymbol={onSymbol} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface MarginProps {
  readonly onSymbol: (symbolId: string) => void;
}

function Caller({ symbol, onSymbol }: MarginProps & { readonly symbol: MarginSymbol | undefined }) {
  const t = useMessages(sourceMessages);
  return (
    <span className={styles.left}>
      {symbol !== undefined && (
        <button
          type="button"
          title={symbol.qualifiedName}
          aria-label={t('calledBy', { name: symbol.name })}
          onClick={() => onSymbol(symbol.id)}
        >
          {symbol.name}
        </button>
      )}
    </span>
  );
}

function Callees({ symbols = [], onSymbol }: MarginProps & { readonly symbols: readonly MarginSymbol[] | undefined }) {
  const t = useMessages(sourceMessages);
  if (symbols.length === 0) return null;
  return (
    <span className={styles.right}>
      {symbols.map(({ id, name, qualifiedName }) => (
        <button key={id} type="button" title={qualifiedName} aria-label={t('callsThis', { name })} onClick={() => onSymbol(id)}>
          {name}
        </button>
      ))}
    </span>
  );
}

function splitLines(text: string): readonly { readonly text: string; readonly from: number }[] {
  let from = 0;
  return text.split('\n').map((line) => {
    const start = from;
    from += line.length + 1;
    return { text: line, from: start };
  });
}
