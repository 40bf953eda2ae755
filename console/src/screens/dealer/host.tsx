import { useMutation, useQuery } from '@tanstack/react-query';
import type { TestedStep } from '#contracts/host-test.ts';
import { useApi } from '../../api/context.tsx';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { ProblemShown, ReasonShown } from '../../parts/reason.tsx';
import { Resume } from './resume.tsx';

const TONES: Record<TestedStep['outcome'], Tone> = { done: 'good', failed: 'bad', left: 'plain' };

const Steps = ({ steps }: { steps: readonly TestedStep[] }) => {
  const { dealer } = useWords();
  if (steps.length === 0) return <p className="quiet">{dealer.testBrokeOff}</p>;
  return (
    <ol className="stack">
      {steps.map(({ step, outcome, detail, reason }) => (
        <li key={step} className="stack tight">
          <span className="row">
            <Badge tone={TONES[outcome]}>{dealer.outcomes[outcome]}</Badge>
            {dealer.steps[step]}
          </span>
          {detail && <span className="quiet small">{detail}</span>}
          {reason && <ReasonShown reason={reason} />}
        </li>
      ))}
    </ol>
  );
};

/** Tries the way to the feed's address, by what is in use and not by what is being written. */
const HostTest = ({ dealerId }: { dealerId: string }) => {
  const { client } = useApi();
  const { dealer } = useWords();
  const test = useMutation({
    mutationFn: async () =>
      (await client.send('POST', '/dealers/{dealerId}/test', { dealerId })).result as unknown as TestedStep[],
  });
  return (
    <div className="stack" aria-live="polite">
      <p className="quiet small">{dealer.testDoes}</p>
      <button type="button" className="button" disabled={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? dealer.testing : dealer.test}
      </button>
      {test.data && <Steps steps={test.data} />}
      {test.error && <ProblemShown error={test.error} />}
    </div>
  );
};

/** The host of the feed: whether it refuses, and whether the way to it is open. */
export const Host = ({ dealerId }: { dealerId: string }) => {
  const { answer } = useQueries();
  const { dealer } = useWords();
  const { data } = useQuery(answer('/dealers/{dealerId}/today', { dealerId }));
  const halted = data?.tasks.find(({ reason }) => reason.code === 'host-refuses');
  return (
    <section className="card stack">
      <h2>{dealer.hostTitle}</h2>
      {halted && (
        <div className="state failed">
          <ReasonShown reason={halted.reason} />
          <Resume dealerId={dealerId} />
        </div>
      )}
      <HostTest dealerId={dealerId} />
    </section>
  );
};
