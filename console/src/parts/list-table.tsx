import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef } from 'react';

export interface Column<Row> {
  name: string;
  title: string;
  isNumber?: boolean;
  cell(row: Row): ReactNode;
}

interface Listed<Row> {
  /** What the table is, for who does not see it. */
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** Has more of them; called when the last ones come into view. */
  more?: (() => unknown) | undefined;
}

/** Of a row of one line: see parts.css. */
const ROW_PX = 40;
const BEYOND = 12;
/** Rows that are drawn on each side of those in view: each has a link, which is dear. */
const DRAWN_BEYOND = 4;

/** A native table of any length, of which only the rows in view stand in the page. */
export function ListTable<Row>({ title, columns, rows, keyOf, more }: Listed<Row>) {
  const scroll = useRef<HTMLDivElement>(null);
  // Another function means that all rows are measured anew, at each step of a scroll.
  const getItemKey = useCallback((at: number) => keyOf(rows[at] as Row), [rows, keyOf]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: DRAWN_BEYOND,
    getItemKey,
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - BEYOND) more();
  }, [last, more, rows.length]);
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="list-scroll" ref={scroll} tabIndex={0} aria-label={title}>
      <table className="list-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={column.isNumber ? 'number' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ '--above': `${above}px`, '--below': `${below}px` } as CSSProperties}>
          {shown.map(({ index, key }) => (
            <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              {columns.map((column) => (
                <td key={column.name} className={column.isNumber ? 'number' : ''}>
                  {column.cell(rows[index] as Row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
