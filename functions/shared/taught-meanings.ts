import { plainLabel } from '#reference/catalogue/row-labels.ts';
import { COLUMN_NAMES, plainHeading, type TaughtHeadings } from '#reference/lexicon/column-names.ts';
import { auditScope } from './audit.ts';
import { ownThenAll } from './own-then-all.ts';
import type { Ports } from './ports.ts';
import type { Meaning, TaughtMeaning } from './table/knowledge-records.ts';

/** The scope of what a dealer's people say, or of what holds for all dealers (null). */
export const meaningScope = (dealerId: string | null): string => auditScope(dealerId);

/** A printed text as meanings are kept and looked for: neither case nor what stands in brackets counts. */
export const meaningText = (kind: TaughtMeaning['kind'], printed: string): string => {
  if (kind === 'heading') return plainHeading(printed);
  return kind === 'label' ? plainLabel(printed) : wordsIn(kind, printed).map(plainWord).join(' ');
};

/** A name's words may hold figures; a unit may stand right behind its number. */
const WORDS = { word: /[\p{L}\p{M}\p{N}+]+/gu, unit: /[\p{L}\p{M}'’"″′]+/gu } as const;

/** The words of a text that may be a name's, or a unit. */
export const wordsIn = (kind: keyof typeof WORDS, text: string): string[] => text.match(WORDS[kind]) ?? [];

const plainWord = (word: string): string => word.normalize('NFC').toLowerCase();

/** A text with words in place of others. */
export type Rewording = (text: string) => string;

/** Writes the words that people say the meaning of as what they mean; what means nothing is left out. */
export const rewordingBy = (kind: keyof typeof WORDS, meanings: readonly Meaning[]): Rewording => {
  const said = new Map(
    meanings.filter((one) => one.kind === kind).map(({ text, means }) => [text, means ?? '']),
  );
  if (said.size === 0) return (text) => text;
  return (text) => text.replace(WORDS[kind], (word) => said.get(plainWord(word)) ?? word);
};

/** What holds for a dealer: what its own people say, then what holds for all and they say nothing about. */
export const meaningsFor = (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<TaughtMeaning[]> =>
  ownThenAll(dealerId, table.meanings.query, ({ kind, text, section }) =>
    JSON.stringify([kind, text, section]),
  );

/** The headings of lists that people say the meaning of; one that is nothing is known and not used. */
export const headingsBy = (meanings: readonly Meaning[]): TaughtHeadings =>
  new Map(
    meanings.flatMap(({ kind, text, means }) => {
      const heading = COLUMN_NAMES[means ?? 'nothing'];
      return kind === 'heading' && heading ? [[text, heading] as const] : [];
    }),
  );
