import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import { cellText, isNode, nodeName } from './cell-text.js';
import { columnWidths } from './column-widths.js';
import styles from './result.module.css';
import type { Rows, Sorting } from './table-rows.js';

const ROW_PX = 30;
const OVERSCAN = 12;
const PAGE_ROWS = 15;
/** What nobody can read in a cell is not drawn; the opened row shows all of it. */
const MAX_CELL_CHARACTERS = 300;

/** Rows of which only those are drawn that can be seen. Arrows move, Enter opens a row. */
export function ResultTable(props: {
  readonly columns: readonly string[];
  readonly rows: Rows;
  /** Places of the rows to show, in their order. */
  readonly places: readonly number[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: number) => void;
  readonly opened: number | undefined;
  readonly onOpen: (place: number) => void;
}) {
  const { columns, rows, places, onOpen } = props;
  const t = useMessages(resultMessages);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const template = useMemo(() => columnWidths(columns, rows), [columns, rows]);
  // eslint-disable-next-line react-hooks/incompatible-library -- drawn anew with every scroll, as it must be
  const virtual = useVirtualizer({
    count: places.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_PX,
  });
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [places]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const place = places[active];
    if (event.key === 'Enter' && place !== undefined) onOpen(place);
    const next = nextActive(event.key, active, places.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next);
  };
  return (
    <div
      ref={box}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      aria-label={t('rowsLabel')}
      aria-rowcount={places.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={places.length === 0 ? undefined : `${id}-${String(active)}`}
      onKeyDown={onKeyDown}
    >
      <Header columns={columns} template={template} sorting={props.sorting} onSort={props.onSort} />
      <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const place = places[index];
          const row = place === undefined ? undefined : rows[place];
          if (place === undefined || row === undefined) return null;
          return (
            <div
              key={index}
              id={`${id}-${String(index)}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={place === props.opened}
              className={styles.row}
              data-active={index === active ? '' : undefined}
              style={{ transform: `translateY(${String(start)}px)`, gridTemplateColumns: template }}
              onClick={() => {
                setActive(index);
                onOpen(place);
              }}
            >
              <Cells columns={columns} row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nextActive(key: string, active: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE_ROWS,
    PageUp: active - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const wanted = moves[key];
  return wanted === undefined || count === 0 ? undefined : Math.max(0, Math.min(wanted, count - 1));
}

function Header(props: {
  readonly columns: readonly string[];
  readonly template: string;
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: number) => void;
}) {
  const t = useMessages(resultMessages);
  const { sorting } = props;
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow} style={{ gridTemplateColumns: props.template }}>
        {props.columns.map((name, column) => {
          const isSorted = sorting?.column === column;
          const order = !isSorted ? 'none' : sorting.isDescending ? 'descending' : 'ascending';
          return (
            <div key={column} role="columnheader" aria-sort={order}>
              <button type="button" title={t('sortBy', { column: name })} onClick={() => props.onSort(column)}>
                <bdi>{name}</bdi>
                {isSorted && (sorting.isDescending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Cells({ columns, row }: { readonly columns: readonly string[]; readonly row: readonly unknown[] }) {
  return columns.map((_column, column) => (
    <div key={column} role="gridcell" className={styles.cell} data-number={typeof row[column] === 'number' ? '' : undefined}>
      {cellOf(row[column])}
    </div>
  ));
}

function cellOf(value: unknown): ReactNode {
  if (value === null || value === undefined) return <span className={styles.nothing}>null</span>;
  if (isNode(value)) {
    return (
      <>
        <SymbolDot label={value.labels[0] ?? ''} />
        <bdi>{nodeName(value)}</bdi>
      </>
    );
  }
  const text = cellText(value);
  return <bdi>{text.length > MAX_CELL_CHARACTERS ? `${text.slice(0, MAX_CELL_CHARACTERS)}…` : text}</bdi>;
}
