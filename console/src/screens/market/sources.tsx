import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useApi } from '../../api/context.tsx';
import { forget, useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { DropZone } from '../../parts/drop-zone.tsx';
import { Moment } from '../../parts/figures.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';

type Source = ItemOf<'/dealers/{dealerId}/market/sources'>;

const Came = ({ last }: Pick<Source, 'last'>) => {
  const { words, said } = useSpeech();
  const { market } = words;
  if (!last) return <>{market.notAsked}</>;
  const { reason, counts, unmatched, at } = last;
  return (
    <>
      <Moment at={at} />:{' '}
      {reason ? said.why(reason) : counts && market.came(counts.matched, counts.read, counts.unmatched)}
      {unmatched.length > 0 && (
        <details>
          <summary>{market.unmatched}</summary>
          {unmatched.join('; ')}
        </details>
      )}
    </>
  );
};

const Remove = ({ dealerId, source: { sourceId, name } }: { dealerId: string; source: Source }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { market } = useWords();
  const notices = useNotices();
  const [isAsked, setIsAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      client.send('DELETE', '/dealers/{dealerId}/market/sources/{source}', { dealerId, source: sourceId }),
    onSuccess: () => {
      notices.tell(market.removed(name));
      return forget(queries, dealerId, ['market']);
    },
    onError: notices.fail,
  });
  return (
    <>
      <button type="button" className="button" disabled={remove.isPending} onClick={() => setIsAsked(true)}>
        {market.remove}
      </button>
      {isAsked && (
        <AskDialog
          {...{ title: market.removeTitle(name), act: market.remove, isGrave: true }}
          onAct={() => {
            setIsAsked(false);
            remove.mutate();
          }}
          onClose={() => setIsAsked(false)}
        >
          <p>{market.removeDoes}</p>
        </AskDialog>
      )}
    </>
  );
};

const SourceLine = ({ dealerId, source }: { dealerId: string; source: Source }) => {
  const { market } = useWords();
  const may = useMay();
  return (
    <li className="member">
      <div>
        <strong>{source.name}</strong> <span className="quiet small">{source.url ?? market.files}</span>
        {source.silentSince && <Badge tone="bad">{market.silent(source.silentSince)}</Badge>}
      </div>
      <div className="quiet small">
        <Came last={source.last} />
      </div>
      {may('dealer.write', dealerId) && <Remove dealerId={dealerId} source={source} />}
    </li>
  );
};

/** Names another shop's feed. */
const Put = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { market } = useWords();
  const notices = useNotices();
  const id = useId();
  const [written, setWritten] = useState({ name: '', url: '' });
  const put = useMutation({
    mutationFn: () => client.send('POST', '/dealers/{dealerId}/market/sources', { dealerId, ...written }),
    onSuccess: () => {
      notices.tell(market.putDone(written.name));
      setWritten({ name: '', url: '' });
      return forget(queries, dealerId, ['market']);
    },
  });
  const field = (name: keyof typeof written, label: string, type: string) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        {...{ id: `${id}-${name}`, className: 'input', required: true, type, value: written[name] }}
        onChange={({ target }) => setWritten((before) => ({ ...before, [name]: target.value }))}
      />
    </div>
  );
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate();
      }}
    >
      <div className="form-fields">
        {field('name', market.shop, 'text')}
        {field('url', market.address, 'url')}
      </div>
      {put.error && (
        <div className="state failed" role="alert">
          <ProblemShown error={put.error} />
        </div>
      )}
      <button type="submit" className="button" disabled={put.isPending}>
        {market.put}
      </button>
    </form>
  );
};

const FetchNow = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { market } = useWords();
  const notices = useNotices();
  const fetchNow = useMutation({
    mutationFn: () => client.send('POST', '/dealers/{dealerId}/market/fetch', { dealerId }),
    onSuccess: () => {
      notices.tell(market.fetched);
      return forget(queries, dealerId, ['market']);
    },
    onError: notices.fail,
  });
  return (
    <button type="button" className="button" disabled={fetchNow.isPending} onClick={() => fetchNow.mutate()}>
      {market.fetch}
    </button>
  );
};

/** Where prices come from, how each source answered last, and ways to have more of them. */
export const Sources = ({ dealerId }: { dealerId: string }) => {
  const { list } = useQueries();
  const { market } = useWords();
  const may = useMay();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/market/sources', { dealerId }));
  useRest(asked);
  return (
    <section className="card stack">
      <h2>{market.sources}</h2>
      <Answered asked={asked}>
        {(sources) => (
          <>
            <ul className="members">
              {sources.map((source) => (
                <SourceLine key={source.sourceId} dealerId={dealerId} source={source} />
              ))}
            </ul>
            {may('documents.drop', dealerId) && sources.some(({ url }) => url) && (
              <FetchNow dealerId={dealerId} />
            )}
          </>
        )}
      </Answered>
      {may('dealer.write', dealerId) && <Put dealerId={dealerId} />}
      {may('documents.drop', dealerId) && (
        <>
          <p className="quiet">{market.drop}</p>
          <DropZone dealerId={dealerId} folder="market/" />
        </>
      )}
    </section>
  );
};
