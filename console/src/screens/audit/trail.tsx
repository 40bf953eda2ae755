import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { Moment } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import type { AuditSearch } from './search.ts';

type Act = ItemOf<'/dealers/{dealerId}/audit'>;

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

interface Listed {
  title: string;
  search: AuditSearch;
  asked: UseInfiniteQueryResult<Act[]>;
}

/** Acts of a trail, the newest first, and a search in them. */
export const Trail = ({ title, search, asked }: Listed) => {
  const words = useWords();
  const columns = useMemo(() => columnsIn(words), [words]);
  const { find = '' } = search;
  // What is looked for may be far behind.
  useRest(asked, find.trim() !== '');
  return (
    <>
      <div className="screen-head">
        <h1>{title}</h1>
        <Filters search={search} />
      </div>
      <Answered asked={asked}>
        {(acts) => {
          const shown = acts.filter((act) => textOf(act).includes(find.toLowerCase().trim()));
          return acts.length === 0 ? (
            <Empty>{words.audit.none}</Empty>
          ) : (
            <ListTable
              title={title}
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
