import '../dealer/without-eval.ts';
import { useId, useState } from 'react';
import { type Comparison, Condition } from '#contracts/dealer-rule.ts';
import { FACT_FIELDS, type FactField, OPERATORS, type Operator } from '#contracts/fact-fields.ts';
import { useWords } from '../../messages/language.tsx';

/** Comparisons joined in one way, as a form can show them. */
interface Flat {
  join: 'and' | 'or';
  comparisons: Comparison[];
}

const isComparison = (condition: Condition): condition is Comparison => 'field' in condition;

/** A condition as rows of a form; null where it is joined deeper than those tell. */
const flatOf = (condition: Condition | undefined): Flat | null => {
  if (!condition) return { join: 'and', comparisons: [] };
  if (isComparison(condition)) return { join: 'and', comparisons: [condition] };
  if ('not' in condition) return null;
  const [join, parts] =
    'and' in condition ? (['and', condition.and] as const) : (['or', condition.or] as const);
  return parts.every(isComparison) ? { join, comparisons: parts } : null;
};

const joined = ({ join, comparisons }: Flat): Condition | undefined => {
  const [first] = comparisons;
  if (!first || comparisons.length === 1) return first;
  return join === 'and' ? { and: comparisons } : { or: comparisons };
};

const FIELDS = Object.keys(FACT_FIELDS) as FactField[];
const STARTS = { text: '', number: 0, flag: true } as const;

const operatorsOf = (field: FactField): Operator[] =>
  (Object.keys(OPERATORS) as Operator[]).filter((is) =>
    (OPERATORS[is] as readonly string[]).includes(FACT_FIELDS[field]),
  );

/** A comparison of that field and kind with nothing in it yet. */
const begun = (field: FactField, is: Operator): Comparison => {
  const start = STARTS[FACT_FIELDS[field]];
  if (is === 'filled' || is === 'empty') return { field, is };
  if (is === 'between') return { field, is, from: 0, to: 0 };
  if (is === 'in' || is === 'not-in') return { field, is, values: [] };
  return { field, is, value: start } as Comparison;
};

interface Editing<Edited> {
  edited: Edited;
  change(next: Edited): void;
}

