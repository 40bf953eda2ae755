import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useQueries, useRest } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { toneOfFeed } from '../today/tones.ts';
import { Decide, type Version } from './decide.tsx';
import { DiffShown } from './diff.tsx';
import '../../styles/feed.css';

type Listed = ItemOf<'/dealers/{dealerId}/feeds'>;

const Versions = ({ dealerId, feeds }: { dealerId: string; feeds: readonly Listed[] }) => {
  const { feed: words, today, states } = useWords();
  return (
    <nav className="card" aria-label={words.versions}>
      <h2>{words.versions}</h2>
      <ul className="versions">
        {feeds.map(({ version, ads, status, builtAt, isLive }) => (
          <li key={version}>
            <Link to="/dealers/$dealerId/feed/$version" params={{ dealerId, version: String(version) }}>
              <span className="row apart">
                <span>{words.version(version)}</span>
                <Badge tone={isLive ? 'good' : toneOfFeed(status)}>
                  {isLive ? words.live : today.standing[status]}
                </Badge>
              </span>
              <span className="quiet small">
                <Moment at={builtAt} />, {states.ads(ads)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Reasons = ({ title, reasons = [] }: { title: string; reasons: Version['heldFor'] }) =>
  reasons.length > 0 && (
    <section className="card stack tight">
      <h2>{title}</h2>
      {reasons.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
    </section>
  );

/** One version: why it is held, what it changes, and what can be decided. */
const Shown = ({ dealerId, version }: { dealerId: string; version: number }) => {
  const { answer } = useQueries();
  const { feed: words, states, today } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/feeds/{version}', { dealerId, version }));
  const difference = useQuery(answer('/dealers/{dealerId}/feeds/{version}/diff', { dealerId, version }));
  return (
    <Answered asked={asked}>
      {(feed) => (
        <div className="stack">
          <div className="row apart">
            <div className="row">
              <h2>{words.version(feed.version)}</h2>
              <span className="quiet">{states.ads(feed.ads)}</span>
              <Badge tone={feed.isLive ? 'good' : toneOfFeed(feed.status)}>
                {feed.isLive ? words.live : today.standing[feed.status]}
              </Badge>
            </div>
            <Decide feed={feed} removed={difference.data?.removed ?? 0} />
          </div>
          {feed.decision && <p className="quiet">{words.decided(feed.decision.by, feed.decision.why)}</p>}
          <Reasons title={words.held} reasons={feed.heldFor} />
          <Reasons title={words.notes} reasons={feed.notes} />
          <Answered asked={difference}>
            {(diff) => (
              <>
                <p className="quiet">{words.comparedTo(diff.since)}</p>
                <DiffShown dealerId={dealerId} diff={diff} />
              </>
            )}
          </Answered>
        </div>
      )}
    </Answered>
  );
};

/** The feed: versions, the newest first, and what one of them changes. */
export const Feed = () => {
  const { dealerId, version } = useParams({ strict: false }) as { dealerId: string; version?: string };
  const { list } = useQueries();
  const { shell, feed: words } = useWords();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/feeds', { dealerId }));
  useRest(asked);
  return (
    <>
      <h1>{shell.feed}</h1>
      <Answered asked={asked}>
        {(feeds) => {
          const shown = Number(version ?? feeds[0]?.version);
          return feeds.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <div className="feed">
              <Versions dealerId={dealerId} feeds={feeds} />
              <Shown dealerId={dealerId} version={shown} />
            </div>
          );
        }}
      </Answered>
    </>
  );
};
