import type { Question } from '#contracts/question.ts';
import { useSpeech } from '../../messages/language.tsx';
import type { Drafts } from './drafts.ts';
import { Machines } from './machines.tsx';
import { Options } from './options.tsx';
import { HEADING_ID } from './use-steps.ts';

interface Card {
  question: Question;
  drafts: Drafts;
  position: { at: number; of: number };
  seen: string | undefined;
  see(code: string): void;
  step(by: 1 | -1): void;
  accept(): void;
  takeBack(): void;
}

/** One question: what is asked, the ways to answer, and whom it concerns. */
export const QuestionCard = ({ question, drafts, position, seen, see, step, accept, takeBack }: Card) => {
  const { words, said } = useSpeech();
  const { questions: own } = words;
  return (
    <article className="question-card" aria-labelledby={HEADING_ID}>
      <div className="card-head small quiet">
        <span className="badge">{own.kinds[question.kind]}</span>
        <span>{own.position(position.at, position.of)}</span>
        <span className="steps">
          <button type="button" className="button bare" aria-label={own.previous} onClick={() => step(-1)}>
            ↑
          </button>
          <button type="button" className="button bare" aria-label={own.next} onClick={() => step(1)}>
            ↓
          </button>
        </span>
      </div>
      <h2 id={HEADING_ID} tabIndex={-1}>
        {said.why(question.asks)}
      </h2>
      <Options question={question} drafts={drafts} accept={accept} takeBack={takeBack} />
      <Machines key={question.id} question={question} drafts={drafts} seen={seen} see={see} />
    </article>
  );
};
