import { type Column, UNACCOUNTED } from '#contracts/extracted.ts';
import type { Evidence } from '#contracts/question.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { ROWS } from '#messages/en/rows.ts';
import { reason } from '#messages/reason.ts';
import { categoryOf, sentenceOf } from '#messages/say.ts';
import { commonReason } from '#shared/common-reason.ts';
import { Refusal } from '../../refusal.ts';
import { type Effect, identityOf } from '../effects.ts';
import { rowOf, rowsAndPages } from '../evidence.ts';
import {
  accepting,
  byFile,
  type Choice,
  codesIn,
  type Hurdle,
  isKnown,
  type Kind,
  keepingOut,
  machinesIn,
} from '../kind.ts';
import type { Machine, Standing } from '../standing.ts';

/** Nothing can be kept of a machine whose brand or year nobody knows, whatever else is asked about it. */
const UNNAMED: Kind = {
  kind: 'unnamed',
  about: ({ machine }) => (isKnown(machine) ? null : machine.document.documentId),
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const lacks = (['brand', 'modelYear'] as const).filter((field) =>
      machines.some(({ product }) => product[field] === null),
    );
    return {
      asks: reason('ask-unnamed', {
        ...{ document: machines[0]?.document.name ?? '', waiting: machines.length },
        fields: lacks.map((field) => (field === 'brand' ? 'brand' : 'model year')),
      }),
      evidence: machines.map((machine) => rowOf(machine, ['model'])),
      choices: [byFile('drop', reason('option-drop-named'))],
    };
  },
};

const isWithoutCurrency = ({ machine, reason: { code } }: Hurdle): boolean =>
  code === 'currency-unknown' ||
  (code === 'price-untold' && machine.listing.extracted.flags.includes('currency-unknown'));

/** A price as a person sets it; none where the machine's row has no amount, or nobody knows its brand or year. */
const priced = (machine: Machine, value: string): Effect[] => {
  const editable = EDITABLE_FIELDS.Price;
  const { printed = machine.listing } = machine.listing;
  const read = editable?.read(value, printed) ?? null;
  if (!editable || read === null || !isKnown(machine)) return [];
  return [
    {
      ...identityOf(machine),
      does: 'edit',
      field: 'Price',
      value: read,
      insteadOf: editable.printed(printed),
    },
  ];
};

/** "18 750,00 ¤" → "18750.00": a mark before three digits sets off thousands, before one or two decimals. */
const amountOf = (printed: string | null): string => {
  const digits = (printed ?? '').replace(/[^\d.,]/g, '').replace(/[.,]+$/, '');
  const [, whole = '', part = ''] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(digits) ?? [];
  return `${whole.replace(/\D/g, '')}${part ? `.${part.padEnd(2, '0')}` : ''}`;
};

/** A list that says no currency says it of none of its prices. */
const CURRENCY: Kind = {
  kind: 'currency',
  about: (hurdle) => (isWithoutCurrency(hurdle) ? hurdle.machine.document.documentId : null),
  ask: (hurdles, { dealer }) => {
    const machines = machinesIn(hurdles);
    const currencies = [...new Set([...Object.keys(dealer.conversion), 'RUB'])];
    return {
      asks: reason('ask-currency', { document: machines[0]?.document.name ?? '', waiting: machines.length }),
      evidence: machines.map((machine) => rowOf(machine, ['price'])),
      choices: [
        ...currencies.map((currency) => ({
          name: currency,
          says: reason('option-currency', { currency }),
          effects: () =>
            machines.flatMap((machine) =>
              priced(machine, `${amountOf(machine.listing.extracted.priceText)} ${currency}`),
            ),
        })),
        ...keepingOut(machines),
      ],
    };
  },
};

const OF_PRICE = /^price-|^no-price$/;

const priceChoice = (machines: readonly Machine[], { dealer }: Standing): Choice => {
  const [currency = 'RUB'] = Object.keys(dealer.conversion);
  const example = `18750 ${currency}`;
  return {
    name: 'price',
    says: reason('option-price', { codes: codesIn(machines) }),
    wants: { example },
    effects: (value) => {
      const effects = machines.flatMap((machine) => priced(machine, value));
      if (effects.length === machines.filter(isKnown).length) return effects;
      throw new Refusal(reason('unfit-value', { field: 'Price', value, example }));
    },
  };
};

