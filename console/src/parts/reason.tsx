import { Link, useParams } from '@tanstack/react-router';
import type { Reason } from '#contracts/reason.ts';
import { Problem } from '../api/client.ts';
import { useSpeech, useWords } from '../messages/language.tsx';
import type { Section } from '../shell/sections.ts';
import { withActsHere } from './acts-here.ts';

/** The dealer that one is at, or that a reason speaks of. */
const useDealerOf = ({ values }: Reason): string | undefined => {
  const { dealerId } = useParams({ strict: false });
  return dealerId ?? (typeof values.dealerId === 'string' ? values.dealerId : undefined);
};

const SectionLink = ({
  section: { to, name },
  dealerId,
}: {
  section: Section;
  dealerId: string | undefined;
}) => {
  const { shell } = useWords();
  if (to.includes('$dealerId') && dealerId === undefined) return `«${shell[name]}»`;
  return (
    <Link to={to} params={dealerId === undefined ? {} : { dealerId }}>
      {shell[name]}
    </Link>
  );
};

/** What to do, where the console can do it there. */
const WhatToDo = ({ sentence, reason }: { sentence: string; reason: Reason }) => {
  const dealerId = useDealerOf(reason);
  return (
    <p className="what-to-do">
      {withActsHere(sentence, reason).map((part, at) =>
        typeof part === 'string' ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence stay in their order
          <SectionLink key={at} section={part} dealerId={dealerId} />
        ),
      )}
    </p>
  );
};

/** Why something is as it is, and what to do about it. */
export const ReasonShown = ({ reason }: { reason: Reason }) => {
  const { said } = useSpeech();
  const whatToDo = said.whatToDo(reason);
  return (
    <div className="reason">
      <p className="why">{said.why(reason)}</p>
      {whatToDo && <WhatToDo sentence={whatToDo} reason={reason} />}
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
