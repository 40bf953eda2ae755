import { COLUMNS } from '#contracts/extracted.ts';
import type { Place, Trace, TracedMatch, TracedRow } from '#contracts/shown-ad.ts';
import { inList, textIn } from './places.ts';
import type { Shown } from './shown.ts';

/** The row as it is printed, and what was read in each of its cells. */
const rowOf = (shown: Shown): Omit<TracedRow, 'places'> & { places: Place[] } => {
  const { document, listing } = shown;
  const { page, row, cells, addresses = {} } = listing.extracted;
  return {
    ...{ document: document.name, page, row },
    cells: COLUMNS.flatMap((column) => {
      const box = cells[column];
      const text = textIn(listing.extracted, column);
      return box ? [{ column, text, box, address: addresses[column] ?? null }] : [];
    }),
    places: inList(COLUMNS, shown),
  };
};

const matchOf = ({ listing: { matched } }: Shown): TracedMatch => {
  const { normalized, avitoModel, method, decision, confidence, confidenceDescription } = matched;
  const { reasons, candidates } = matched;
  return {
    ...{ normalized, avitoModel, method, decision, confidence, confidenceDescription },
    ...{ reasons, candidates },
  };
};

const entryOf = ({ listing: { matched } }: Shown): Trace['entry'] => {
  if (!matched.spec) return null;
  const { document, sha256, page, model, engine } = matched.spec;
  return { document, sha256, page, model, engine };
};

/** The row that an ad is made of, what it was matched with, and the book's page that lends the rest; with places and without pictures of them. */
export const madeOf = (shown: Shown) => ({
  row: rowOf(shown),
  match: matchOf(shown),
  entry: entryOf(shown),
});
