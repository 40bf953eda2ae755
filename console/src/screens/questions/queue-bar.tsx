import type { Question } from '#contracts/question.ts';
import { Problem } from '../../api/client.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { AskDialog } from '../../parts/dialog.tsx';
import { ProblemShown } from '../../parts/reason.tsx';
import type { Foreseen, QueueState } from './use-queue.ts';

const figuresOf = ({ publishes, removes, feed }: Foreseen) => ({
  ...{ publish: publishes.length, remove: removes.length, ...feed },
});

interface Bar {
  queue: QueueState;
  questions: readonly Question[];
  /** Opens a question. */
  open(id: string): void;
  preview(): void;
  help(): void;
}

/** Why answers cannot be given so, and of several the question whose answer it is that cannot. */
const Refused = ({ error, questions, open }: { error: Error } & Pick<Bar, 'questions' | 'open'>) => {
  const { words, said } = useSpeech();
  const id = error instanceof Problem ? error.question : undefined;
  const question = questions.find((each) => each.id === id);
  return (
    <div className="stack tight">
      {question && (
        <button type="button" className="link refused" onClick={() => open(question.id)}>
          {words.questions.refusedOf(said.why(question.asks))}
        </button>
      )}
      <ProblemShown error={error} />
    </div>
  );
};

/** What all answers would do, or why they cannot be given so. */
const Foresight = ({ queue: { answers, foreseen }, questions, open }: Bar) => {
  const { questions: words } = useWords();
  if (answers.length === 0) return <span className="quiet">{words.noAnswers}</span>;
  if (foreseen.error) return <Refused error={foreseen.error} questions={questions} open={open} />;
  if (!foreseen.data) return <span className="quiet">{words.foreseeing}</span>;
  return <strong>{words.foreseen(figuresOf(foreseen.data))}</strong>;
};

/** That answers are on their way: a list of thousands is judged anew and its feed built, which takes seconds. */
const AtWork = ({ count }: { count: number }) => {
  const { questions: words } = useWords();
  return (
    <>
      <strong>{words.appliesNow(count)}</strong>
      <progress className="progress" aria-label={words.applying} />
    </>
  );
};

/** How many answers there are and what they would do; while they are applied, that they are. */
const BarSays = (bar: Bar) => {
  const { questions: words } = useWords();
  const { answers, applies } = bar.queue;
  if (applies > 0) return <AtWork count={applies} />;
  return (
    <>
      {answers.length > 0 && <span>{words.queue(answers.length, bar.questions.length)}</span>}
      <Foresight {...bar} />
    </>
  );
};

/** At the foot: what Apply would do, before it is pressed. */
export const QueueBar = (bar: Bar) => {
  const { questions: words } = useWords();
  const { queue, preview, help } = bar;
  const { answers, foreseen, apply, applies } = queue;
  const isApplying = applies > 0;
  const isReady = answers.length > 0 && !isApplying && !foreseen.error && foreseen.data !== undefined;
  return (
    <footer className="queue-bar">
      <div className="foresight" aria-live="polite">
        <BarSays {...bar} />
      </div>
      <div className="row">
        <button type="button" className="button bare help" onClick={help}>
          {words.help} <kbd>?</kbd>
        </button>
        <button type="button" className="button preview" disabled={answers.length === 0} onClick={preview}>
          {words.preview} <kbd>p</kbd>
        </button>
        <button type="button" className="button main" disabled={!isReady} onClick={() => void apply()}>
          {isApplying ? words.applying : words.apply}
        </button>
      </div>
    </footer>
  );
};

const Codes = ({ title, codes, look }: { title: string; codes: readonly string[]; look: string }) =>
  codes.length === 0 ? null : (
    <div>
      <h3 className={look}>
        {title}: {codes.length}
      </h3>
      <p className="codes">{codes.join(', ')}</p>
    </div>
  );

interface Preview {
  queue: QueueState;
  questions: readonly Question[];
  onClose(): void;
}

/** What answers do, in detail, what is removed first; from here they are applied. */
export const PreviewDialog = ({ queue, questions, onClose }: Preview) => {
  const { words, said } = useSpeech();
  const { questions: own } = words;
  const { data, error } = queue.foreseen;
  const asksOf = (id: string) => questions.find((question) => question.id === id)?.asks;
  return (
    <AskDialog
      title={own.previewTitle}
      act={own.apply}
      isReady={data !== undefined && !error && queue.applies === 0}
      isGrave={(data?.removes.length ?? 0) > 0}
      onClose={onClose}
      onAct={() => {
        onClose();
        void queue.apply();
      }}
    >
      {error && <ProblemShown error={error} />}
      {!data && !error && <p className="quiet">{own.foreseeing}</p>}
      {data && !error && (
        <>
          <p>
            <strong>{own.foreseen(figuresOf(data))}</strong>
          </p>
          <Codes title={own.removedFirst} codes={data.removes} look="bad" />
          <Codes title={own.published} codes={data.publishes} look="good" />
          <h3>{own.perAnswer}</h3>
          <ul className="stack">
            {data.answers.map(({ question, says, publishes, removes }) => {
              const asks = asksOf(question);
              return (
                <li key={question}>
                  {asks && <p className="quiet small">{said.why(asks)}</p>}
                  <p>{said.why(says)}</p>
                  <p className="small">
                    {own.publishes(publishes.length)}, {own.removes(removes.length)}
                  </p>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </AskDialog>
  );
};

/** That more than half of the feed goes is asked once more. */
export const ConfirmDialog = ({ queue, error }: { queue: QueueState; error: Error }) => {
  const { questions: words } = useWords();
  return (
    <AskDialog
      title={words.confirmTitle}
      act={words.confirmAct}
      isGrave
      onClose={() => queue.setConfirming(null)}
      onAct={() => void queue.apply(true)}
    >
      <ProblemShown error={error} />
    </AskDialog>
  );
};
