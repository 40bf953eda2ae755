import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

type Offer = ItemOf<'/dealers/{dealerId}/offers'>;
export type Standing = Offer['verdict'] | NonNullable<Offer['out']>;

/** What is asked of the list, in its address. */
export interface MachinesSearch {
  find?: string;
  standing?: Standing;
}

const standingOf = ({ out, verdict }: Offer): Standing => out ?? verdict;

const TONES: Record<Standing, Tone> = {
  ...{ published: 'good', review: 'wait', rejected: 'bad' },
  ...{ sold: 'plain', withdrawn: 'plain', absent: 'plain' },
};

const columnsIn = (
  { machines }: Words,
  { roubles }: ReturnType<typeof useFigures>,
): readonly Column<Offer>[] => [
  {
    ...{ name: 'title', title: machines.title },
    cell: ({ dealerId, modelCode, title }) => (
      <Link to="/dealers/$dealerId/machines/$modelCode" params={{ dealerId, modelCode }}>
        {title ?? machines.untitled}
      </Link>
    ),
  },
  { name: 'code', title: machines.code, cell: ({ modelCode }) => <code>{modelCode}</code> },
  { name: 'year', title: machines.year, isNumber: true, cell: ({ modelYear }) => modelYear },
  {
    ...{ name: 'price', title: machines.price, isNumber: true },
    cell: ({ price }) => (price === null ? '' : roubles(Number(price))),
  },
  {
    ...{ name: 'standing', title: machines.standing },
    cell: (offer) => (
      <Badge tone={TONES[standingOf(offer)]}>
        {{ ...machines.verdicts, ...machines.out }[standingOf(offer)]}
      </Badge>
    ),
  },
];

const fits =
  ({ find = '', standing }: MachinesSearch) =>
  (offer: Offer): boolean =>
    (!standing || standingOf(offer) === standing) &&
    `${offer.modelCode} ${offer.title ?? ''}`.toLowerCase().includes(find.toLowerCase().trim());

const Filters = ({ search }: { search: MachinesSearch }) => {
  const { machines } = useWords();
  const navigate = useNavigate();
  const filter = (change: MachinesSearch) =>
    void navigate({ to: '.', search: (before: MachinesSearch) => ({ ...before, ...change }), replace: true });
  return (
    <div className="row">
      <input
        className="input narrow"
        type="search"
        aria-label={machines.find}
        placeholder={machines.find}
        value={search.find ?? ''}
        onChange={({ target }) => filter({ find: target.value })}
      />
      <select
        className="input narrow"
        aria-label={machines.onlySo}
        value={search.standing ?? ''}
        onChange={({ target }) => filter({ standing: (target.value || undefined) as Standing })}
      >
        <option value="">{machines.all}</option>
        {Object.entries({ ...machines.verdicts, ...machines.out }).map(([name, called]) => (
          <option key={name} value={name}>
            {called}
          </option>
        ))}
      </select>
    </div>
  );
};

/** All machines of the lists in force, as their ads stand; all of them come, so that they can be filtered here. */
export const Machines = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/machines' });
  const search = useSearch({ from: '/dealers/$dealerId/machines' });
  const { list } = useQueries();
  const words = useWords();
  const figures = useFigures();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/offers', { dealerId }));
  const { data } = asked;
  useRest(asked);
  const shown = useMemo(() => data?.filter(fits(search)) ?? [], [data, search]);
  const columns = useMemo(() => columnsIn(words, figures), [words, figures]);
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.machines}</h1>
        <Filters search={search} />
      </div>
      <Answered asked={asked}>
        {(all) =>
          shown.length === 0 ? (
            <Empty>{all.length === 0 ? words.machines.none : words.machines.noneFound}</Empty>
          ) : (
            <>
              <output className="quiet small">
                {words.machines.shownOf(figures.number(shown.length), figures.number(all.length))}
              </output>
              <ListTable
                title={words.shell.machines}
                columns={columns}
                rows={shown}
                keyOf={({ adId, modelCode, documentId }) => `${documentId} ${modelCode} ${adId ?? ''}`}
              />
            </>
          )
        }
      </Answered>
    </>
  );
};
