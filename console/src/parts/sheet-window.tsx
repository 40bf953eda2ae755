import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../api/queries.ts';
import { useWords } from '../messages/language.tsx';
import { Answered } from './states.tsx';
import '../styles/evidence.css';

/** "Sheet1!C7", "C7" → its column and row. */
const cellAt = (address: string): { column: string; row: number } | null => {
  const [, column = '', row = ''] = /([A-Z]+)(\d+)$/.exec(address) ?? [];
  return column ? { column, row: Number(row) } : null;
};

/** Enough to see where one is. */
const ROWS = 7;

interface Window {
  dealerId: string;
  documentId: string;
  page: number;
  addresses: readonly string[];
  take: ((text: string) => void) | null;
}

/** The rows of a sheet around a place, as its program shows them. */
export const SheetWindow = ({ dealerId, documentId, page, addresses, take }: Window) => {
  const { answer } = useQueries();
  const { questions: words } = useWords();
  const cells = addresses.flatMap((address) => cellAt(address) ?? []);
  const row = cells[0]?.row ?? 1;
  const isInQuestion = (column: string, number: number) =>
    cells.some((cell) => cell.column === column && cell.row === number);
  const table = useQuery(
    answer('/dealers/{dealerId}/documents/{document}/pages/{page}/table', {
      ...{ dealerId, document: documentId, page, row, rows: ROWS },
    }),
  );
  return (
    <Answered asked={table}>
      {({ name, columns, rows }) => (
        <section
          className="sheet-window"
          aria-label={[name, words.sheetRow, row].filter(Boolean).join(' ')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
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
            <tbody>
              {rows.map(({ row: number, cells: texts }) => (
                <tr key={number} className={number === row ? 'in-question' : ''}>
                  <th scope="row">{number}</th>
                  {columns.map((column, at) => (
                    <td key={column} className={isInQuestion(column, number) ? 'exactly' : ''}>
                      {take && /\d/.test(texts[at] ?? '') ? (
                        <button type="button" className="link" onClick={() => take(texts[at] ?? '')}>
                          {texts[at]}
                        </button>
                      ) : (
                        texts[at]
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Answered>
  );
};
