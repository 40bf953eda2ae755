import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useApi } from '../../api/context.tsx';
import { useQueries, useRest } from '../../api/queries.ts';
import type { Answer, ItemOf } from '../../api/routes.ts';
import { useSpeech, useWords, type Words } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { toneOfDocument } from '../documents/tones.ts';
import { StandingOf } from './batches.tsx';
import '../../styles/costs.css';

type Progress = Answer<'GET', '/batches/{batchId}'>;
type Dealer = ItemOf<'/batches/{batchId}/dealers'>;
type File = ItemOf<'/batches/{batchId}/files'>;

/** Goes on with what was broken off, and tries again what failed. */
const Resume = ({ batchId }: { batchId: string }) => {
  const { client } = useApi();
  const { batches } = useWords();
  const queries = useQueryClient();
  const notices = useNotices();
  const may = useMay();
  const resume = useMutation({
    mutationFn: () => client.send('POST', '/batches/{batchId}/resume', { batchId }),
    onSuccess: () => {
      notices.tell(batches.resumed);
      return queries.invalidateQueries();
    },
    onError: notices.fail,
  });
  if (!may('all.operate', null)) return null;
  return (
    <button type="button" className="button" disabled={resume.isPending} onClick={() => resume.mutate()}>
      {batches.resume}
    </button>
  );
};

/** How far it is, when it will be done, and how its files have ended. */
const ProgressShown = ({ progress }: { progress: Progress }) => {
  const { batches, documents, states } = useWords();
  const { number } = useFigures();
  const { batch, processed, byStatus, perMinute, secondsLeft, products } = progress;
  const nameOf = (status: string): string =>
    status === 'waiting'
      ? batches.waiting
      : (documents.states[status as keyof typeof documents.states] ?? status);
  return (
    <section className="card stack">
      <progress
        className="progress"
        value={processed}
        max={Math.max(1, batch.files)}
        aria-label={batches.progress}
      />
      <p>
        {batches.processed(number(processed), number(batch.files))}, {states.machines(products)}
        {perMinute !== null && `, ${batches.perMinute(number(Math.round(perMinute)))}`}
        {batch.status !== 'ended' &&
          secondsLeft !== null &&
          `, ${batches.left(states.minutes(Math.ceil(secondsLeft / 60)))}`}
      </p>
      <div className="row">
        {Object.entries(byStatus).map(([status, count]) => (
          <Badge key={status} tone={toneOfDocument(status)}>
            {`${nameOf(status)}: ${number(count)}`}
          </Badge>
        ))}
      </div>
    </section>
  );
};

const FEED_TONES: Record<Dealer['status'], Tone> = {
  none: 'plain',
  built: 'good',
  held: 'wait',
  failed: 'bad',
};

const DealerShown = ({ dealer: { dealerId, status, feedVersion, reason } }: { dealer: Dealer }) => {
  const { batches, feed } = useWords();
  return (
    <li className="stack tight">
      <div className="row">
        <Link to="/dealers/$dealerId" params={{ dealerId }}>
          {dealerId}
        </Link>
        <Badge tone={FEED_TONES[status]}>{batches.feeds[status]}</Badge>
        {feedVersion !== undefined && (
          <Link to="/dealers/$dealerId/feed/$version" params={{ dealerId, version: String(feedVersion) }}>
            {feed.version(feedVersion)}
          </Link>
        )}
      </div>
      {reason && <ReasonShown reason={reason} />}
    </li>
  );
};

/** Its lists grow while it is at work. */
const LIST_AGAIN_MS = 10_000;

/** A batch whose lists are shown. */
interface Shown {
  batchId: string;
  isAtWork: boolean;
}

