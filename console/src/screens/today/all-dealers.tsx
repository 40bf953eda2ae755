import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMe } from '../../shell/me.ts';

const Feeds = () => {
  const { list } = useQueries();
  const { states } = useWords();
  const { minute } = useFigures();
  const feeds = useInfiniteQuery(list('/feeds', {}));
  return (
    <section className="card">
      <Answered asked={feeds}>
        {(all) => (
          <ul className="stack">
            {all.map(({ dealerId, adsLive, newest }) => (
              <li key={dealerId} className="row apart">
                <Link to="/dealers/$dealerId" params={{ dealerId }}>
                  {dealerId}
                </Link>
                <span>{states.ads(adsLive)}</span>
                <span className="quiet">{minute(newest.builtAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
};

/** All dealers, for who keeps the installation; who has a seat at one goes there. */
export const AllDealers = () => {
  const { shell } = useWords();
  const { data: me } = useMe();
  const only = me && !me.overall && me.dealers.length === 1 ? me.dealers[0] : undefined;
  if (only) return <Navigate to="/dealers/$dealerId" params={{ dealerId: only.dealerId }} replace />;
  return (
    <>
      <h1>{shell.allDealers}</h1>
      <Feeds />
    </>
  );
};
