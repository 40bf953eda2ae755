import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { Findable, Found } from '#contracts/search.ts';

/** Shorter ends of words say nothing. */
const SHORTEST_END = 3;
/** What is longer is no word. */
const LONGEST_WORD = 40;

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ё', 'е');

/** A word and its ends: what begins with what is asked for is found by it, wherever in the word that stands. */
const wordAndEnds = (word: string): string[] => {
  const whole = folded(word).slice(0, LONGEST_WORD);
  const ends = Array.from({ length: Math.max(0, whole.length - SHORTEST_END) }, (_, at) =>
    whole.slice(at + 1),
  );
  return [whole, ...ends];
};

const OPTIONS: Options<Findable> = {
  fields: ['code', 'title', 'words'],
  storeFields: Object.keys(Findable.shape).filter((field) => !['words', 'means'].includes(field)),
  processTerm: wordAndEnds,
  searchOptions: { processTerm: folded, prefix: true, boost: { code: 4, title: 2 } },
};

/** Wrong letters that are a slip; in shorter words they make another word. */
const slips = (term: string): number | false => {
  if (term.length < 4) return false;
  return term.length < 8 ? 1 : 2;
};

const tokens = MiniSearch.getDefault('tokenize') as (text: string) => string[];

const wordsOf = ({ code, title, words }: Findable): Set<string> =>
  new Set([code, title, words].flatMap(tokens).map(folded));

/** Words of more than half of all things tell none from another, and cost more than all others of a wish. */
const commonOf = (counts: ReadonlyMap<string, number>, size: number): string[] =>
  [...counts].flatMap(([word, count]) => (count > size / 2 ? [word] : []));

/** An index over what a dealer has, each once, as it is kept; the words themselves are not in it, nor in memory. */
export const indexOf = async (findables: Iterable<Findable> | AsyncIterable<Findable>): Promise<string> => {
  const index = new MiniSearch<Findable>(OPTIONS);
  const counts = new Map<string, number>();
  for await (const findable of findables) {
    if (index.has(findable.id)) continue;
    index.add(findable);
    for (const word of wordsOf(findable)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return JSON.stringify({ ...index.toJSON(), common: commonOf(counts, index.documentCount) });
};

/** What can be asked of an index. */
export interface SearchIndex {
  /** Finds these too, in place of those that were given so before; what the index was kept with stays as it is. */
  findBeside(findables: readonly Findable[]): void;
  /** The best first: what has all words before what has some, what is written so before what is written nearly so. */
  find(words: string, most: number): Found[];
  /** What is called so in the index, as far as it is there. */
  named(ids: readonly string[]): Found[];
  /** How many things it was kept with. */
  readonly size: number;
  /** How many of those it was kept with. */
  holds(ids: Iterable<string>): number;
}

/** The words of a wish that tell things apart; all of them where none does. */
const telling = (wish: string, common: ReadonlySet<string>): string => {
  const words = tokens(wish);
  const rare = words.filter((word) => !common.has(folded(word)));
  return (rare.some(Boolean) ? rare : words).join(' ');
};

const found = (
  index: MiniSearch<Findable>,
  wish: string,
  common: ReadonlySet<string>,
  most: number,
): Found[] => {
  const rare = telling(wish, common);
  const ways = [
    [rare, { combineWith: 'AND' }],
    [rare, { combineWith: 'AND', fuzzy: slips }],
    [wish, { combineWith: 'OR', fuzzy: slips }],
  ] as const;
  for (const [words, way] of ways) {
    const hits = index.search(words, way);
    if (hits.length > 0) return hits.slice(0, most).map((hit) => Found.parse(hit));
  }
  return [];
};

/** An index as it was kept. Throws where the text is none. */
export const openIndex = (text: string): SearchIndex => {
  const { common = [], ...kept } = JSON.parse(text) as AsPlainObject & { common?: string[] };
  const index = MiniSearch.loadJS<Findable>(kept, OPTIONS);
  const saidByAll = new Set(common);
  const beside = new Map<string, string>();
  const findBeside: SearchIndex['findBeside'] = (findables) => {
    const states = new Map(findables.map(({ id, state }) => [id, state]));
    for (const [id, state] of beside)
      if (states.get(id) !== state) {
        index.discard(id);
        beside.delete(id);
      }
    for (const findable of findables)
      if (!index.has(findable.id)) {
        index.add(findable);
        beside.set(findable.id, findable.state);
      }
  };
  const named: SearchIndex['named'] = (ids) =>
    ids.flatMap((id) => {
      const stored = index.getStoredFields(id);
      return stored ? [Found.parse({ ...stored, score: 0, by: ['meaning'] })] : [];
    });
  const holds: SearchIndex['holds'] = (ids) =>
    [...ids].filter((id) => index.has(id) && !beside.has(id)).length;
  return {
    ...{ findBeside, named, holds, size: index.documentCount },
    find: (words, most) => found(index, words, saidByAll, most),
  };
};

/** Where a dealer's index lies. */
export const searchKey = (dealerId: string): string => `feeds/${dealerId}/search.json`;
