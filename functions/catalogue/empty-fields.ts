import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';

const hasWidth = ({ tracks }: CatalogueModel): boolean =>
  tracks.some(({ widthIn, widthMm }) => widthIn !== null || widthMm !== null);

const hasDisplacement = ({ isElectric, engines }: CatalogueModel): boolean =>
  isElectric || engines.some(({ displacementCc }) => displacementCc !== null);

/** What each ad needs of its page and no price list gives, and whether a page has it. */
const NEEDED: readonly (readonly [name: string, has: (model: CatalogueModel) => boolean])[] = [
  ['displacement', hasDisplacement],
  ['stroke', ({ isElectric, strokes }) => isElectric || strokes.length > 0],
  ['seats', ({ seating }) => seating !== null],
  ['track width', hasWidth],
  ['picture', ({ picture }) => picture !== null],
];

/** A value that more of a book's pages lack was not understood; fewer are gaps in the book. */
const MOST = 0.5;

/** The needed values that over half of a book's model pages lack, each with the number of those pages. */
export const emptyOnMostPages = ({ models }: Catalogue): { name: string; pages: number }[] =>
  NEEDED.map(([name, has]) => ({ name, pages: models.filter((model) => !has(model)).length })).filter(
    ({ pages }) => pages > models.length * MOST,
  );
