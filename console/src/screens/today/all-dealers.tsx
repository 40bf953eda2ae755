import { type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import type { Client } from '../../api/client.ts';
import { answerQuery, listQuery, useQueries, useRest } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useMe } from '../../shell/me.ts';
import type { TodayShown } from './types.ts';
import '../../styles/today.css';

/** One dealer in a few words: what is live, when the next window is, and the gravest of what waits. */
const Dealer = ({ dealer: { dealerId, name, feeds, waiting, tasks } }: { dealer: TodayShown }) => {
  const { today, states } = useWords();
  const { roubles, time } = useFigures();
  const [gravest] = tasks;
  return (
    <li className="card stack tight">
      <div className="row apart">
        <h2>
          <Link to="/dealers/$dealerId" params={{ dealerId }}>
            {dealerId}
          </Link>
        </h2>
        <span className="row">
          <span className="quiet">{name}</span>
          {gravest && gravest.ads > 0 && (
            <Badge tone="bad">
              {today.lost(states.ads(gravest.ads), gravest.roubles > 0 ? roubles(gravest.roubles) : '')}
            </Badge>
          )}
        </span>
      </div>
      {feeds.map(({ channel, live, opensAt }) => (
        <div key={channel} className="row">
          <span>{live ? states.ads(live.ads) : today.noneLive}</span>
          <span className="quiet small">
            {today.nextWindow}: <time dateTime={opensAt}>{time(opensAt)}</time>
          </span>
        </div>
      ))}
      {waiting > 0 && (
        <div className="row">
          <Badge tone="wait">{today.questionsWait(states.machines(waiting))}</Badge>
        </div>
      )}
      {gravest && <ReasonShown reason={gravest.reason} />}
      {tasks.length > 1 && <p className="quiet small">{today.moreWaits(tasks.length - 1)}</p>}
    </li>
  );
};

const Dealers = () => {
  const { list } = useQueries();
  const { today } = useWords();
  const asked = useInfiniteQuery({ ...list('/today', {}), refetchInterval: 15_000 });
  useRest(asked);
  return (
    <Answered asked={asked}>
      {(dealers) =>
        dealers.length === 0 ? (
          <Empty>{today.noDealers}</Empty>
        ) : (
          <ul className="stack">
            {dealers.map((dealer) => (
              <Dealer key={dealer.dealerId} dealer={dealer} />
            ))}
          </ul>
        )
      }
    </Answered>
  );
};

/** Dealers at which somebody has a seat; how all of them stand is told to who keeps the installation alone. */
const Seats = ({ seats }: { seats: readonly { dealerId: string }[] }) => (
  <ul className="stack">
    {seats.map(({ dealerId }) => (
      <li key={dealerId} className="card">
        <Link to="/dealers/$dealerId" params={{ dealerId }}>
          {dealerId}
        </Link>
      </li>
    ))}
  </ul>
);

/** Asks how all dealers stand before their screen does, for who may know. */
export const expectToday = async ({ client, queries }: { client: Client; queries: QueryClient }) => {
  const me = await queries.ensureQueryData(answerQuery(client, '/me', {})).catch(() => null);
  if (me?.overall) await queries.prefetchInfiniteQuery(listQuery(client, '/today', {}));
};

/** All dealers, for who keeps the installation; who has a seat at one goes there, who has several chooses. */
export const AllDealers = () => {
  const { shell, today } = useWords();
  const { data: me } = useMe();
  const seats = me && !me.overall ? me.dealers : [];
  const [first, ...others] = seats;
  if (first && others.length === 0)
    return <Navigate to="/dealers/$dealerId" params={{ dealerId: first.dealerId }} replace />;
  return (
    <>
      <div className="screen-head">
        <h1>{shell.allDealers}</h1>
        {!first && <span className="quiet">{today.worstFirst}</span>}
      </div>
      {first ? <Seats seats={seats} /> : <Dealers />}
    </>
  );
};
