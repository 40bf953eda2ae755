import { Link } from '@tanstack/react-router';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';

type Diff = Answer<'GET', '/dealers/{dealerId}/feeds/{version}/diff'>;
type Change = Diff['changes'][number];
type Changed = Extract<Change, { change: 'changed' }>;

const isJump = (change: Change): change is Changed =>
  change.change === 'changed' && change.pricePercent !== null;

/** What a version does, in the order in which people look: losses first, then prices by how far they jump. */
const grouped = ({ changes }: Diff) => ({
  removed: changes.filter(({ change }) => change === 'removed'),
  jumps: changes
    .filter(isJump)
    .toSorted((one, other) => Math.abs(other.pricePercent ?? 0) - Math.abs(one.pricePercent ?? 0)),
  changed: changes.filter((change) => change.change === 'changed' && !isJump(change)),
  added: changes.filter(({ change }) => change === 'added'),
});

const Fields = ({ fields }: Pick<Changed, 'fields'>) => {
  const { feed } = useWords();
  return (
    <table className="field-changes">
      <thead>
        <tr>
          <th scope="col">{feed.field}</th>
          <th scope="col">{feed.before}</th>
          <th scope="col">{feed.after}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(fields).map(([tag, { from, to }]) => (
          <tr key={tag}>
            <th scope="row">{tag}</th>
            <td>{from ?? <span className="quiet">{feed.absent}</span>}</td>
            <td>{to ?? <span className="quiet">{feed.gone}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'always', maximumFractionDigits: 1 };

const ChangedAd = ({ dealerId, change }: { dealerId: string; change: Change }) => {
  const { roubles } = useFigures();
  const price = Number(change.price);
  return (
    <li className="changed-ad">
      <div className="row apart">
        <Link to="/dealers/$dealerId/machines/$modelCode" params={{ dealerId, modelCode: change.id }}>
          {change.title}
        </Link>
        <span className="row">
          {isJump(change) && (
            <Badge tone="wait">{`${(change.pricePercent ?? 0).toLocaleString(undefined, SIGNED)} %`}</Badge>
          )}
          <span className="figures">
            {Number.isFinite(price) && change.price !== '' ? roubles(price) : change.price}
          </span>
        </span>
      </div>
      {change.change === 'changed' && <Fields fields={change.fields} />}
    </li>
  );
};

/** What a version changes, ad by ad. */
export const DiffShown = ({ dealerId, diff }: { dealerId: string; diff: Diff }) => {
  const { feed, states } = useWords();
  const groups = Object.entries(grouped(diff)).filter(([, changes]) => changes.length > 0);
  if (groups.length === 0) return <p className="quiet">{feed.nothing}</p>;
  return groups.map(([name, changes]) => (
    <details key={name} className="card" open={name === 'removed' || name === 'jumps'}>
      <summary>
        <h3>{feed[name as keyof ReturnType<typeof grouped>](states.ads(changes.length))}</h3>
      </summary>
      <ul className="stack tight">
        {changes.map((change) => (
          <ChangedAd key={change.id} dealerId={dealerId} change={change} />
        ))}
      </ul>
    </details>
  ));
};
