import { isElectric } from './machine-engine.ts';
import { type MachineName, machineName, spoken } from './machine-name.ts';
import { type Listing, type Neighbours, NO_NEIGHBOURS } from './marketplace.ts';
import { titleWords } from './title-options.ts';

const MAX_LENGTH = 50;

const fits = (title: string): boolean => title.length <= MAX_LENGTH;

/** Every turbo of an E-TEC is one: the shorter name is as unmistakable, and buyers use it too. */
const withShortEngine = (name: MachineName): MachineName => ({
  ...name,
  engine: name.engine.replace(/ E-TEC(?= Turbo\b)/i, ''),
});

/** The same name with ever fewer words of its package, the last word first. */
const shorterNames = (name: MachineName): MachineName[] => {
  const words = name.package.split(' ').filter(Boolean);
  return [...words.keys(), words.length]
    .toReversed()
    .map((count) => ({ ...name, package: words.slice(0, count).join(' ') }));
};

/** A title with the options that still fit, and how many do. */
interface Longer {
  title: string;
  said: number;
}

const withOptions = (start: string, options: string[][]): Longer =>
  options.reduce<Longer>(
    ({ title, said }, words) => {
      const next = words.map((word) => `${title}, ${word}`).find(fits);
      return next === undefined ? { title, said } : { title: next, said: said + 1 };
    },
    { title: start, said: 0 },
  );

/** The parts of the name without which there is no title; an electric machine's engine has no name. */
const unknownParts = (name: MachineName, listing: Listing): string[] => {
  const needed = isElectric(listing) ? { ...name, engine: 'Electric' } : name;
  return (['brand', 'family', 'engine', 'year'] as const).filter((part) => !needed[part]);
};

/** The name with the most words of its package that fits, with the engine in full if that fits too. */
const namesThatFit = (name: MachineName): string[] =>
  shorterNames(name)
    .map((each) => [each, withShortEngine(each)].map(spoken).filter(fits))
    .find((names) => names.length > 0) ?? [];

/** Of names the first with which the title tells most of what sets the machine apart. */
const tellingMost = (names: string[], telling: string[][]): string | undefined => {
  const titles = names.map((name) => withOptions(name, telling));
  const most = Math.max(...titles.map(({ said }) => said));
  return titles.find(({ said }) => said === most)?.title;
};

/** A title, or why there is none. */
export type Title = { title: string } | { problem: string };

/**
 * The title of a listing, ≤ 50 characters: brand, family, package, engine and year, then the options that
 * still fit, first those in which its namesakes differ. Too long, it loses words of the package, never a
 * part of a word.
 */
export const avitoTitle = (listing: Listing, { namesakes, variants }: Neighbours = NO_NEIGHBOURS): Title => {
  const name = machineName(listing);
  const unknown = unknownParts(name, listing);
  if (unknown.length > 0) return { problem: `${unknown.join(' and ')} not known` };
  const { telling, further } = titleWords(listing, namesakes, variants);
  const title = tellingMost(namesThatFit(name), telling);
  if (title === undefined)
    return { problem: `brand, family, engine and year need over ${MAX_LENGTH} characters` };
  return { title: withOptions(title, further).title };
};
