import type { Reason } from '#contracts/reason.ts';
import { Problem } from '../api/client.ts';
import { useSpeech, useWords } from '../messages/language.tsx';

/** Why something is as it is, and what to do about it. */
export const ReasonShown = ({ reason }: { reason: Reason }) => {
  const { said } = useSpeech();
  const whatToDo = said.whatToDo(reason);
  return (
    <div className="reason">
      <p className="why">{said.why(reason)}</p>
      {whatToDo && <p className="what-to-do">{whatToDo}</p>}
    </div>
  );
};

/** What went wrong on the way to the API, or there, in a word. */
const troubleOf = ({ type, status }: Problem): string => (status >= 500 ? 'broken' : type);

const useTrouble = (error: Error): readonly string[] => {
  const { states } = useWords();
  if (!(error instanceof Problem)) return [states.failed, error.message];
  const told = Object.entries(states.troubles).find(([name]) => name === troubleOf(error))?.[1];
  return told ?? [states.failed, error.detail || error.message];
};

/** What went wrong when the API was asked. */
export const ProblemShown = ({ error }: { error: Error }) => {
  const [why, whatToDo] = useTrouble(error);
  if (error instanceof Problem && error.reason) return <ReasonShown reason={error.reason} />;
  return (
    <div className="reason">
      <p className="why">{why}</p>
      <p className="what-to-do">{whatToDo}</p>
    </div>
  );
};
