import type { ReactNode } from 'react';
import type { Answer } from '../api/routes.ts';
import { useWords } from '../messages/language.tsx';
import '../styles/evidence.css';

type Table = Answer<'GET', '/dealers/{dealerId}/documents/{document}/pages/{page}/table'>;

/** A cell of a sheet. */
export interface Cell {
  column: string;
  row: number;
}

/** "Sheet1!C7", "C7" → its column and row. */
export const cellAt = (address: string): Cell | null => {
  const [, column = '', row = ''] = /([A-Z]+)(\d+)$/.exec(address) ?? [];
  return column ? { column, row: Number(row) } : null;
};

interface Shown {
  table: Table;
  label: string;
  /** The cells that are pointed at; their rows stand out. */
  cells: readonly Cell[];
  /** What a cell is shown as. */
  textOf?(text: string): ReactNode;
  point?(row: number | null): void;
}

/** Rows of a sheet, as its program shows them. */
export const SheetTable = ({ table: { columns, rows }, label, cells, textOf = String, point }: Shown) => {
  const { questions: words } = useWords();
  const isPointedAt = (row: number, column?: string) =>
    cells.some((cell) => cell.row === row && (column === undefined || cell.column === column));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="sheet-window" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{words.sheetRow}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onPointerLeave={() => point?.(null)}>
          {rows.map(({ row, cells: texts }) => (
            <tr
              key={row}
              className={isPointedAt(row) ? 'in-question' : ''}
              onPointerEnter={() => point?.(row)}
            >
              <th scope="row">{row}</th>
              {columns.map((column, at) => (
                <td key={column} className={isPointedAt(row, column) ? 'exactly' : ''}>
                  {textOf(texts[at] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
