import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { useSettled } from '../../parts/settled.ts';
import { Answered, Empty } from '../../parts/states.tsx';

type SearchAnswer = Answer<'GET', '/dealers/{dealerId}/search'>;
type Found = SearchAnswer['results'][number];

/** What is looked for, in the address. */
export interface FindSearch {
  words?: string;
}

const Title = ({ dealerId, found: { kind, title, code, at } }: { dealerId: string; found: Found }) => {
  if (kind === 'machine')
    return (
      <Link
        to="/dealers/$dealerId/machines/$modelCode"
        params={{ dealerId, modelCode: code }}
        search={{ ad: at }}
      >
        {title} <code>{code}</code>
      </Link>
    );
  if (kind === 'document')
    return (
      <Link to="/dealers/$dealerId/documents/$documentId" params={{ dealerId, documentId: at }}>
        {title}
      </Link>
    );
  return <span>{title}</span>;
};

const Hit = ({ dealerId, found }: { dealerId: string; found: Found }) => {
  const { find, documents, machines } = useWords();
  const states: Record<string, string> = found.kind === 'machine' ? machines.verdicts : documents.states;
  return (
    <li className="card stack tight">
      <span className="row">
        <Badge tone="plain">{find.kinds[found.kind]}</Badge>
        <Title dealerId={dealerId} found={found} />
        {found.by.includes('words') ? null : <Badge tone="plain">{find.byMeaning}</Badge>}
      </span>
      <span className="quiet small">
        {found.page === null ? states[found.state] : find.page(found.at, found.page)}
      </span>
    </li>
  );
};

/** By what was looked, where that is not by everything. */
const LookedBy = ({ asked: { fallback_used, because, byWordsAlone } }: { asked: SearchAnswer }) => {
  const { find } = useWords();
  if (!fallback_used && byWordsAlone === 0) return null;
  return (
    <output className="quiet small">
      {fallback_used ? find.wordsOnly : find.someByWords(byWordsAlone)}
      {because ? <ReasonShown reason={because} /> : null}
    </output>
  );
};

/** As many as a screen shows at once. */
const MOST = 20;

const Hits = ({ dealerId, words }: { dealerId: string; words: string }) => {
  const { answer } = useQueries();
  const { find } = useWords();
  const wish = answer('/dealers/{dealerId}/search', { dealerId, words, most: MOST });
  const asked = useQuery({ ...wish, placeholderData: keepPreviousData });
  return (
    <Answered asked={asked}>
      {(found) => (
        <>
          <LookedBy asked={found} />
          {found.results.length === 0 ? (
            <Empty>{find.nothing}</Empty>
          ) : (
            <ul className="stack" aria-label={find.title}>
              {found.results.map((one) => (
                <Hit key={one.id} dealerId={dealerId} found={one} />
              ))}
            </ul>
          )}
        </>
      )}
    </Answered>
  );
};

const PAUSE_MS = 300;

/** Machines, book pages and files by code or words, in part or misspelt. */
export const Find = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/find' });
  const { words = '' } = useSearch({ from: '/dealers/$dealerId/find' });
  const { find } = useWords();
  const navigate = useNavigate();
  const wanted = useSettled(words.trim(), PAUSE_MS);
  return (
    <>
      <div className="screen-head">
        <h1>{find.title}</h1>
        <input
          className="input"
          type="search"
          aria-label={find.label}
          placeholder={find.label}
          value={words}
          onChange={({ target }) =>
            void navigate({ to: '.', search: target.value ? { words: target.value } : {}, replace: true })
          }
        />
      </div>
      {wanted === '' ? <Empty>{find.hint}</Empty> : <Hits dealerId={dealerId} words={wanted} />}
    </>
  );
};
