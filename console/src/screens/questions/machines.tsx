import { useState } from 'react';
import type { Question, QuestionedMachine } from '#contracts/question.ts';
import { useWords } from '../../messages/language.tsx';
import { chosen, optionNamed } from './choose.ts';
import { type Drafts, useDraft } from './drafts.ts';

/** So many at once: a page of a thousand would be slow, and nobody reads it. */
const SHOWN_AT_ONCE = 60;

/** Which machines the answer is about, where it can be limited to some; null where it cannot. */
const useCodes = (question: Question, drafts: Drafts) => {
  const draft = useDraft(drafts, question.id);
  const option = optionNamed(question, draft?.option);
  if (!option?.ofEach) return null;
  const codes = draft?.codes ?? question.codes;
  return new Set(codes);
};

/** Has the answer be about a machine, or not. */
export const toggleCode = (question: Question, drafts: Drafts, code: string): void => {
  const draft = drafts.get(question.id);
  const option = optionNamed(question, draft?.option) ?? question.options.find(({ ofEach }) => ofEach);
  if (!option?.ofEach) return;
  const codes = new Set(draft?.codes ?? question.codes);
  if (!codes.delete(code)) codes.add(code);
  const isAll = codes.size === question.codes.length;
  drafts.set(question.id, { ...chosen(question, option, draft), codes: isAll ? null : [...codes] });
};

interface Rowed {
  machine: QuestionedMachine;
  isSeen: boolean;
  isChecked: boolean | undefined;
  see(code: string): void;
  toggle(code: string): void;
}

const MachineRow = ({ machine, isSeen, isChecked, see, toggle }: Rowed) => {
  const { questions: words } = useWords();
  const { modelCode, title, price, color } = machine;
  return (
    <tr className={isSeen ? 'seen' : ''}>
      {isChecked !== undefined && (
        <td>
          <input
            type="checkbox"
            aria-label={words.concerns(modelCode)}
            checked={isChecked}
            onChange={() => toggle(modelCode)}
          />
        </td>
      )}
      <td>
        <button type="button" className="link" aria-current={isSeen} onClick={() => see(modelCode)}>
          {modelCode}
        </button>
      </td>
      <td>
        {title}
        {color && <span className="small quiet color">{color}</span>}
      </td>
      <td className="number">{price}</td>
    </tr>
  );
};

const Checked = ({ codes, of }: { codes: ReadonlySet<string>; of: number }) => {
  const { questions: words } = useWords();
  const text =
    codes.size === of
      ? words.allChecked
      : codes.size === 0
        ? words.noneChecked
        : words.checked(codes.size, of);
  return <p className="small quiet">{text}</p>;
};

interface Pane {
  question: Question;
  drafts: Drafts;
  /** The code of the machine whose evidence is shown. */
  seen: string | undefined;
  see(code: string): void;
}

/** The machines that a question is about, as buyers will see them. */
export const Machines = ({ question, drafts, seen, see }: Pane) => {
  const { questions: words } = useWords();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const codes = useCodes(question, drafts);
  const { machines } = question;
  if (machines.length === 0) return <p className="quiet">{words.noMachines}</p>;
  return (
    <section className="machines" aria-label={words.machines}>
      <h3>
        {words.machines} <span className="quiet">{machines.length}</span>
      </h3>
      {codes && <Checked codes={codes} of={question.codes.length} />}
      <table>
        <thead className="unseen">
          <tr>
            {codes && <td />}
            <th scope="col">{words.colOf.code}</th>
            <th scope="col">{words.colOf.title}</th>
            <th scope="col">{words.colOf.price}</th>
          </tr>
        </thead>
        <tbody>
          {machines.slice(0, shown).map((machine) => (
            <MachineRow
              key={machine.modelCode + machine.title}
              machine={machine}
              isSeen={machine.modelCode === seen}
              isChecked={codes?.has(machine.modelCode)}
              see={see}
              toggle={(code) => toggleCode(question, drafts, code)}
            />
          ))}
        </tbody>
      </table>
      {machines.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          {words.more(Math.min(SHOWN_AT_ONCE, machines.length - shown))}
        </button>
      )}
    </section>
  );
};
