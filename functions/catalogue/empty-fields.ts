import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { isSeatOfOne } from '#reference/catalogue/seats.ts';

const hasWidth = ({ tracks }: CatalogueModel): boolean =>
  tracks.some(({ widthIn, widthMm }) => widthIn !== null || widthMm !== null);

const hasDisplacement = ({ isElectric, engines }: CatalogueModel): boolean =>
  isElectric || engines.some(({ displacementCc }) => displacementCc !== null);

/** An electric machine's power is in kilowatts, and few books print it. */
const hasPower = ({ isElectric, engines }: CatalogueModel): boolean =>
  isElectric || engines.some(({ powerHp }) => powerHp !== null);

/** Of a seat in words that nobody knows no number is read. */
const hasSeats = ({ seating, seatsPrinted }: CatalogueModel): boolean =>
  seatsPrinted.length > 0 || (seating !== null && isSeatOfOne(seating));

/** What each ad needs of its page and few price lists give, and whether a page has it. */
const NEEDED: readonly (readonly [name: string, has: (model: CatalogueModel) => boolean])[] = [
  ['power', hasPower],
  ['displacement', hasDisplacement],
  ['stroke', ({ isElectric, strokes }) => isElectric || strokes.length > 0],
  ['seats', hasSeats],
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
