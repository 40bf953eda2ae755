import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useTimeUntil } from '../../parts/countdown.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Failed } from '../../parts/states.tsx';
import { toneOfFeed } from './tones.ts';
import type { TodaysFeed } from './types.ts';

const Live = ({ feed: { live } }: { feed: TodaysFeed }) => {
  const { today } = useWords();
  const { number } = useFigures();
  return (
    <div>
      <p className="quiet small">{today.liveAds}</p>
      {live ? <p className="great-figure">{number(live.ads)}</p> : <p>{today.noneLive}</p>}
    </div>
  );
};

const Window = ({ feed: { opensAt } }: { feed: TodaysFeed }) => {
  const { today } = useWords();
  const { time } = useFigures();
  const until = useTimeUntil(opensAt);
  return (
    <div>
      <p className="quiet small">{today.nextWindow}</p>
      <p className="great-figure">
        <time dateTime={opensAt}>{time(opensAt)}</time>
      </p>
      <p className="quiet small">{today.inTime(until)}</p>
    </div>
  );
};

const TONES: Record<string, Tone> = { ours: 'good', older: 'bad', foreign: 'bad', silent: 'bad' };

/** What the public URL serves: asked when somebody looks, and again by a button. */
const PublicUrl = ({ dealerId, feed }: { dealerId: string; feed: TodaysFeed }) => {
  const { today } = useWords();
  const { time } = useFigures();
  const { list } = useQueries();
  const served = useInfiniteQuery(list('/dealers/{dealerId}/served', { dealerId }));
  const now = served.data?.find(({ channel }) => channel === feed.channel);
  return (
    <div className="stack tight">
      <p className="quiet small">{today.publicUrl}</p>
      <a href={feed.publicUrl} rel="noreferrer">
        {feed.publicUrl}
      </a>
      {served.error ? (
        <Failed error={served.error} retry={served.refetch} />
      ) : (
        <div className="row">
          {now && !served.isFetching && (
            <>
              <Badge tone={TONES[now.serves] ?? 'plain'}>{today.serves[now.serves]}</Badge>
              <span className="quiet small">{today.checkedAt(time(now.askedAt))}</span>
            </>
          )}
          <button
            type="button"
            className="button"
            disabled={served.isFetching}
            onClick={() => void served.refetch()}
          >
            {served.isFetching ? today.checking : today.checkNow}
          </button>
        </div>
      )}
      {now?.reason && <ReasonShown reason={now.reason} />}
    </div>
  );
};

const Newest = ({ feed: { newest, live } }: { feed: TodaysFeed }) => {
  const { today, states } = useWords();
  if (!newest || newest.version === live?.version) return null;
  return (
    <div className="stack tight">
      <div className="row">
        <span>{today.newest(newest.version, states.ads(newest.ads))}</span>
        <Badge tone={toneOfFeed(newest.status)}>{today.standing[newest.status]}</Badge>
      </div>
      {newest.heldFor?.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
    </div>
  );
};

const Verdict = ({ feed: { verdict } }: { feed: TodaysFeed }) => {
  const { today } = useWords();
  const { minute } = useFigures();
  if (!verdict || verdict.alarms.length === 0) return null;
  return (
    <div className="stack tight">
      <p className="quiet small">{today.verdictOf(minute(verdict.window))}</p>
      {verdict.alarms.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
    </div>
  );
};

/** A feed as its next window will find it. */
export const FeedCard = ({ dealerId, feed }: { dealerId: string; feed: TodaysFeed }) => (
  <section className="card stack" aria-label={feed.channel}>
    <div className="figures-row">
      <Live feed={feed} />
      <Window feed={feed} />
    </div>
    <PublicUrl dealerId={dealerId} feed={feed} />
    <Newest feed={feed} />
    <Verdict feed={feed} />
  </section>
);
