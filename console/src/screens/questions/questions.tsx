import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { Drafts } from './drafts.ts';
import { EvidencePane, type ShownQuestion } from './evidence.tsx';
import { type Acts, useKeys } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { toggleCode } from './machines.tsx';
import { NothingWaits } from './nothing-waits.tsx';
import { QuestionCard } from './question-card.tsx';
import { QuestionList } from './question-list.tsx';
import { ConfirmDialog, PreviewDialog, QueueBar } from './queue-bar.tsx';
import { useAnswering } from './use-answering.ts';
import { useFound, useQuestions, useSteadyOrder } from './use-questions.ts';
import { useQueue } from './use-queue.ts';
import { FROM, focusOn, HEADING_ID, useOpen, usePlace, useSteps } from './use-steps.ts';
import { useTaking } from './use-taking.ts';
import '../../styles/questions.css';

/** Drops answers about what has changed meanwhile, and says so; gives the questions that it happened to. */
const useStaleDropped = (drafts: Drafts, questions: readonly ShownQuestion[], isWhole: boolean) => {
  const { questions: words } = useWords();
  const { tell } = useNotices();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const dropped = isWhole ? drafts.keepOnlyOf(questions) : [];
    if (dropped.length === 0) return;
    setChanged((before) => new Set([...before, ...dropped]));
    tell(words.dropped(dropped.length));
  }, [drafts, questions, isWhole, tell, words]);
  return changed;
};

interface Desk {
  dealerId: string;
  questions: readonly ShownQuestion[];
  isWhole: boolean;
}

const nothing = (): void => undefined;
/** Of who may only look. */
const NO_ANSWERING = {
  ...{ accept: nothing, takeBack: nothing, chooseNumber: nothing, edit: nothing, keepOut: nothing },
};

/** The three panes, and what keys do there. */
const QuestionDesk = ({ dealerId, questions: all, isWhole }: Desk) => {
  const [place, go] = usePlace();
  const drafts = useMemo(() => new Drafts(dealerId), [dealerId]);
  const questions = useSteadyOrder(all);
  const found = useFound(questions, place);
  const changed = useStaleDropped(drafts, questions, isWhole);
  const queue = useQueue({ dealerId, questions, drafts });
  const { at, question } = useOpen(found, place, drafts);
  const { seen, see, step, stepMachine, nextOpen } = useSteps({ found, at, drafts, place, go });
  const open = (id: string) => {
    const isFound = found.some((each) => each.id === id);
    go({ q: id, machine: '', ...(!isFound && { kind: '', find: '' }) }, { replace: true });
  };
  const answering = useAnswering({ question, drafts, queue, goOn: nextOpen, open });
  const take = useTaking(question, drafts);
  const [dialog, setDialog] = useState<'keys' | 'preview' | null>(null);
  const close = () => setDialog(null);
  const preview = () => queue.answers.length > 0 && setDialog('preview');
  const mayAnswer = useMay()('questions.answer', dealerId);
  const { accept, takeBack, chooseNumber, edit, keepOut } = mayAnswer ? answering : NO_ANSWERING;
  const acts: Acts = {
    ...{ accept, edit, keepOut, preview, skip: nextOpen, undo: takeBack, option: chooseNumber },
    next: () => step(1),
    previous: () => step(-1),
    nextMachine: () => stepMachine(1),
    previousMachine: () => stepMachine(-1),
    check: () => mayAnswer && question && seen && toggleCode(question, drafts, seen),
    find: () => focusOn('#find-question'),
    help: () => setDialog('keys'),
  };
  useKeys(acts, () => focusOn(`#${HEADING_ID}`));
  return (
    <div className="questions">
      <QuestionList {...{ questions, found, changed, drafts, place, go }} openId={question?.id} />
      {question && (
        <>
          <QuestionCard
            {...{ question, drafts, seen, see, step, accept, takeBack }}
            position={{ at: at + 1, of: found.length }}
          />
          <EvidencePane key={question.id} {...{ question, seen, take }} />
        </>
      )}
      {mayAnswer && <QueueBar {...{ queue, questions, open, preview }} help={() => setDialog('keys')} />}
      {dialog === 'keys' && <KeysDialog onClose={close} />}
      {dialog === 'preview' && <PreviewDialog queue={queue} questions={questions} onClose={close} />}
      {queue.confirming && <ConfirmDialog queue={queue} error={queue.confirming} />}
    </div>
  );
};

/** Screen B: what stands between machines and their ads, asked once each. */
export const Questions = () => {
  const { dealerId } = useParams({ from: FROM });
  const { questions: words } = useWords();
  const { isWhole, ...asked } = useQuestions(dealerId);
  return (
    <>
      <div className="screen-head questions-head">
        <h1>{words.title}</h1>
        {asked.data && asked.data.length > 0 && <p className="quiet">{words.lead}</p>}
      </div>
      <Answered asked={asked}>
        {(questions) =>
          questions.length === 0 ? (
            <NothingWaits dealerId={dealerId} />
          ) : (
            <QuestionDesk key={dealerId} dealerId={dealerId} questions={questions} isWhole={isWhole} />
          )
        }
      </Answered>
    </>
  );
};
