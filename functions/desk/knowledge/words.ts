import type { WorkedOut } from '#functions/catalogue/work-out-anew.ts';
import { listedMachines } from '#functions/match/manual/listed-machines.ts';
import { reason } from '#messages/reason.ts';
import { COLUMN_NAMES } from '#reference/lexicon/column-names.ts';
import { UNITS, unitsOfLabel } from '#reference/measures/quantities.ts';
import { readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import type { Ports } from '#shared/ports.ts';
import type { Meaning } from '#shared/table/knowledge-records.ts';
import { meaningText, wordsIn } from '#shared/taught-meanings.ts';
import { Refusal } from '../refusal.ts';

/** The words that a person means by a word of a name. Throws `Refusal` where one of them is in no lexicon. */
export const wordOf = (name: string): string => {
  const { unexplained } = readMachine(normalise(name));
  if (name.trim() !== '' && unexplained.length === 0) return name.trim();
  throw new Refusal(reason('word-unknown', { name, unknown: unexplained }));
};

/** The unit that is called so. Throws `Refusal` where none is. */
export const unitOf = (name: string): string => {
  const [unit, another] = unitsOfLabel(`(${name})`);
  if (unit !== undefined && another === undefined) return unit;
  throw new Refusal(reason('unit-unknown', { name, known: UNITS }));
};

/** The column of a list that is called so. Throws `Refusal` where none is. */
export const columnOf = (name: string): string => {
  const known = name.trim().toLowerCase().replaceAll(' ', '-');
  if (Object.hasOwn(COLUMN_NAMES, known)) return known;
  throw new Refusal(reason('column-name-unknown', { name, known: Object.keys(COLUMN_NAMES) }));
};

interface Planned {
  dealerId: string;
  meanings: readonly Meaning[];
  books: readonly WorkedOut[];
}

/** The texts in which words of that kind are looked for. */
const printedTexts = async (
  kind: 'word' | 'unit',
  { dealerId, books }: Planned,
  ports: Ports,
): Promise<string[]> => {
  const models = books.flatMap(({ before }) => before.models);
  if (kind === 'unit')
    return models.flatMap(({ rows }) =>
      rows.flatMap(({ label, section, cells }) => [label, section, ...cells.map(({ text }) => text)]),
    );
  const listed = (await listedMachines(dealerId, ports)).map(({ product }) => product);
  return [
    ...models.map(({ model }) => model),
    ...listed.flatMap((product) => [product.model ?? '', product.package ?? '']),
  ];
};

/** What a lexicon knows means that: another meaning would make other machines of those that are understood. */
const IS_KNOWN = {
  word: (printed: string) => readMachine(normalise(printed)).unexplained.length === 0,
  unit: (printed: string) => unitsOfLabel(`(${printed})`).length > 0,
};

/** Throws `Refusal` for what is no single word, is known already, or stands in no document of the dealer. */
export const refuseOtherWords = async (planned: Planned, ports: Ports): Promise<void> => {
  for (const { kind, text, printed } of planned.meanings) {
    if (kind === 'label' || kind === 'heading') continue;
    if (wordsIn(kind, printed).length !== 1) throw new Refusal(reason('word-several', { printed }));
    if (IS_KNOWN[kind](printed)) throw new Refusal(reason('word-known', { printed }));
    const texts = await printedTexts(kind, planned, ports);
    const isPrinted = texts.some((one) =>
      wordsIn(kind, one).some((word) => meaningText(kind, word) === text),
    );
    if (!isPrinted) throw new Refusal(reason('word-unprinted', { printed, dealerId: planned.dealerId }));
  }
};
