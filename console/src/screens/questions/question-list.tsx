import { memo, useEffect, useRef, useState } from 'react';
import type { Question } from '#contracts/question.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { type Drafts, useDraft } from './drafts.ts';
import type { Place } from './place.ts';
import type { Go } from './use-steps.ts';

const Worth = ({ question: { frees, worthRoubles } }: { question: Question }) => {
  const { questions: words } = useWords();
  const { roubles } = useFigures();
  if (frees === 0) return <span className="quiet">{words.notAlone}</span>;
  return (
    <span className="worth">
      {words.frees(frees)}
      {worthRoubles > 0 && <> · {roubles(worthRoubles)}</>}
    </span>
  );
};

interface Listed {
  question: Question;
  drafts: Drafts;
  isOpen: boolean;
  isChanged: boolean;
  open(id: string): void;
}

const ListItem = memo(({ question, drafts, isOpen, isChanged, open }: Listed) => {
  const { words, said } = useSpeech();
  const item = useRef<HTMLButtonElement>(null);
  const isAnswered = useDraft(drafts, question.id)?.isAnswered ?? false;
  useEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li>
      <button
        ref={item}
        type="button"
        className="question-item"
        aria-current={isOpen}
        onClick={() => open(question.id)}
      >
        <span className="asks">{said.why(question.asks)}</span>
        <span className="row small">
          <Worth question={question} />
          {isAnswered && <span className="badge good">{words.questions.answered}</span>}
          {isChanged && <span className="badge wait">{words.questions.changed}</span>}
        </span>
      </button>
    </li>
  );
});

/** The cause that the list is limited to. */
const Kinds = ({ questions, place, go }: { questions: readonly Question[]; place: Place; go: Go }) => {
  const { questions: words } = useWords();
  const counts = Map.groupBy(questions, ({ kind }) => kind);
  return (
    <select
      className="input"
      aria-label={words.list}
      value={place.kind ?? ''}
      onChange={({ target }) => go({ kind: target.value })}
    >
      <option value="">
        {words.all} · {questions.length}
      </option>
      {[...counts].map(([kind, same]) => (
        <option key={kind} value={kind}>
          {words.kinds[kind]} · {same.length}
        </option>
      ))}
    </select>
  );
};

const PAUSE_MS = 200;

/** What the list is limited to by words: into the address once one pauses, so that typing stays light. */
const Find = ({ find, limit }: { find: string; limit(find: string): void }) => {
  const { questions: words } = useWords();
  const [text, setText] = useState(find);
  const pause = useRef(0);
  useEffect(() => setText(find), [find]);
  useEffect(() => () => clearTimeout(pause.current), []);
  const write = (next: string) => {
    setText(next);
    clearTimeout(pause.current);
    pause.current = window.setTimeout(() => limit(next), PAUSE_MS);
  };
  return (
    <input
      id="find-question"
      className="input"
      type="search"
      aria-label={words.find}
      placeholder={words.find}
      value={text}
      onChange={({ target }) => write(target.value)}
    />
  );
};

interface Pane {
  questions: readonly Question[];
  found: readonly Question[];
  openId: string | undefined;
  changed: ReadonlySet<string>;
  drafts: Drafts;
  place: Place;
  go: Go;
}

/** The questions by cause, what frees most first. */
export const QuestionList = ({ questions, found, openId, changed, drafts, place, go }: Pane) => {
  const { questions: words } = useWords();
  const last = useRef(go);
  last.current = go;
  const open = useRef((id: string) => last.current({ q: id, machine: '' })).current;
  return (
    <nav className="question-list" aria-label={words.list}>
      <div className="limits">
        <Kinds questions={questions} place={place} go={go} />
        <Find find={place.find ?? ''} limit={(find) => go({ find }, { replace: true })} />
      </div>
      {found.length === 0 && (
        <div className="state">
          <p className="quiet">{words.nothingFound}</p>
          <button type="button" className="button" onClick={() => go({ kind: '', find: '' })}>
            {words.showAll}
          </button>
        </div>
      )}
      <ol>
        {found.map((question) => (
          <ListItem
            key={question.id}
            question={question}
            drafts={drafts}
            isOpen={question.id === openId}
            isChanged={changed.has(question.id)}
            open={open}
          />
        ))}
      </ol>
    </nav>
  );
};
