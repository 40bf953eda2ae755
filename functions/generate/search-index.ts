import type { Catalogue } from '#contracts/catalogue.ts';
import type { Findable } from '#contracts/search.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import type { Ports } from '#shared/ports.ts';
import { indexOf, searchKey } from '#shared/search/search-index.ts';
import { MAY_BE_LATE } from '#shared/table/collection.ts';
import type { DocumentRecord, Offer } from '#shared/table/records.ts';
import type { Scratch } from './compose-feed.ts';
import { Meant } from './search-vectors.ts';
import { type StandingOffer, standingOffers } from './standing-offers.ts';

type SearchPorts = Pick<Ports, 'table' | 'artefacts'>;

/** Of an ad nobody looks for these. */
const isLookedFor = (value: unknown): value is string =>
  typeof value === 'string' && value.length < 120 && !value.startsWith('http');

const wordsOf = ({ brand, modelYear, market, ad, listed }: Offer): string =>
  [
    brand,
    modelYear,
    market,
    listed?.family,
    listed?.color,
    ...Object.values(ad?.fields ?? {}).filter(isLookedFor),
  ]
    .filter(Boolean)
    .join(' ');

const machine = ({ id, offer }: StandingOffer, shape: FeedShape): Findable => {
  const { brand, modelYear, market, modelCode, verdict, ad, listed } = offer;
  return {
    id: `machine:${[brand, modelYear, market, modelCode, id].join('#')}`,
    kind: 'machine',
    title: ad?.fields[shape.title] ?? [brand, listed?.family, modelYear].filter(Boolean).join(' '),
    code: modelCode,
    words: wordsOf(offer),
    means: [listed?.family, listed?.machine?.package, listed?.color].filter(Boolean).join(' '),
    ...{ at: id, page: null, state: verdict },
  };
};

const bookPages = ({ document, brand, modelYear, models }: Catalogue): Findable[] =>
  models.map(({ model, page }, at) => ({
    id: `book-page:${document}#${page}#${at}`,
    kind: 'book-page',
    title: [brand, model, modelYear].filter(Boolean).join(' '),
    code: '',
    words: document,
    ...{ at: document, page, state: '' },
  }));

/** A file as it is found by its name. */
export const documentFound = ({ documentId, name, receivedAt, status }: DocumentRecord): Findable => ({
  ...{ id: `document:${documentId}`, kind: 'document', title: name, code: '' },
  words: receivedAt.slice(0, '2026-11-30'.length),
  ...{ at: documentId, page: null, state: status },
});

const ENDED = ['published', 'review', 'rejected', 'failed', 'catalogued'] as const;

const documents = async (dealerId: string, { table }: SearchPorts): Promise<Findable[]> => {
  const of = ENDED.map((status) => table.documents.queryIndex('GSI1', { dealerId, status }, MAY_BE_LATE));
  return (await Promise.all(of)).flat().map(documentFound);
};

async function* findables(dealerId: string, offers: Scratch, shape: FeedShape, ports: SearchPorts) {
  for await (const standing of standingOffers(offers)) yield machine(standing, shape);
  for (const book of await cataloguesOf(dealerId, ports)) yield* bookPages(book);
  yield* await documents(dealerId, ports);
}

/** Each is noted as it goes by: of all of them memory holds their names and what they mean. */
async function* noted(all: AsyncIterable<Findable>, meant: Meant) {
  for await (const findable of all) {
    meant.note(findable);
    yield findable;
  }
}

/** Keeps what a dealer's people may look for: its machines with their ads, its books' pages, its files; gives what that means. */
export const keepSearchIndex = async (
  dealerId: string,
  offers: Scratch,
  shape: FeedShape,
  ports: SearchPorts,
): Promise<Meant> => {
  const meant = new Meant();
  const index = await indexOf(noted(findables(dealerId, offers, shape, ports), meant));
  await ports.artefacts.write(searchKey(dealerId), index, 'application/json');
  return meant;
};
