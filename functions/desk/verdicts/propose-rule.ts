import type { Ad } from '#contracts/validated.ts';
import type { FieldCase } from '#reference/rules/rule-set.ts';

/** A part of a field's rule that would have held refused ads, and nothing that the marketplace has taken. */
export interface Separation {
  tag: string;
  rule: Pick<FieldCase, 'presence'> & Partial<FieldCase>;
  /** In short, for the sentence: "is longer than 41 characters". */
  how: string;
}

interface Values {
  refused: string[];
  taken: string[];
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

const areNumbers = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((value) => NUMBER.test(value));

type Separator = (values: Values) => Omit<Separation, 'tag'> | null;

const present = (values: readonly string[]): string[] => values.filter((value) => value !== '');

/** None of the refused has the field, all that were taken have. */
const byPresence: Separator = ({ refused, taken }) =>
  present(refused).length === 0 && present(taken).length === taken.length
    ? { rule: { presence: 'required' }, how: 'is missing' }
    : null;

/** Values that were only ever refused. */
const byValue: Separator = ({ refused, taken }) => {
  const known = new Set(taken);
  const values = [...new Set(refused)];
  if (values.includes('') || values.some((value) => known.has(value)) || values.length * 2 > refused.length)
    return null;
  const forbidden = `^(?:${values.map((value) => RegExp.escape(value)).join('|')})$`;
  return { rule: { presence: 'optional', forbidden }, how: `is ${values.join(', ')}` };
};

const extremes = (numbers: readonly number[]) => ({
  least: Math.min(...numbers),
  most: Math.max(...numbers),
});

const byRange: Separator = ({ refused, taken }) => {
  if (!areNumbers(refused) || !areNumbers(taken)) return null;
  const [bad, good] = [extremes(refused.map(Number)), extremes(taken.map(Number))];
  if (bad.least > good.most)
    return { rule: { presence: 'optional', range: { max: good.most } }, how: `is over ${good.most}` };
  if (bad.most < good.least)
    return { rule: { presence: 'optional', range: { min: good.least } }, how: `is under ${good.least}` };
  return null;
};

const byLength: Separator = ({ refused, taken }) => {
  const [bad, good] = [refused, taken].map((values) => extremes(values.map(({ length }) => length)));
  return bad && good && bad.least > good.most
    ? {
        rule: { presence: 'optional', length: { max: good.most } },
        how: `is longer than ${good.most} characters`,
      }
    : null;
};

const wordsOf = (value: string): Set<string> =>
  new Set(
    value
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  );

/** A word that all refused texts have, and none that was taken. */
const byWord: Separator = ({ refused, taken }) => {
  const [first, ...others] = refused.map(wordsOf);
  const used = new Set(taken.flatMap((value) => [...wordsOf(value)]));
  const word = [...(first ?? [])].find((each) => !used.has(each) && others.every((words) => words.has(each)));
  return word
    ? {
        rule: { presence: 'optional', forbidden: `(?i:${RegExp.escape(word)})` },
        how: `has the word ${word}`,
      }
    : null;
};

/** The plainest first. */
const SEPARATORS: Separator[] = [byPresence, byRange, byValue, byLength, byWord];

/** From fewer nothing is learned: one ad differs from all others in something. */
const FEWEST = 2;

const valueIn = (ad: Ad, tag: string): string =>
  tag === 'Images' ? String(ad.images.length) : (ad.fields[tag] ?? '');

/**
 * What tells refused ads from those that were taken, in one field. Of fields that are not named any is looked at; the first
 * that tells them apart is given, null where none does.
 */
export const separate = (
  refused: readonly Ad[],
  taken: readonly Ad[],
  named: readonly string[],
): Separation | null => {
  if (refused.length < FEWEST || taken.length < FEWEST) return null;
  const all = new Set([...refused, ...taken].flatMap(({ fields }) => Object.keys(fields)));
  for (const tag of named.length > 0 ? named : all)
    for (const separator of SEPARATORS) {
      const values = {
        refused: refused.map((ad) => valueIn(ad, tag)),
        taken: taken.map((ad) => valueIn(ad, tag)),
      };
      const found = separator(values);
      if (found) return { tag, ...found };
    }
  return null;
};
