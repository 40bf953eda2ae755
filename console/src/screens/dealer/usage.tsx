import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Answered } from '../../parts/states.tsx';

/** From here on a dealer is told of it (docs/decisions/order-and-time.md). */
const NEARLY = 0.8;

interface Line {
  limit: string;
  used: number;
  most: number | null;
}

const UsageLine = ({ line: { limit, used, most } }: { line: Line }) => {
  const { dealer } = useWords();
  const { number } = useFigures();
  const name = dealer.plan.limits[limit as keyof typeof dealer.plan.limits] ?? limit;
  const share = most ? Math.min(1, used / most) : 0;
  return (
    <li className="stack tight">
      <span className="row apart together">
        <span>{name}</span>
        <span className="figures">
          {number(Math.round(used * 100) / 100)}
          {most !== null && ` / ${number(most)}`}
        </span>
      </span>
      {most !== null && <meter aria-label={name} min={0} max={1} high={NEARLY} optimum={0} value={share} />}
    </li>
  );
};

/** What a dealer uses, beside what its plan gives it. */
export const PlanUsage = ({ dealerId }: { dealerId: string }) => {
  const { answer } = useQueries();
  const { dealer } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/usage', { dealerId }));
  return (
    <section className="card stack">
      <h2>{dealer.plan.title}</h2>
      <Answered asked={asked}>
        {({ plan, lines }) => (
          <>
            <p className="quiet small">{dealer.plan.named(plan)}</p>
            <ul className="stack">
              {lines.map((line) => (
                <UsageLine key={line.limit} line={line} />
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
};