/** What a text is in a field; null where it is no number yet, as between two keys. */
const typed = (field: FactField, text: string): string | number | null => {
  if (FACT_FIELDS[field] !== 'number') return text;
  const number = Number(text.replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
};

interface Typing<Value> {
  label: string;
  /** What to write, said where what is written says nothing. */
  expects: string;
  value: Value;
  read(text: string): Value | null;
  write(value: Value): string;
  take(value: Value): void;
}

/** What is typed stays as it is typed; what it says is taken over where it says something. */
const TypedInput = <Value,>({ label, expects, value, read, write, take }: Typing<Value>) => {
  const [typing, setTyping] = useState({ text: write(value), of: JSON.stringify(value) });
  // Another row may have come into this one's place.
  const text = typing.of === JSON.stringify(value) ? typing.text : write(value);
  return (
    <input
      {...{ className: 'input', 'aria-label': label, value: text, required: true }}
      // At each turn: what was wrong may have been another row's.
      ref={(input) => input?.setCustomValidity(read(text) === null ? expects : '')}
      onChange={({ target }) => {
        const next = read(target.value);
        setTyping({ text: target.value, of: JSON.stringify(next ?? value) });
        if (next !== null) take(next);
      }}
    />
  );
};

const valuesIn = (field: FactField, text: string): (string | number)[] | null => {
  const values = text.split(',').map((one) => typed(field, one.trim()));
  return values.every((value) => value !== null && value !== '') ? (values as (string | number)[]) : null;
};

const ValueInput = ({ edited, change }: Editing<Comparison>) => {
  const { dealerRules } = useWords();
  const { field } = edited;
  const one = (label: string, value: string | number, take: (value: string | number) => void) => (
    <TypedInput
      {...{ label, expects: dealerRules.number, value, take, write: String }}
      read={(text) => typed(field, text)}
    />
  );
  if (edited.is === 'between')
    return (
      <span className="row together">
        {one(dealerRules.from, edited.from, (from) => change({ ...edited, from: Number(from) }))}
        {one(dealerRules.to, edited.to, (to) => change({ ...edited, to: Number(to) }))}
      </span>
    );
  if ('values' in edited)
    return (
      <TypedInput
        label={dealerRules.values}
        expects={FACT_FIELDS[field] === 'number' ? dealerRules.numbers : dealerRules.texts}
        value={edited.values as (string | number)[]}
        read={(text) => valuesIn(field, text)}
        write={(values) => values.join(', ')}
        take={(values) => change({ ...edited, values } as Comparison)}
      />
    );
  if (!('value' in edited)) return null;
  if (typeof edited.value === 'boolean')
    return (
      <select
        {...{ className: 'input', 'aria-label': dealerRules.value, value: String(edited.value) }}
        onChange={({ target }) => change({ ...edited, value: target.value === 'true' } as Comparison)}
      >
        <option value="true">{dealerRules.flags.true}</option>
        <option value="false">{dealerRules.flags.false}</option>
      </select>
    );
  return one(dealerRules.value, edited.value, (value) => change({ ...edited, value } as Comparison));
};

const Row = ({ edited, change, drop }: Editing<Comparison> & { drop(): void }) => {
  const { dealerRules } = useWords();
  return (
    <li className="form-fields">
      <select
        {...{ className: 'input', 'aria-label': dealerRules.field, value: edited.field }}
        onChange={({ target }) => {
          const field = target.value as FactField;
          change(begun(field, operatorsOf(field)[0] ?? 'filled'));
        }}
      >
        {FIELDS.map((field) => (
          <option key={field} value={field}>
            {dealerRules.fields(field)}
          </option>
        ))}
      </select>
      <select
        {...{ className: 'input', 'aria-label': dealerRules.is, value: edited.is }}
        onChange={({ target }) => change(begun(edited.field, target.value as Operator))}
      >
        {operatorsOf(edited.field).map((is) => (
          <option key={is} value={is}>
            {dealerRules.operators[is]}
          </option>
        ))}
      </select>
      <ValueInput key={`${edited.field} ${edited.is}`} edited={edited} change={change} />
      <button type="button" className="button bare" onClick={drop}>
        {dealerRules.drop}
      </button>
    </li>
  );
};

const Rows = ({ edited, change }: Editing<Flat>) => {
  const { dealerRules } = useWords();
  const { join, comparisons } = edited;
  const put = (at: number, next: Comparison[]) =>
    change({ join, comparisons: comparisons.toSpliced(at, 1, ...next) });
  return (
    <>
      {comparisons.length > 1 && (
        <select
          {...{ className: 'input narrow', 'aria-label': dealerRules.join, value: join }}
          onChange={({ target }) => change({ join: target.value as Flat['join'], comparisons })}
        >
          <option value="and">{dealerRules.joins.and}</option>
          <option value="or">{dealerRules.joins.or}</option>
        </select>
      )}
      <ul className="stack">
        {comparisons.map((comparison, at) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing but their place
            key={at}
            edited={comparison}
            change={(next) => put(at, [next])}
            drop={() => put(at, [])}
          />
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => change({ join, comparisons: [...comparisons, begun('ad.price', '>')] })}
      >
        {dealerRules.add}
      </button>
    </>
  );
};

/** The condition that a text is; null while it is none, as it is between two keys. */
const parsed = (text: string): Condition | null => {
  try {
    return Condition.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** When a rule speaks: rows of comparisons, or, where it is joined deeper, the condition as it is written. */
export const ConditionForm = ({ edited, change }: Editing<Condition | undefined>) => {
  const { dealerRules } = useWords();
  const id = useId();
  const flat = flatOf(edited);
  return (
    <fieldset className="stack">
      <legend>{dealerRules.when}</legend>
      {flat ? (
        <Rows edited={flat} change={(next) => change(joined(next))} />
      ) : (
        <div className="field">
          <label htmlFor={id}>{dealerRules.code}</label>
          <textarea
            {...{ id, className: 'input code', rows: 8, spellCheck: false }}
            defaultValue={JSON.stringify(edited, null, 2)}
            onChange={({ target }) => {
              const next = parsed(target.value);
              target.setCustomValidity(next ? '' : dealerRules.code);
              if (next) change(next);
            }}
          />
        </div>
      )}
    </fieldset>
  );
};
