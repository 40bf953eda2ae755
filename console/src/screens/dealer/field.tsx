import { useId } from 'react';
import { useWords, type Words } from '../../messages/language.tsx';
import { type Draft, type Path, valueAt } from './draft.ts';
import type { Field } from './fields.ts';

const begins = (path: Path, beginning: Path): boolean => beginning.every((key, at) => path[at] === key);

/** What is wrong there: of the value itself, or of one of those in it. */
const faultAt = ({ faults }: Draft, path: Path) => faults.find((fault) => begins(fault.path, path));

const BETWEEN = /[,;\n]/;

const listOf = (text: string): string[] => text.split(BETWEEN).map((part) => part.trimStart());

/** What is written, as the configuration has it; nothing written is nothing there. */
const READ: Record<Field['as'], (text: string) => unknown> = {
  text: (text) => text || undefined,
  long: (text) => text || undefined,
  day: (text) => text || undefined,
  choice: (text) => text || undefined,
  whole: (text) => (text === '' ? undefined : Number(text)),
  number: (text) => (text === '' ? undefined : Number(text)),
  list: (text) => (text === '' ? undefined : listOf(text)),
  switch: (text) => text === 'true',
};

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);

const BOOST = /^x(\d+)_(\d)$/;

const nameOf = (choice: string, { dealer }: Words): string => {
  const [, times, days] = BOOST.exec(choice) ?? [];
  if (times && days) return dealer.boost(Number(times), Number(days));
  return dealer.choices[choice as keyof typeof dealer.choices] ?? choice;
};

interface Written {
  field: Field;
  value: unknown;
  write(text: string): void;
  told: { id: string; 'aria-describedby': string; 'aria-invalid': boolean };
}

const TYPES: Partial<Record<Field['as'], string>> = { whole: 'number', number: 'number', day: 'date' };

const Control = ({ field: { as, choices = [] }, value, write, told }: Written) => {
  const words = useWords();
  const control = { ...told, className: 'input', value: textOf(value) };
  const hear = ({ target }: { target: { value: string } }) => write(target.value);
  if (as === 'long') return <textarea {...control} rows={6} onChange={hear} />;
  if (as !== 'choice' && as !== 'switch')
    return (
      <input
        {...control}
        type={TYPES[as] ?? 'text'}
        step={as === 'number' ? 'any' : undefined}
        onChange={hear}
      />
    );
  return (
    <select {...control} onChange={hear}>
      {as === 'choice' && <option value="">{words.dealer.unsaid}</option>}
      {(as === 'choice' ? choices : ['true', 'false']).map((each) => (
        <option key={each} value={each}>
          {as === 'choice' ? nameOf(each, words) : each === 'true' ? words.states.yes : words.states.no}
        </option>
      ))}
    </select>
  );
};

/** A value with its name, what is expected of it, and what is wrong with it. */
const FieldShown = ({ field, draft }: { field: Field; draft: Draft }) => {
  const { dealer } = useWords();
  const id = useId();
  const { name, path, as, heads, within } = field;
  if (within && valueAt(draft.now, within) === undefined) return null;
  const value = valueAt(draft.now, path);
  const fault = faultAt(draft, path);
  const { label, expects } = dealer.fields[name];
  const write = (text: string) => {
    const read = READ[as](text);
    draft.put(read === undefined && heads ? heads : path, read);
  };
  return (
    <div className={as === 'long' ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <Control
        {...{ field, value, write }}
        told={{ id, 'aria-describedby': `${id}-expects`, 'aria-invalid': fault !== undefined }}
      />
      <span id={`${id}-expects`} className={fault ? 'fault' : 'hint'}>
        {fault ? dealer.mend(expects) : expects}
      </span>
    </div>
  );
};

export const Fields = ({ fields, draft }: { fields: readonly Field[]; draft: Draft }) => (
  <div className="form-fields">
    {fields.map((field) => (
      <FieldShown key={JSON.stringify(field.path)} field={field} draft={draft} />
    ))}
  </div>
);