/** Asks for a list anew while the batch is at work, and once more when it has ended: what stands there stays meanwhile. */
const useGrowing = ({ isAtWork }: Shown, refetch: () => unknown): void => {
  const again = useRef(refetch);
  again.current = refetch;
  const wasAtWork = useRef(false);
  useEffect(() => {
    if (wasAtWork.current && !isAtWork) void again.current();
    wasAtWork.current = isAtWork;
    if (!isAtWork) return;
    const timer = setInterval(() => void again.current(), LIST_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isAtWork]);
};

const Dealers = (shown: Shown) => {
  const { batchId } = shown;
  const { list } = useQueries();
  const { batches } = useWords();
  const asked = useInfiniteQuery({ ...list('/batches/{batchId}/dealers', { batchId }), staleTime: 0 });
  useGrowing(shown, asked.refetch);
  useRest(asked);
  return (
    <Answered asked={asked}>
      {(dealers) =>
        dealers.length > 0 && (
          <section className="card">
            <h2>{batches.dealers}</h2>
            <ul className="stack">
              {dealers.map((dealer) => (
                <DealerShown key={dealer.dealerId} dealer={dealer} />
              ))}
            </ul>
          </section>
        )
      }
    </Answered>
  );
};

const columnsIn = (
  { documents }: Words,
  prefix: string,
  why: (reason: NonNullable<File['reason']>) => string,
): readonly Column<File>[] => [
  {
    ...{ name: 'file', title: documents.file },
    cell: ({ dealerId, documentId, key }) => (
      <Link to="/dealers/$dealerId/documents/$documentId" params={{ dealerId, documentId }}>
        {key.startsWith(prefix) ? key.slice(prefix.length) : key}
      </Link>
    ),
  },
  {
    ...{ name: 'state', title: documents.state },
    cell: ({ status }) => (
      <Badge tone={toneOfDocument(status)}>
        {documents.states[status as keyof typeof documents.states] ?? status}
      </Badge>
    ),
  },
  { name: 'why', title: documents.why, cell: ({ reason }) => reason && why(reason) },
];

/** Its files of which there is something to say. */
const Files = ({ prefix, ...shown }: Shown & { prefix: string }) => {
  const { batchId } = shown;
  const { list } = useQueries();
  const { words, said } = useSpeech();
  const columns = useMemo(() => columnsIn(words, prefix, said.why), [words, prefix, said]);
  const asked = useInfiniteQuery({ ...list('/batches/{batchId}/files', { batchId }), staleTime: 0 });
  useGrowing(shown, asked.refetch);
  return (
    <Answered asked={asked}>
      {(files) =>
        files.length > 0 && (
          <section className="stack tight">
            <h2>{words.batches.remarks}</h2>
            <ListTable
              title={words.batches.remarks}
              columns={columns}
              rows={files}
              keyOf={({ key }) => key}
              more={asked.hasNextPage ? asked.fetchNextPage : undefined}
            />
          </section>
        )
      }
    </Answered>
  );
};

const AGAIN_MS = 3_000;

/** One batch: how far it is, and its report. */
export const Batch = () => {
  const { batchId } = useParams({ from: '/batches/$batchId' });
  const { answer } = useQueries();
  const { batches, shell } = useWords();
  const asked = useQuery({
    ...answer('/batches/{batchId}', { batchId }),
    refetchInterval: ({ state }) => (state.data?.batch.status === 'ended' ? false : AGAIN_MS),
  });
  return (
    <>
      <Link to="/batches">← {shell.batches}</Link>
      {!asked.data && <h1>{shell.batches}</h1>}
      <Answered asked={asked}>
        {(progress) => {
          const { batch, failed } = progress;
          return (
            <>
              <div className="screen-head">
                <div className="row">
                  <h1>{batch.prefix}</h1>
                  <StandingOf status={batch.status} />
                </div>
                {(batch.status !== 'ended' || failed > 0) && <Resume batchId={batchId} />}
              </div>
              <p className="quiet">
                {batches.startedBy}: {batch.startedBy}, <Moment at={batch.startedAt} />
              </p>
              <ProgressShown progress={progress} />
              <Dealers batchId={batchId} isAtWork={batch.status !== 'ended'} />
              <Files batchId={batchId} isAtWork={batch.status !== 'ended'} prefix={batch.prefix} />
            </>
          );
        }}
      </Answered>
    </>
  );
};
