import { translate } from '#reference/glossary/glossary.ts';
import { isElectric } from './machine-engine.ts';
import { type MachineName, machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';

const MAX_LENGTH = 50;

const fits = (title: string): boolean => title.length <= MAX_LENGTH;

/** The same name with ever fewer words of its package, the last word first. */
const shorterNames = (name: MachineName): MachineName[] => {
  const words = name.package.split(' ').filter(Boolean);
  return [...words.keys(), words.length]
    .toReversed()
    .map((count) => ({ ...name, package: words.slice(0, count).join(' ') }));
};

/** "жёлтый Neo Yellow / чёрный" in as few words as a title has room for: "жёлтый/чёрный". */
const shortColour = (printed: string | null): string[] => {
  const colour = printed && translate('colours', printed);
  return colour ? [colour.replace(/([^\s,/]+)[^/]*/g, '$1').replaceAll(' ', '')] : [];
};

/** What tells two machines of one name apart, in the order a buyer asks for it. */
const options = ({ extracted, matched }: Listing): string[] => {
  const { trackLengthIn } = extracted.normalized;
  return [
    ...(trackLengthIn ? [`${trackLengthIn}"`] : []),
    ...(matched.avitoValues.PersonCapacity === 2 ? ['2-местный'] : []),
    ...shortColour(extracted.color),
  ];
};

const withOptions = (title: string, listing: Listing): string =>
  options(listing).reduce((longer, option) => {
    const next = `${longer}, ${option}`;
    return fits(next) ? next : longer;
  }, title);

/** The parts of the name without which there is no title; an electric machine's engine has no name. */
const unknownParts = (name: MachineName, listing: Listing): string[] => {
  const needed = isElectric(listing) ? { ...name, engine: 'Electric' } : name;
  return (['brand', 'family', 'engine', 'year'] as const).filter((part) => !needed[part]);
};

/** A title, or why there is none. */
export type Title = { title: string } | { problem: string };

/**
 * The title of a listing, ≤ 50 characters: brand, family, package, engine and year, then the options
 * that still fit. Too long, it loses words of the package, never a part of a word.
 */
export const avitoTitle = (listing: Listing): Title => {
  const name = machineName(listing);
  const unknown = unknownParts(name, listing);
  if (unknown.length > 0) return { problem: `${unknown.join(' and ')} not known` };
  const title = shorterNames(name).map(spoken).find(fits);
  if (title === undefined)
    return { problem: `brand, family, engine and year need over ${MAX_LENGTH} characters` };
  return { title: withOptions(title, listing) };
};
