import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SaidValue, StockField } from '#contracts/stock.ts';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { Say } from './say.tsx';
import '../../styles/form.css';

type Line = ItemOf<'/dealers/{dealerId}/stock'>;

const TONES: Record<string, Tone> = { 'in-stock': 'good', 'on-order': 'wait', sold: 'bad', absent: 'bad' };

const textOf = (field: string, value: unknown, { stock }: Words): string => {
  if (field === 'availability')
    return stock.standings[value as keyof typeof stock.standings] ?? String(value);
  if (Array.isArray(value)) return String(value.length);
  if (typeof value !== 'object' || value === null) return String(value);
  return 'percent' in value ? `${value.percent} %` : Object.values(value).join(' ').replace('.00 ', ' ');
};

const saidOf = ({ values }: Line): [StockField, SaidValue][] =>
  (Object.entries(values) as [StockField, SaidValue][]).filter(([, { value }]) => value !== null);

const Said = ({ line }: { line: Line }) => {
  const words = useWords();
  return (
    <ul>
      {saidOf(line).map(([field, { value }]) => (
        <li key={field}>
          <span className="quiet">{words.stock.fields[field]}:</span> {textOf(field, value, words)}
        </li>
      ))}
    </ul>
  );
};

/** Who said the newest of it, or the cell that does. */
const Source = ({ line }: { line: Line }) => {
  const { stock } = useWords();
  const newest = saidOf(line)
    .map(([, said]) => said)
    .toSorted((one, other) => (one.order < other.order ? 1 : -1))[0];
  if (!newest) return null;
  const { source } = newest;
  return 'by' in source ? (
    <>
      {source.by}, <Moment at={source.at} />
    </>
  ) : (
    stock.sheet(source.document, source.cell)
  );
};

const columnsIn = (dealerId: string, { stock }: Words): readonly Column<Line>[] => [
  {
    ...{ name: 'code', title: stock.code },
    cell: ({ modelCode }) => (
      <Link to="/dealers/$dealerId/machines/$modelCode" params={{ dealerId, modelCode }}>
        {modelCode}
      </Link>
    ),
  },
  { name: 'piece', title: stock.piece, cell: ({ piece }) => piece },
  {
    ...{ name: 'standing', title: stock.standing },
    cell: ({ standing }) => (
      <Badge tone={TONES[standing] ?? 'plain'}>
        {stock.standings[standing as keyof typeof stock.standings] ?? standing}
      </Badge>
    ),
  },
  { name: 'said', title: stock.values, cell: (line) => <Said line={line} /> },
  { name: 'ads', title: stock.ads, isNumber: true, cell: ({ ads }) => ads.length },
  { name: 'who', title: stock.who, cell: (line) => <Source line={line} /> },
];

/** What the dealer knows of its machines and no supplier's list can say. */
export const Stock = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/stock' });
  const { list } = useQueries();
  const words = useWords();
  const may = useMay();
  const columns = useMemo(() => columnsIn(dealerId, words), [dealerId, words]);
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/stock', { dealerId }));
  return (
    <>
      <h1>{words.shell.stock}</h1>
      {may('offers.withdraw', dealerId) && <Say dealerId={dealerId} />}
      <Answered asked={asked}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty>{words.stock.none}</Empty>
          ) : (
            <ListTable
              title={words.shell.stock}
              columns={columns}
              rows={lines}
              keyOf={({ modelCode, piece }) => `${modelCode} ${piece}`}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          )
        }
      </Answered>
    </>
  );
};
