import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

type Change = ItemOf<'/dealers/{dealerId}/ads/{ad}/history'>;

const TONES: Record<Change['change'], Tone> = { added: 'good', changed: 'wait', removed: 'bad' };

const Fields = ({ fields }: Pick<Change, 'fields'>) => {
  const { machines, feed } = useWords();
  return (
    <dl className="small">
      {fields.map(({ tag, before, after }) => (
        <div key={tag}>
          <dt className="quiet">{machines.tags[tag] ?? tag}</dt>
          <dd>
            {before || feed.absent} → {after || feed.gone}
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** How the change came to the feed's address, as far as anybody knows. */
const Delivery = ({ delivery }: Pick<Change, 'delivery'>) => {
  const { machines, deliveries } = useWords();
  if (!delivery) return <p className="quiet small">{machines.notBrought}</p>;
  const outcome = delivery.outcome as keyof typeof deliveries.outcomes;
  return (
    <>
      <p className="quiet small">
        {deliveries.outcomes[outcome] ?? delivery.outcome}, <Moment at={delivery.at} />
      </p>
      {delivery.reason && <ReasonShown reason={delivery.reason} />}
    </>
  );
};

const ChangeShown = ({ dealerId, change: shown }: { dealerId: string; change: Change }) => {
  const { machines, feed } = useWords();
  const { version, builtAt, change, fields, delivery } = shown;
  return (
    <li className="stack tight">
      <div className="row">
        <Badge tone={TONES[change]}>{machines.changes[change]}</Badge>
        <Link to="/dealers/$dealerId/feed/$version" params={{ dealerId, version: String(version) }}>
          {feed.version(version)}
        </Link>
        <span className="quiet small">
          <Moment at={builtAt} />
        </span>
      </div>
      {fields.length > 0 && <Fields fields={fields} />}
      <Delivery delivery={delivery} />
    </li>
  );
};

/** What happened to the ad, the newest first: in which versions of the feed it came, changed or went. */
export const AdHistory = ({ dealerId, adId }: { dealerId: string; adId: string }) => {
  const { list } = useQueries();
  const { machines } = useWords();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/ads/{ad}/history', { dealerId, ad: adId }, 20));
  return (
    <section className="card stack">
      <h2>{machines.history}</h2>
      <Answered asked={asked}>
        {(changes) =>
          changes.length === 0 ? (
            <Empty>{machines.noHistory}</Empty>
          ) : (
            <ul className="stack">
              {changes.map((change) => (
                <ChangeShown key={change.version} dealerId={dealerId} change={change} />
              ))}
            </ul>
          )
        }
      </Answered>
      {asked.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {machines.earlier}
        </button>
      )}
    </section>
  );
};
