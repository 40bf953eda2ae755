import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { StockValues } from '#contracts/stock.ts';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { ProblemShown } from '../../parts/reason.tsx';

/** What can be said in one sentence, and the values that it makes of what is written beside it. */
const WHATS = {
  sold: () => ({ quantity: 0 }),
  'in-stock': (text) => ({ availability: 'in-stock', quantity: Number(text || 1) }),
  'on-order': (text) => ({ availability: 'on-order', ...(text && { arrives: text }) }),
  price: (text) => ({ price: { amount: `${text.replaceAll(/\s/g, '')}.00`, currency: 'RUB' } }),
  location: (text) => ({ location: text }),
  vin: (text) => ({ vin: text.toUpperCase() }),
  note: (text) => ({ note: text }),
} satisfies Record<string, (text: string) => Partial<StockValues>>;
type What = keyof typeof WHATS;

const TYPES: Partial<Record<What, string>> = { 'in-stock': 'number', 'on-order': 'date' };
const NEEDS: readonly What[] = ['price', 'location', 'vin', 'note'];

const codesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** Says something of machines; where most of the feed would go by it the API asks once more. */
const useSaying = (dealerId: string, { codes, what, value, why }: Record<string, string>) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { stock } = useWords();
  const notices = useNotices();
  const names = codesIn(codes ?? '');
  return useMutation({
    mutationFn: (confirmed: boolean) => {
      const values: Partial<StockValues> = WHATS[what as What]((value ?? '').trim());
      const rows = names.map((modelCode) => ({ modelCode, values }));
      return client.send('POST', '/dealers/{dealerId}/stock', { dealerId, rows, why: why ?? '', confirmed });
    },
    onSuccess: () => {
      notices.tell(stock.said(names.join(', ')));
      return forget(queries, dealerId, ['stock', 'offers', 'ads']);
    },
  });
};

/** A sentence of people about machines: which, what, and why. */
export const Say = ({ dealerId }: { dealerId: string }) => {
  const { stock } = useWords();
  const id = useId();
  const [written, setWritten] = useState({ codes: '', value: '', why: '' });
  const [what, setWhat] = useState<What>('sold');
  const said = useSaying(dealerId, { ...written, what });
  const { error } = said;
  const mustConfirm = error instanceof Problem && error.type.startsWith('confirm');
  const write = (change: Partial<typeof written>) => {
    setWritten((before) => ({ ...before, ...change }));
    said.reset();
  };
  const isReady = codesIn(written.codes).length > 0 && (!NEEDS.includes(what) || written.value !== '');
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) said.mutate(mustConfirm, { onSuccess: () => write({ codes: '', value: '' }) });
      }}
    >
      <h2>{stock.sayTitle}</h2>
      <div className="form-fields">
        <div className="field">
          <label htmlFor={`${id}-codes`}>{stock.codes}</label>
          <input
            {...{ id: `${id}-codes`, className: 'input', required: true, value: written.codes }}
            onChange={({ target }) => write({ codes: target.value })}
          />
          <span className="hint">{stock.codesExpects}</span>
        </div>
        <div className="field">
          <label htmlFor={`${id}-what`}>{stock.what}</label>
          <select
            {...{ id: `${id}-what`, className: 'input', value: what }}
            onChange={({ target }) => {
              setWhat(target.value as What);
              write({ value: '' });
            }}
          >
            {Object.entries(stock.whats).map(([name, called]) => (
              <option key={name} value={name}>
                {called}
              </option>
            ))}
          </select>
        </div>
        {what !== 'sold' && (
          <div className="field">
            <label htmlFor={`${id}-value`}>{stock.value}</label>
            <input
              {...{
                id: `${id}-value`,
                className: 'input',
                type: TYPES[what] ?? 'text',
                required: NEEDS.includes(what),
                value: written.value,
              }}
              onChange={({ target }) => write({ value: target.value })}
            />
            <span className="hint">{stock.expects[what]}</span>
          </div>
        )}
        <div className="field">
          <label htmlFor={`${id}-why`}>{stock.why}</label>
          <input
            {...{ id: `${id}-why`, className: 'input', value: written.why }}
            onChange={({ target }) => write({ why: target.value })}
          />
        </div>
      </div>
      <p className="quiet">{what === 'sold' ? stock.does.sold : stock.does.other}</p>
      {error && (
        <div className="state failed" role="alert">
          <ProblemShown error={error} />
        </div>
      )}
      <button
        type="submit"
        className={mustConfirm ? 'button grave' : 'button main'}
        disabled={said.isPending}
      >
        {mustConfirm ? stock.sayAnyway : stock.say}
      </button>
    </form>
  );
};
