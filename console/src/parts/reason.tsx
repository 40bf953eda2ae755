import type { Reason } from '#contracts/reason.ts';
import { Problem } from '../api/client.ts';
import { useSpeech } from '../messages/language.tsx';

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

/** What went wrong when the API was asked. */
export const ProblemShown = ({ error }: { error: Error }) => {
  const { words } = useSpeech();
  if (error instanceof Problem && error.reason) return <ReasonShown reason={error.reason} />;
  const isForbidden = error instanceof Problem && error.status === 403;
  return (
    <div className="reason">
      <p className="why">{isForbidden ? words.states.notAllowed : words.states.failed}</p>
      <p className="what-to-do">
        {isForbidden
          ? words.states.notAllowedToDo
          : error instanceof Problem
            ? error.detail || error.message
            : error.message}
      </p>
    </div>
  );
};
