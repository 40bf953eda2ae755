import { Link } from '@tanstack/react-router';
import type { Answer } from '../../api/routes.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';

type TriedRules = Answer<'POST', '/rules/try'>;
type Difference = TriedRules['differences'][number];

const TONES: Record<string, Tone> = { published: 'good', review: 'wait', rejected: 'bad' };

const VerdictOf = ({ verdict }: { verdict: string }) => {
  const { machines } = useWords();
  return (
    <Badge tone={TONES[verdict] ?? 'plain'}>
      {machines.verdicts[verdict as keyof typeof machines.verdicts] ?? verdict}
    </Badge>
  );
};

const DifferenceShown = ({ difference }: { difference: Difference }) => {
  const { rules } = useWords();
  const { said } = useSpeech();
  const { dealerId, document, modelCode, before, after, added, dropped } = difference;
  return (
    <li className="stack tight difference">
      <div className="row">
        <Link to="/dealers/$dealerId/machines/$modelCode" params={{ dealerId, modelCode }}>
          {modelCode}
        </Link>
        <span className="quiet small">
          {dealerId}, {document}
        </span>
        {before === after ? (
          <VerdictOf verdict={after} />
        ) : (
          <span className="row">
            <VerdictOf verdict={before} /> → <VerdictOf verdict={after} />
          </span>
        )}
      </div>
      {added.map((reason) => (
        <p key={JSON.stringify(reason)} className="small">
          {rules.speaks} {said.why(reason)}
        </p>
      ))}
      {dropped.map((reason) => (
        <p key={JSON.stringify(reason)} className="small quiet">
          {rules.speaksNoMore} {said.why(reason)}
        </p>
      ))}
    </li>
  );
};

/** What goes out of the feed by it before what comes in, and that before what only says something else. */
const rankOf = ({ before, after }: Difference): number => {
  if (before === after) return 2;
  return before === 'published' ? 0 : 1;
};

/** What rules would change of the lists in force, what is lost first. */
export const Tried = ({ tried: { lists, products, changed, differences } }: { tried: TriedRules }) => {
  const { rules, states } = useWords();
  const { number } = useFigures();
  return (
    <div className="stack">
      <p>
        <strong>{changed === 0 ? rules.changesNothing : rules.changes(states.machines(changed))}</strong>{' '}
        <span className="quiet">{rules.triedOn(number(lists), states.machines(products))}</span>
      </p>
      <ul>
        {differences
          .toSorted((one, other) => rankOf(one) - rankOf(other))
          .map((difference) => (
            <DifferenceShown
              key={`${difference.dealerId} ${difference.document} ${difference.modelCode}`}
              difference={difference}
            />
          ))}
      </ul>
      {differences.length < changed && (
        <p className="quiet">{rules.firstOf(number(differences.length), number(changed))}</p>
      )}
    </div>
  );
};
