import { useState } from 'react';
import { useWords } from '../../messages/language.tsx';
import { type Draft, valueAt } from './draft.ts';
import { Fields } from './field.tsx';
import { NAMED, type NamedPart, ruleFields } from './fields.ts';

const namesIn = (draft: Draft, part: NamedPart): string[] =>
  Object.keys((valueAt(draft.now, [part]) ?? {}) as object);

/** A new one begins with what it cannot be without. */
const BEGINNINGS: Record<NamedPart, (today: string) => unknown> = {
  conversion: (rateDate) => ({ rate: '', rateDate, markupPercent: '0', roundTo: 1000 }),
  locations: () => ({ address: '' }),
  channels: () => ({ feed: { publicUrl: '', path: '' } }),
};

const Another = ({ part, draft }: { part: NamedPart; draft: Draft }) => {
  const { dealer } = useWords();
  const { add, ask } = dealer.parts[part];
  const [name, setName] = useState('');
  const isKnown = namesIn(draft, part).includes(name.trim());
  const begin = () => {
    draft.put([part, name.trim()], BEGINNINGS[part](new Date().toISOString().slice(0, 10)));
    setName('');
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <input
        className="input narrow"
        aria-label={ask}
        placeholder={ask}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="button" disabled={name.trim() === '' || isKnown}>
        {add}
      </button>
    </form>
  );
};

/** Currencies, places or channels: each under its name. */
export const NamedParts = ({ part, draft }: { part: NamedPart; draft: Draft }) => {
  const { dealer } = useWords();
  return (
    <>
      {namesIn(draft, part).map((name) => (
        <fieldset key={name} className="form-part">
          <legend>{name}</legend>
          <Fields fields={NAMED[part](name)} draft={draft} />
          <button type="button" className="button bare" onClick={() => draft.put([part, name], undefined)}>
            {dealer.remove(name)}
          </button>
        </fieldset>
      ))}
      <Another part={part} draft={draft} />
    </>
  );
};

/** Rules of prices in their order: of what is said twice the last word holds. */
export const PriceRules = ({ draft }: { draft: Draft }) => {
  const { dealer } = useWords();
  const rules = (valueAt(draft.now, ['pricing']) ?? []) as unknown[];
  return (
    <>
      <h3>{dealer.rulesTitle}</h3>
      <p className="quiet small">{dealer.rulesHint}</p>
      {rules.map((_, place) => {
        const { when, says } = ruleFields(place);
        const name = dealer.rule(place + 1);
        return (
          <fieldset key={name} className="form-part">
            <legend>{name}</legend>
            <p className="quiet small">{dealer.ruleOf}</p>
            <Fields fields={when} draft={draft} />
            <p className="quiet small">{dealer.ruleSays}</p>
            <Fields fields={says} draft={draft} />
            <button
              type="button"
              className="button bare"
              onClick={() => draft.put(['pricing'], rules.length > 1 ? rules.toSpliced(place, 1) : undefined)}
            >
              {dealer.remove(name)}
            </button>
          </fieldset>
        );
      })}
      <button
        type="button"
        className="button"
        onClick={() => draft.put(['pricing'], [...rules, { when: {}, percent: '0' }])}
      >
        {dealer.addRule}
      </button>
    </>
  );
};

/** All of it as it is kept, with what no field shows. */
export const Whole = ({ draft }: { draft: Draft }) => {
  const { dealer } = useWords();
  const [text, setText] = useState<string | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const write = (next: string) => {
    setText(next);
    try {
      draft.put([], JSON.parse(next));
      setIsBroken(false);
    } catch {
      setIsBroken(true);
    }
  };
  return (
    <div className="field">
      <label htmlFor="whole">{dealer.wholeLabel}</label>
      <textarea
        id="whole"
        className="input code"
        rows={16}
        spellCheck={false}
        aria-describedby="whole-expects"
        aria-invalid={isBroken}
        value={text ?? JSON.stringify(draft.now, null, 2)}
        onChange={({ target }) => write(target.value)}
        onBlur={() => {
          if (!isBroken) setText(null);
        }}
      />
      <span id="whole-expects" className={isBroken ? 'fault' : 'hint'}>
        {isBroken ? dealer.wholeBroken : dealer.wholeHint}
      </span>
    </div>
  );
};
