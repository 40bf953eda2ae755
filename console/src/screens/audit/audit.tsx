import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

type Act = ItemOf<'/dealers/{dealerId}/audit'>;

/** What is asked of the trail, in its address. */
export interface AuditSearch {
  find?: string;
  /** A day: 2026-11-30. */
  since?: string;
}

const whyOf = ({ details }: Act): string => (typeof details?.why === 'string' ? details.why : '');

const columnsIn = ({ audit }: Words): readonly Column<Act>[] => [
  { name: 'at', title: audit.when, cell: ({ at }) => <Moment at={at} /> },
  { name: 'who', title: audit.who, cell: ({ who }) => who },
  { name: 'action', title: audit.what, cell: ({ action }) => <code>{action}</code> },
  { name: 'subject', title: audit.subject, cell: ({ subject }) => subject },
  { name: 'why', title: audit.why, cell: whyOf },
];

const textOf = (act: Act): string => [act.who, act.action, act.subject, whyOf(act)].join(' ').toLowerCase();

const Filters = ({ search: { find = '', since = '' } }: { search: AuditSearch }) => {
  const { audit } = useWords();
  const navigate = useNavigate();
  const filter = (change: AuditSearch) =>
    void navigate({ to: '.', search: (before: AuditSearch) => ({ ...before, ...change }), replace: true });
  return (
    <div className="row">
      <input
        className="input narrow"
        type="search"
        aria-label={audit.find}
        placeholder={audit.find}
        value={find}
        onChange={({ target }) => filter({ find: target.value })}
      />
      <input
        className="input narrow"
        type="date"
        aria-label={audit.since}
        value={since}
        onChange={({ target }) => filter({ since: target.value })}
      />
    </div>
  );
};

/** What was done for a dealer, the newest first. */
export const Audit = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/audit' });
  const search = useSearch({ from: '/dealers/$dealerId/audit' });
  const { list } = useQueries();
  const words = useWords();
  const columns = useMemo(() => columnsIn(words), [words]);
  const { find = '', since } = search;
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/audit', { dealerId, ...(since && { since }) }));
  // What is looked for may be far behind.
  useRest(asked, find.trim() !== '');
  return (
    <>
      <div className="screen-head">
        <h1>{words.shell.audit}</h1>
        <Filters search={search} />
      </div>
      <Answered asked={asked}>
        {(acts) => {
          const shown = acts.filter((act) => textOf(act).includes(find.toLowerCase().trim()));
          return acts.length === 0 ? (
            <Empty>{words.audit.none}</Empty>
          ) : (
            <ListTable
              title={words.shell.audit}
              columns={columns}
              rows={shown}
              keyOf={({ at, who, action, subject }) => `${at} ${who} ${action} ${subject}`}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          );
        }}
      </Answered>
    </>
  );
};
