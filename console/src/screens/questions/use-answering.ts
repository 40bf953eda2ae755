import type { Question } from '#contracts/question.ts';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { bestOf, chosen, KEEP_OUT, optionNamed, writtenOf } from './choose.ts';
import { type Drafts, useAnswered } from './drafts.ts';
import type { QueueState } from './use-queue.ts';
import { focusOn } from './use-steps.ts';
import { isComplete } from './value-form.ts';

const focusInput = (): void => focusOn('.option.chosen .value-input');

interface Answering {
  question: Question | undefined;
  drafts: Drafts;
  queue: QueueState;
  /** Goes on behind an answer. */
  goOn(): void;
  /** Opens a question. */
  open(id: string): void;
}

/** What can be said to the open question, and taken back. */
export const useAnswering = ({ question, drafts, queue, goOn, open }: Answering) => {
  const { questions: words } = useWords();
  const { tell } = useNotices();
  const answered = useAnswered(drafts);

  const choose = (name: string | undefined) => {
    const option = question && optionNamed(question, name);
    if (!question || !option) return;
    drafts.set(question.id, chosen(question, option, drafts.get(question.id)));
    if (option.value) focusInput();
  };
  const accept = () => {
    if (!question) return;
    const before = drafts.get(question.id);
    const option = optionNamed(question, before?.option) ?? bestOf(question);
    if (!option) {
      tell(words.chooseFirst);
      focusOn('.option input');
      return;
    }
    const draft = chosen(question, option, before);
    const isReady = isComplete(option, draft.given) && draft.codes?.length !== 0;
    drafts.set(question.id, { ...draft, ...(isReady && { isAnswered: true, at: Date.now() }) });
    if (isReady) goOn();
    else focusInput();
  };
  const takeBack = () => {
    const [id, draft] = answered.find(([each]) => each === question?.id) ?? answered.at(-1) ?? [];
    if (id && draft) {
      drafts.set(id, { ...draft, isAnswered: false });
      open(id);
    } else if (queue.applied.length > 0) void queue.undoApplied(queue.applied);
  };
  return {
    accept,
    takeBack,
    chooseNumber: (number: number) => {
      const option = question?.options[number - 1];
      choose(option?.name);
      if (option && !option.value && !option.byFile) accept();
    },
    edit: () => {
      const now = question && optionNamed(question, drafts.get(question.id)?.option);
      choose(now?.value ? now.name : question && writtenOf(question)?.name);
    },
    keepOut: () => choose(KEEP_OUT),
  };
};
