import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Answered } from '../../parts/states.tsx';

type Scored = Answer<'GET', '/dealers/{dealerId}/scores/{modelCode}'>;

const TONES: Record<Scored['evaluation']['status'], Tone> = { ok: 'good', warning: 'wait', blocked: 'bad' };

/** What the ad is worth, part by part, and what would raise that. */
const Listing = ({ listing }: { listing: NonNullable<Scored['listing']> }) => {
  const { dealerRules } = useWords();
  const { said } = useSpeech();
  const { number } = useFigures();
  return (
    <>
      <p>
        <strong>{dealerRules.ofHundred(number(listing.score))}</strong>
      </p>
      <ul className="small">
        {Object.entries(listing.parts).map(([part, points]) => (
          <li key={part} className="row apart">
            <span>{dealerRules.parts[part] ?? part}</span>
            <span className="figures">{number(points)}</span>
          </li>
        ))}
      </ul>
      {listing.raises.length > 0 && (
        <>
          <h3>{dealerRules.raises}</h3>
          <ul className="small">
            {listing.raises.map((reason) => (
              <li key={JSON.stringify(reason)}>{said.why(reason)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const OwnRules = ({ evaluation }: Pick<Scored, 'evaluation'>) => {
  const { dealerRules } = useWords();
  const { said } = useSpeech();
  const { number } = useFigures();
  const { score, status, spoken, undecided } = evaluation;
  return (
    <>
      <h3>{dealerRules.ownTitle}</h3>
      <p className="row">
        {dealerRules.ofHundred(number(score))}
        <Badge tone={TONES[status]}>{dealerRules.statuses[status]}</Badge>
      </p>
      {spoken.length === 0 && <p className="quiet small">{dealerRules.silent}</p>}
      <ul className="small">
        {spoken.map(({ rule, effect, reason }) => (
          <li key={rule}>
            {said.why(reason)}{' '}
            {effect !== 0 && <span className="figures">{effect > 0 ? `+${effect}` : effect}</span>}
          </li>
        ))}
        {undecided.map(({ rule, name, fields }) => (
          <li key={rule} className="quiet">
            {dealerRules.undecided(name, fields.map(dealerRules.fields).join(', '))}
          </li>
        ))}
      </ul>
    </>
  );
};

const Refusal = ({ refusal: { factors, verdicts, needed } }: Pick<Scored, 'refusal'>) => {
  const { dealerRules } = useWords();
  const { said } = useSpeech();
  return (
    <>
      {factors.length > 0 && <h3>{dealerRules.refusalTitle}</h3>}
      <ul className="small">
        {factors.map((factor) => (
          <li key={JSON.stringify(factor)}>{said.why(factor)}</li>
        ))}
      </ul>
      {factors.length > 0 && <p className="quiet small">{dealerRules.noRisk(verdicts, needed)}</p>}
    </>
  );
};

/** How good an ad is, what its dealer's own rules say of it, and what refusals are known to come of. */
export const Score = ({
  dealerId,
  modelCode,
  adId,
}: {
  dealerId: string;
  modelCode: string;
  adId?: string | undefined;
}) => {
  const { answer } = useQueries();
  const { dealerRules } = useWords();
  const asked = useQuery(
    answer('/dealers/{dealerId}/scores/{modelCode}', { dealerId, modelCode, ...(adId && { adId }) }),
  );
  return (
    <section className="card stack">
      <h2>{dealerRules.scoreTitle}</h2>
      <Answered asked={asked}>
        {({ listing, evaluation, refusal }) => (
          <>
            {listing && <Listing listing={listing} />}
            <OwnRules evaluation={evaluation} />
            <Refusal refusal={refusal} />
          </>
        )}
      </Answered>
    </section>
  );
};
