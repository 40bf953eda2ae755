import type { Option, Question } from '#contracts/question.ts';
import { useSpeech, useWords } from '../../messages/language.tsx';
import { DropZone } from '../../parts/drop-zone.tsx';
import { PictureDrop, usePutting } from '../../parts/picture-drop.tsx';
import { useMay } from '../../shell/may.ts';
import { chosen, KEEP_OUT, optionNamed } from './choose.ts';
import { type Drafts, useDraft } from './drafts.ts';
import { OF_NUMBERS } from './use-taking.ts';
import { type Input, inputsOf, isComplete } from './value-form.ts';

/** The answer that takes the address of a picture, or the picture itself. */
const PICTURE = 'picture';

/** What an answer does, said before it is given. */
const Effect = ({ option: { publishes, removes } }: { option: Option }) => {
  const { questions: words } = useWords();
  return (
    <span className="effect small">
      {publishes.length > 0 && <span className="good">{words.publishes(publishes.length)}</span>}
      {removes.length > 0 && <span className="bad">{words.removes(removes.length)}</span>}
    </span>
  );
};

/** What an input is called, with its unit. */
const useInputName = () => {
  const { questions: words } = useWords();
  return (option: Option, { name }: Input): readonly [label: string, unit: string] => {
    if (option.name === KEEP_OUT) return [words.whyKeptOut, words.optional];
    const [only] = option.value?.fields ?? [];
    const tag = name || only || option.name;
    const known = Object.entries(words.fieldOf).find(([field]) => field === tag)?.[1];
    return known ? [known[0] ?? tag, known[1] ?? ''] : [name || words.value, ''];
  };
};

interface Writing {
  question: Question;
  option: Option;
  drafts: Drafts;
}

const inputId = (question: Question, option: Option, { name }: Input): string =>
  `value-${question.id}-${option.name}-${name}`;

const ValueInput = ({ question, option, input, drafts }: Writing & { input: Input }) => {
  const { questions: words } = useWords();
  const [label, unit] = useInputName()(option, input);
  const draft = useDraft(drafts, question.id);
  const id = inputId(question, option, input);
  const write = (text: string) => {
    const base = chosen(question, option, drafts.get(question.id));
    drafts.set(question.id, { ...base, given: { ...base.given, [input.name]: text } });
  };
  const value = draft?.option === option.name ? (draft.given[input.name] ?? '') : '';
  return (
    <div className="field">
      <label htmlFor={id}>{words.unit(label, unit)}</label>
      <input
        id={id}
        className="input value-input"
        name={input.name}
        data-unit={unit}
        value={value}
        onChange={({ target }) => write(target.value)}
        list={input.allowed.length > 0 ? `${id}-allowed` : undefined}
        aria-describedby={input.example ? `${id}-hint` : undefined}
        autoComplete="off"
      />
      {input.allowed.length > 0 && (
        <datalist id={`${id}-allowed`}>
          {input.allowed.map((allowed) => (
            <option key={allowed} value={allowed} />
          ))}
        </datalist>
      )}
      {input.example && (
        <p className="hint" id={`${id}-hint`}>
          {input.allowed.length > 0
            ? `${words.allowed}: ${input.allowed.join(', ')}`
            : words.example(input.example)}
        </p>
      )}
    </div>
  );
};

const ValueInputs = (writing: Writing) => {
  const { questions: words } = useWords();
  const { question, option } = writing;
  return (
    <div className="value-inputs">
      {inputsOf(option).map((input) => (
        <ValueInput key={input.name} {...writing} input={input} />
      ))}
      {OF_NUMBERS.has(question.kind) && option.name !== KEEP_OUT && (
        <p className="small quiet">{words.takeFromPage}</p>
      )}
    </div>
  );
};

const PictureAsked = ({ dealerId, add }: { dealerId: string; add(address: string): void }) => (
  <PictureDrop {...usePutting(dealerId, add)} isMany={false} />
);

const OptionShown = ({ question, option, at, drafts }: Writing & { at: number }) => {
  const { said } = useSpeech();
  const isChosen = useDraft(drafts, question.id)?.option === option.name;
  const write = (address: string) => {
    const base = chosen(question, option, drafts.get(question.id));
    drafts.set(question.id, { ...base, given: { ...base.given, '': address } });
  };
  return (
    <li className={isChosen ? 'option chosen' : 'option'}>
      <label>
        <input
          type="radio"
          name={`option-${question.id}`}
          checked={isChosen}
          onChange={() => drafts.set(question.id, chosen(question, option, drafts.get(question.id)))}
        />
        {at < 9 && <kbd>{at + 1}</kbd>}
        <span>
          {said.why(option.says)}
          <Effect option={option} />
          {option.against.map((why) => (
            <span key={why.code} className="against small">
              {said.why(why)}
            </span>
          ))}
        </span>
      </label>
      {isChosen && option.value && <ValueInputs question={question} option={option} drafts={drafts} />}
      {isChosen && option.name === PICTURE && <PictureAsked dealerId={question.dealerId} add={write} />}
      {isChosen && option.byFile && <DropZone dealerId={question.dealerId} />}
    </li>
  );
};

/** The ways to answer, and the giving of the answer. */
export const Options = ({
  question,
  drafts,
  accept,
  takeBack,
}: {
  question: Question;
  drafts: Drafts;
  accept(): void;
  takeBack(): void;
}) => {
  const { questions: words } = useWords();
  const mayAnswer = useMay()('questions.answer', question.dealerId);
  const draft = useDraft(drafts, question.id);
  const option = optionNamed(question, draft?.option);
  const isReady = option !== undefined && draft !== null && isComplete(option, draft.given);
  return (
    <form
      className="options"
      onSubmit={(event) => {
        event.preventDefault();
        accept();
      }}
    >
      <fieldset disabled={!mayAnswer}>
        <legend className="unseen">{words.answers}</legend>
        <ol>
          {question.options.map((each, at) => (
            <OptionShown key={each.name} question={question} option={each} at={at} drafts={drafts} />
          ))}
        </ol>
      </fieldset>
      {!mayAnswer ? (
        <p className="small quiet">{words.onlyLooking}</p>
      ) : draft?.isAnswered ? (
        <div className="row">
          <p className="badge good">{words.answered}</p>
          <button type="button" className="button" onClick={takeBack}>
            {words.takeBack} <kbd>u</kbd>
          </button>
          <p className="small quiet">{words.inQueue}</p>
        </div>
      ) : (
        !option?.byFile && (
          <button type="submit" className="button main" disabled={!isReady || draft.codes?.length === 0}>
            {words.accept} <kbd>a</kbd>
          </button>
        )
      )}
    </form>
  );
};
