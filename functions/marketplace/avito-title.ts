import { translate } from '#reference/glossary/glossary.ts';
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

const isElectric = ({ matched }: Listing): boolean => matched.avitoValues.EngineType === 'Электро';

/**
 * The title of a listing, ≤ 50 characters: brand, family, package, engine and year, then the options
 * that still fit. Too long, it loses words of the package, never a part of a word.
 * Null when brand, family, engine or year is unknown, or even the shortest does not fit.
 */
export const avitoTitle = (listing: Listing): string | null => {
  const name = machineName(listing);
  const known = name.brand && name.family && name.year && (name.engine || isElectric(listing));
  if (!known) return null;
  const title = shorterNames(name).map(spoken).find(fits);
  return title === undefined ? null : withOptions(title, listing);
};
