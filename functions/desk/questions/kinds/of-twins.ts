import type { Column } from '#contracts/extracted.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { Refusal } from '../../refusal.ts';
import { type Effect, identityOf } from '../effects.ts';
import { rowOf } from '../evidence.ts';
import { byFile, type Choice, codesIn, isKnown, type Kind, keepingOut, machinesIn } from '../kind.ts';
import type { Machine } from '../standing.ts';

/** Words that tell twins apart, by code. */
type Words = Record<string, string>;

const LONGEST = 30;

/** The cells in which a row differs, as printed: what the words may be made of. */
const differingCells = ({ listing: { extracted } }: Machine, columns: readonly Column[]): string =>
  columns
    .filter((column) => column !== 'price')
    .flatMap((column) => (extracted[column] ? String(extracted[column]) : []))
    .join(' ')
    .slice(0, LONGEST);

/** Of cells that are alike as far as words may be long nothing can be made. */
const exampleOf = (machines: readonly Machine[], columns: readonly Column[]): string => {
  const cells = machines.map((machine) => differingCells(machine, columns).trim());
  const isTelling = !cells.includes('') && new Set(cells).size === cells.length;
  return machines
    .map(({ product }, at) => `${product.modelCode}=${isTelling ? cells[at] : `вариант ${at + 1}`}`)
    .join(' ');
};

/** "LUSE=экран 7,8\" LUSJ=экран 10,25\"": each code begins its own words. */
const wordsIn = (text: string, codes: readonly string[]): Words => {
  const begins = codes
    .flatMap((code) => {
      const at = ` ${text}`.indexOf(` ${code}=`);
      return at < 0 ? [] : [{ code, at }];
    })
    .toSorted((one, other) => one.at - other.at);
  return Object.fromEntries(
    begins.map(({ code, at }, place) => [
      code,
      text.slice(at + code.length + 1, begins[place + 1]?.at ?? text.length).trim(),
    ]),
  );
};

const unfit = (value: string, example: string): Refusal =>
  new Refusal(reason('unfit-value', { field: 'Words', value, example }));

const wordEffects = (text: string, machines: readonly Machine[], example: string): Effect[] => {
  const words = wordsIn(text, codesIn(machines));
  const given = machines.filter(({ product }) => words[product.modelCode]);
  const said = given.map(({ product }) => words[product.modelCode]);
  // One may go without: it is told from the others by theirs.
  if (given.length < machines.length - 1 || new Set(said).size < given.length) throw unfit(text, example);
  return given.filter(isKnown).map((machine) => {
    const value = words[machine.product.modelCode] ?? '';
    const fit = EDITABLE_FIELDS.Words?.read(value, machine.listing);
    if (!fit) throw unfit(value, example);
    return { ...identityOf(machine), does: 'edit', field: 'Words', value: fit, insteadOf: '' };
  });
};

const only = (machine: Machine, machines: readonly Machine[]): Choice => {
  const [code, others] = [machine.product.modelCode, machines.filter((other) => other !== machine)];
  return {
    name: code,
    says: reason('option-only', { code, others: codesIn(others) }),
    effects: () =>
      others
        .filter(isKnown)
        .map((other) => ({ ...identityOf(other), does: 'keep-out', why: `it reads like ${code}` })),
  };
};

/** Machines whose ads a buyer could not tell apart: both with words that differ, or one. */
const ALIKE: Kind = {
  kind: 'alike',
  about: ({ reason: { code, values } }) =>
    code === 'ads-alike' ? [JSON.stringify(values.codes), ...[values.codesHash ?? []].flat()].join() : null,
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const columns = (hurdles[0]?.reason.values.columns ?? []) as readonly Column[];
    const example = exampleOf(machines, columns);
    const all: Choice = {
      name: 'all',
      says: reason('option-all-with-words', { codes: codesIn(machines) }),
      wants: { example },
      effects: (text) => wordEffects(text, machines, example),
    };
    return {
      asks: reason('ask-alike', { codes: codesIn(machines), columns }),
      evidence: machines.map((machine) => rowOf(machine, columns)),
      choices: [all, ...machines.map((machine) => only(machine, machines))],
    };
  },
};

const OF_SEVERAL_ROWS = new Set(['ad-repeated', 'repeated-code', 'duplicate-code-other-price']);

/** One code in several rows: which is meant only a corrected list tells. */
const REPEATED: Kind = {
  kind: 'repeated',
  about: ({ machine, reason: { code } }) => (OF_SEVERAL_ROWS.has(code) ? machine.product.modelCode : null),
  ask: (hurdles) => {
    const machines = machinesIn(hurdles);
    const code = machines[0]?.product.modelCode ?? '';
    return {
      asks: reason('ask-repeated', { code, rows: machines.length }),
      evidence: machines.map((machine) => rowOf(machine, ['modelCode', 'price'])),
      choices: [byFile('drop', reason('option-drop-corrected')), ...keepingOut(machines.slice(0, 1))],
    };
  },
};

/** Rows that would stand beside one another. */
export const OF_TWINS: readonly Kind[] = [ALIKE, REPEATED];
