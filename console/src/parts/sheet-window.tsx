import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../api/queries.ts';
import { useWords } from '../messages/language.tsx';
import { cellAt, SheetTable } from './sheet-table.tsx';
import { Answered } from './states.tsx';

/** Enough to see where one is. */
const ROWS = 7;

interface Window {
  dealerId: string;
  documentId: string;
  page: number;
  addresses: readonly string[];
  take: ((text: string) => void) | null;
}

/** The rows of a sheet around a place. */
export const SheetWindow = ({ dealerId, documentId, page, addresses, take }: Window) => {
  const { answer } = useQueries();
  const { questions: words } = useWords();
  const cells = addresses.flatMap((address) => cellAt(address) ?? []);
  const row = cells[0]?.row ?? 1;
  const asked = useQuery(
    answer('/dealers/{dealerId}/documents/{document}/pages/{page}/table', {
      ...{ dealerId, document: documentId, page, row, rows: ROWS },
    }),
  );
  const taken = (text: string) =>
    take && /\d/.test(text) ? (
      <button type="button" className="link" onClick={() => take(text)}>
        {text}
      </button>
    ) : (
      text
    );
  return (
    <Answered asked={asked}>
      {(table) => (
        <SheetTable
          {...{ table, cells, textOf: taken }}
          label={[table.name, words.sheetRow, row].filter(Boolean).join(' ')}
        />
      )}
    </Answered>
  );
};
