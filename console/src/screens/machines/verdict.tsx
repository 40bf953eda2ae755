import { useQuery } from '@tanstack/react-query';
import { Problem } from '../../api/client.ts';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered } from '../../parts/states.tsx';

const TONES: Record<string, Tone> = { active: 'good', warned: 'wait', refused: 'bad', missing: 'bad' };

const isUnknown = (error: Error | null): boolean => error instanceof Problem && error.status === 404;

/** What the marketplace made of an ad by the last load that was read. */
export const AdVerdict = ({ dealerId, adId }: { dealerId: string; adId: string }) => {
  const { answer } = useQueries();
  const { machines } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}/verdicts/{ad}', { dealerId, ad: adId }));
  return (
    <section className="card stack tight">
      <h2>{machines.verdict}</h2>
      {isUnknown(asked.error) ? (
        <p className="quiet">{machines.noVerdict}</p>
      ) : (
        <Answered asked={asked}>
          {({ verdict, messages }) => (
            <>
              <div className="row">
                <Badge tone={TONES[verdict.standing] ?? 'plain'}>
                  {machines.standings[verdict.standing]}
                </Badge>
                <span className="quiet small">
                  <Moment at={verdict.since} />
                </span>
                {verdict.url && (
                  <a href={verdict.url} rel="noreferrer">
                    {machines.atMarketplace}
                  </a>
                )}
              </div>
              {messages.map(({ reason }) => (
                <ReasonShown key={JSON.stringify(reason)} reason={reason} />
              ))}
            </>
          )}
        </Answered>
      )}
    </section>
  );
};
