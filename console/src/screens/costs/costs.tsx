import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { Bars } from './bars.tsx';
import '../../styles/costs.css';

type Cost = ItemOf<'/costs'>;

/** What is asked of the costs, in their address. */
export interface CostsSearch {
  dealer?: string;
}

const columnsIn = (
  { costs, documents }: Words,
  { day, dollars, number }: ReturnType<typeof useFigures>,
): readonly Column<Cost>[] => [
  { name: 'day', title: costs.day, cell: (cost) => <time dateTime={cost.day}>{day(cost.day)}</time> },
  {
    ...{ name: 'dealer', title: documents.dealer },
    cell: ({ dealerId }) => (
      <Link to="/dealers/$dealerId" params={{ dealerId }}>
        {dealerId}
      </Link>
    ),
  },
  { name: 'calls', title: costs.calls, isNumber: true, cell: ({ calls }) => number(calls) },
  {
    ...{ name: 'seconds', title: documents.time, isNumber: true },
    cell: ({ seconds }) => documents.seconds(seconds),
  },
  { name: 'cost', title: documents.cost, isNumber: true, cell: ({ costUsd }) => dollars(costUsd) },
];

const summed = (costs: readonly Cost[], keyOf: (cost: Cost) => string): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const cost of costs) sums.set(keyOf(cost), (sums.get(keyOf(cost)) ?? 0) + cost.costUsd);
  return sums;
};

/** Dealers by what they cost in all, the dearest first; each can be looked at alone. */
const DealerChoice = ({ costs, dealer = '' }: CostsSearch & { costs: readonly Cost[] }) => {
  const { costs: words, documents } = useWords();
  const { dollars } = useFigures();
  const navigate = useNavigate();
  const byDealer = [...summed(costs, ({ dealerId }) => dealerId)].toSorted(
    ([, one], [, other]) => other - one,
  );
  return (
    <label className="row">
      <span className="quiet small">{documents.dealer}</span>
      <select
        className="input narrow"
        value={dealer}
        onChange={({ target }) =>
          void navigate({ to: '.', search: target.value ? { dealer: target.value } : {}, replace: true })
        }
      >
        <option value="">{words.allDealers}</option>
        {byDealer.map(([dealerId, sum]) => (
          <option key={dealerId} value={dealerId}>
            {`${dealerId}, ${dollars(sum)}`}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What each dealer has cost on each day, drawn and as a table. */
export const Costs = () => {
  const { dealer } = useSearch({ from: '/costs' });
  const { list } = useQueries();
  const words = useWords();
  const figures = useFigures();
  const columns = useMemo(() => columnsIn(words, figures), [words, figures]);
  const asked = useInfiniteQuery(list('/costs', {}));
  useRest(asked);
  const shown = (asked.data ?? []).filter(({ dealerId }) => !dealer || dealerId === dealer);
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.costs}</h1>
        <DealerChoice costs={asked.data ?? []} {...(dealer && { dealer })} />
      </div>
      <p className="quiet">{words.costs.what}</p>
      <Answered asked={asked}>
        {() =>
          shown.length === 0 ? (
            <Empty>{words.costs.none}</Empty>
          ) : (
            <>
              <Bars byDay={summed(shown, ({ day }) => day)} />
              <ListTable
                title={words.shell.costs}
                columns={columns}
                rows={shown}
                keyOf={({ dealerId, day }) => `${day} ${dealerId}`}
              />
            </>
          )
        }
      </Answered>
    </>
  );
};
