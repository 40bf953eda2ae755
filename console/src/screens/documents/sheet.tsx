import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api/queries.ts';
import { type Cell, cellAt, SheetTable } from '../../parts/sheet-table.tsx';
import { Answered } from '../../parts/states.tsx';
import { keyOf, type Machine } from './page-machines.ts';

/** As sheets are kept, and as many as are answered at once. */
const ROWS = 200;

interface Asked {
  dealerId: string;
  documentId: string;
  page: number;
  label: string;
  machines: readonly Machine[];
  lit: string | null;
  light(key: string | null): void;
}

const cellsOf = ({ cells }: Machine): Cell[] =>
  cells.flatMap(({ address }) => (address && cellAt(address)) || []);

/** In which part of its sheet a machine begins. */
const partOf = (machine: Machine | undefined): number => {
  const [first] = machine ? cellsOf(machine) : [];
  return Math.floor(((first?.row ?? 1) - 1) / ROWS);
};

/** A sheet as its program shows it: the part of it where the machine stands that is, or was last, pointed at. */
export const Sheet = ({ dealerId, documentId, page, label, machines, lit, light }: Asked) => {
  const { answer } = useQueries();
  const pointedAt = machines.find((machine, at) => keyOf(machine, at) === lit);
  const [part, turnTo] = useState(() => partOf(machines[0]));
  if (pointedAt && partOf(pointedAt) !== part) turnTo(partOf(pointedAt));
  const asked = useQuery(
    answer('/dealers/{dealerId}/documents/{document}/pages/{page}/table', {
      ...{ dealerId, document: documentId, page, row: part * ROWS + 1 + ROWS / 2, rows: ROWS },
    }),
  );
  const keyAt = (row: number | null): string | null => {
    const at = machines.findIndex((machine) => cellsOf(machine).some((cell) => cell.row === row));
    return at < 0 ? null : keyOf(machines[at] as Machine, at);
  };
  return (
    <Answered asked={asked}>
      {(table) => (
        <SheetTable
          {...{ table, label }}
          cells={pointedAt ? cellsOf(pointedAt) : []}
          point={(row) => light(keyAt(row))}
        />
      )}
    </Answered>
  );
};
