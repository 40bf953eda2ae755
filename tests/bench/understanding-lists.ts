/**
 * The second half of `npm run bench -- understanding`: lists of which no lexicon knows a word. For each
 * gold list all of its words are taken out of the lexicons (families, packages, engines, equipment, starters,
 * displays) in a process of its own, before anything reads them. Wanted: nothing wrong.
 */
import { spawnSync } from 'node:child_process';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { TECHNOLOGIES } from '#reference/lexicon/engines.ts';
import { EQUIPMENT } from '#reference/lexicon/equipment.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { DISPLAYS, type Meaning, STARTERS } from '#reference/lexicon/specifications.ts';
import { type GoldMatch, goldIsHere, goldMatches, goldProducts } from '../golden/from-gold.ts';

const LISTS = ['LYNX_2026-PRICE_LIST', 'SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2026-PRICE_LIST'];

const lettersOf = (text: string | null): string[] => (text ?? '').toUpperCase().match(/[\p{L}\d+]+/gu) ?? [];

const wordsOf = (products: readonly ExtractedProduct[]): Set<string> =>
  new Set(
    products
      .flatMap(({ model, package: kit, engine, trackProfile, starter, display, color, springOptions }) => [
        ...[model, kit, engine, trackProfile, starter, display, color, springOptions],
      ])
      .flatMap(lettersOf),
  );

/** Lexicons are constants to the program; here they are emptied before it is loaded. */
const forget = (words: ReadonlySet<string>): void => {
  const isOne = (text: string): boolean => lettersOf(text).some((word) => words.has(word));
  const keep = <Entry>(list: readonly Entry[], textOf: (entry: Entry) => string) =>
    (list as Entry[]).splice(0, list.length, ...list.filter((entry) => !isOne(textOf(entry))));
  keep(FAMILIES, ({ name }) => name);
  keep(EQUIPMENT, (word) => word);
  keep(STARTERS, ({ canonical }) => canonical);
  keep(DISPLAYS, ({ canonical }) => canonical);
  for (const lexicon of [PACKAGES, TECHNOLOGIES] as Record<string, string>[])
    for (const [word, printed] of Object.entries(lexicon))
      if (isOne(word) || isOne(printed)) delete lexicon[word];
};

type Outcome = 'right' | 'empty' | 'wrong';

const counted = (outcomes: readonly Outcome[]): string => {
  const share = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const percent = Math.round((100 * share('right')) / outcomes.length);
  return `${percent} % right unasked, ${share('empty')} empty or asked, ${share('wrong')} wrong of ${outcomes.length}`;
};

const nameOutcome = (gold: GoldMatch, decision: string, name: string | null): Outcome => {
  if (decision !== 'accepted') return 'empty';
  const { best, acceptable } = gold.avito_model;
  return [best, ...acceptable].some((right) => right?.trim() === name?.trim()) ? 'right' : 'wrong';
};

const cellOutcome = (said: string | null, known: string | null): Outcome =>
  said === null ? 'empty' : said === known ? 'right' : 'wrong';

const meaning = (text: string | null, meanings: readonly Meaning[]): string | null =>
  meanings.find(({ pattern }) => pattern.test(text ?? ''))?.canonical ?? null;

/** What cells mean, by the lexicons as they are now: nothing that reads them is loaded yet. */
const meanings = (products: readonly ExtractedProduct[]): (string | null)[] =>
  products.flatMap(({ starter, display }) => [meaning(starter, STARTERS), meaning(display, DISPLAYS)]);

const textOf = (product: ExtractedProduct | undefined): string =>
  [product?.modelCode, product?.model, product?.package, product?.engine, product?.trackLength].join(' ');

async function measure(list: string): Promise<void> {
  const products = goldProducts(list);
  const known = meanings(products);
  forget(wordsOf(products));
  const { avitoNames } = await import('#functions/match/names.ts');
  const { lexicalEmbedder } = await import('#functions/match/embedder.ts');
  const { matchProducts } = await import('#functions/match/match-products.ts');
  const knowledge = { document: list, names: avitoNames, catalogues: [] };
  const matched = await matchProducts(products, knowledge, { embedders: [lexicalEmbedder] });
  const names = goldMatches(list).map((gold, at) =>
    nameOutcome(gold, matched.products[at]?.decision ?? '', matched.products[at]?.avitoModel ?? null),
  );
  const cells = meanings(products)
    .map((said, at) => ({ said, known: known[at] ?? null }))
    .filter((cell) => cell.known !== null)
    .map((cell) => cellOutcome(cell.said, cell.known));
  console.log(`${list}: names ${counted(names)}; starters and displays ${counted(cells)}`);
  for (const [at, outcome] of names.entries())
    if (outcome === 'wrong') console.log(`  ${textOf(products[at])}: ${matched.products[at]?.avitoModel}`);
  if ([...names, ...cells].includes('wrong')) process.exitCode = 1;
}

const [only] = process.argv.slice(2);
if (!goldIsHere) console.log('The gold data is not beside this project.');
else if (only) await measure(only);
else
  for (const list of LISTS) {
    const [, self = ''] = process.argv;
    const { status } = spawnSync(process.execPath, [...process.execArgv, self, list], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