/** What stands where a price should, the same words in one list asked once. */
const PRICE: Kind = {
  kind: 'price',
  about: ({ machine, reason: { code } }) =>
    OF_PRICE.test(code)
      ? JSON.stringify([
          machine.document.documentId,
          machine.listing.extracted.priceText,
          machine.listing.extracted.model,
        ])
      : null,
  ask: (hurdles, standing) => {
    const machines = machinesIn(hurdles);
    const printed = machines[0]?.listing.extracted.priceText ?? '';
    return {
      asks: reason('ask-price', { codes: codesIn(machines), printed }),
      evidence: machines.map((machine) => rowOf(machine, ['price'])),
      choices: [priceChoice(machines, standing), ...keepingOut(machines)],
    };
  },
};

const problemsOf = (machine: Machine): Evidence[] => {
  const { document, list } = machine;
  const wrong = list.extracted.problems.filter((problem) => UNACCOUNTED.has(categoryOf(problem)));
  return wrong.map(({ place: { page, box, address }, ...problem }) => ({
    ...{ side: 'list', document: document.name, sha256: document.sha256 ?? null, page, box },
    ...{
      frames: box ? [box] : [],
      addresses: address ? [address] : [],
      text: sentenceOf(problem),
      codes: [],
    },
  }));
};

/** Something on the list is in no row: all of it waits for a look. */
const UNREAD: Kind = {
  kind: 'unread',
  about: ({ machine, reason: { code } }) =>
    code === 'list-unaccounted' ? machine.document.documentId : null,
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const first = machines[0] as Machine;
    const problems = problemsOf(first);
    return {
      asks: reason('ask-unread', { document: first.document.name, places: problems.length }),
      evidence: problems,
      choices: [
        ...accepting(
          'nothing-missing',
          reason('option-nothing-missing', { codes: codesIn(machines) }),
          hurdles,
        ),
        byFile('drop', reason('option-drop-whole')),
      ],
    };
  },
};

const isFlag = (code: string): boolean => Object.hasOwn(ROWS, code);

const columnsOf = ({ machine, reason: { code } }: Hurdle): Column[] => [
  ...new Set(
    (machine.listing.extracted.doubts ?? []).flatMap((doubt) => (doubt.code === code ? doubt.column : [])),
  ),
];

/** A row that was read with doubt: of one kind, in the same columns of one list. */
const DOUBT: Kind = {
  kind: 'doubt',
  about: (hurdle) => {
    const { machine, reason: why } = hurdle;
    return isFlag(why.code)
      ? JSON.stringify([machine.document.documentId, why.code, columnsOf(hurdle)])
      : null;
  },
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const columns = [...new Set(hurdles.flatMap(columnsOf))];
    const [first] = hurdles as [Hurdle];
    return {
      asks: reason('ask-doubt', { doubt: commonReason(first.reason), columns, waiting: machines.length }),
      evidence: machines.map((machine) => rowOf(machine, columns)),
      choices: [
        ...accepting('right', reason('option-right', { codes: codesIn(machines) }), hurdles),
        ...keepingOut(machines),
        byFile('drop', reason('option-drop-corrected')),
      ],
    };
  },
};

/** Whatever has no grouping of its own: by what it says. */
const OTHER: Kind = {
  kind: 'other',
  about: ({ reason: why }) => JSON.stringify(commonReason(why)),
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const [first] = hurdles as [Hurdle];
    return {
      asks: reason('ask-other', { cause: commonReason(first.reason), waiting: machines.length }),
      evidence: rowsAndPages(machines),
      choices: [
        ...accepting('publish', reason('option-publish', { codes: codesIn(machines) }), hurdles),
        ...keepingOut(machines),
        byFile('drop', reason('option-drop-corrected')),
      ],
    };
  },
};

/** What a row of the list leaves in doubt. */
export const OF_ROWS: readonly Kind[] = [CURRENCY, PRICE, UNREAD, DOUBT];

export { OTHER, UNNAMED };
