import { KINDS_OF_EQUIPMENT, type KindOfEquipment } from '#reference/catalogue/kinds-of-equipment.ts';
import { translate } from '#reference/glossary/glossary.ts';
import type { Listing } from './marketplace.ts';
import { soldOptions } from './sold-options.ts';

/** The kinds of equipment that the row's options replace. */
const replacedBy = ({ extracted }: Listing): readonly KindOfEquipment[] => {
  const options = soldOptions(extracted);
  return KINDS_OF_EQUIPMENT.filter(({ words }) => options.some((option) => words.test(option)));
};

/** An option that nobody knows may replace whatever the book praises: its row has no praise. */
const hasUnknownOption = ({ extracted }: Listing): boolean =>
  soldOptions(extracted).some(
    (option) =>
      translate('options', option) === null && !KINDS_OF_EQUIPMENT.some(({ words }) => words.test(option)),
  );

/** The features of the book that the row's options replace: the option's own line tells what it has instead. */
export const replacedFeatures = (listing: Listing): ReadonlySet<string> =>
  new Set(replacedBy(listing).flatMap(({ feature }) => feature ?? []));

/** Where no column of the page is this machine's, praise that names one of its engines is another's. */
const praisesAnotherEngine = ({ matched, model }: Listing, highlight: string): boolean =>
  matched.spec?.engine === null &&
  (model?.engines ?? []).some(({ name }) => highlight.toLowerCase().includes(name.toLowerCase()));

/** The highlights of the book that are true of this row: an option that replaces equipment takes its praise away. */
export const keptHighlights = (listing: Listing): string[] => {
  if (hasUnknownOption(listing)) return [];
  const kinds = replacedBy(listing);
  return (listing.model?.highlights ?? []).filter(
    (highlight) =>
      !kinds.some(({ words }) => words.test(highlight)) && !praisesAnotherEngine(listing, highlight),
  );
};
