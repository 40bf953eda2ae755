import * as z from 'zod';
import type { Box } from '#contracts/box.ts';
import { COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import { Run } from '#contracts/run.ts';
import type { AdHistory, Place, ShownField, ShownPlace, Trace } from '#contracts/shown-ad.ts';
import type { Ad, ValidatedProduct } from '#contracts/validated.ts';
import { byHand } from '#functions/validate/review/editable-fields.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { unionOf } from '#pages/box.ts';
import { allDealers } from '#shared/dealers.ts';
import { readJson } from '#shared/json.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { FeedVersion, ProductAnswer } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { cropsOf, placeKey } from './crops.ts';
import { fieldsOf, findProduct, isValueTag, type Shown } from './shown.ts';

/** Which columns of the list's row a field is made of. */
const COLUMNS_OF: Record<string, readonly Column[]> = {
  Id: ['modelCode'],
  Title: ['model', 'package', 'engine', 'trackLength', 'color'],
  Description: COLUMNS.filter((column) => column !== 'section'),
  Price: ['price'],
  Model: ['model', 'package', 'engine'],
};

const sheetCell = (extracted: ExtractedProduct, column: Column): Place['cells'] => {
  const address = extracted.addresses?.[column];
  const text = column === 'price' ? extracted.priceText : extracted[column];
  return address ? [{ address, text: text ?? '' }] : [];
};

/** The cells of the list's row that a field is made of, as one place. */
const inList = (tag: string, { document, listing: { extracted } }: Shown): Place[] => {
  const columns = (COLUMNS_OF[tag] ?? []).filter((column) => extracted.cells[column]);
  if (columns.length === 0) return [];
  const boxes = columns.map((column) => extracted.cells[column] as Box);
  const cells = columns.flatMap((column) => sheetCell(extracted, column));
  const { name, sha256 = null } = document;
  return [{ document: name, sha256, page: extracted.page, box: unionOf(boxes), cells }];
};

/** The cells of a spreadsheet's row at a place that matching took a value from. */
const cellsAt = (box: Box, { listing: { extracted } }: Shown): Place['cells'] =>
  COLUMNS.filter((column) => String(extracted.cells[column]) === String(box)).flatMap((column) =>
    sheetCell(extracted, column),
  );

/** A value lent by another book names that by its name alone. */
const versionOf = (name: string, { document, listing: { matched } }: Shown): string | null =>
  (name === document.name ? document.sha256 : matched.spec?.document === name && matched.spec.sha256) || null;

/** Where the value was printed, in a book or on the list itself, if it was. */
const asMatched = (tag: string, shown: Shown): Place[] => {
  const { document, page, box } =
    (isValueTag(tag) ? shown.listing.matched.sources[tag] : undefined) ?? NOWHERE;
  if (!document || page === null || !box) return [];
  const cells = document === shown.document.name ? cellsAt(box, shown) : [];
  return [{ document, sha256: versionOf(document, shown), page, box, cells }];
};
const NOWHERE = { document: null, page: null, box: null };

/** Where what a field is made of stands: on the list, and where matching took its value from. */
export const placesOf = (tag: string, shown: Shown): Place[] => [
  ...inList(tag, shown),
  ...asMatched(tag, shown),
];

/** Places of fields with their pictures; each page is drawn once. */
export const withCrops = async <Field extends { places: Place[] }>(
  fields: readonly Field[],
  dealerId: string,
  ports: Ports,
): Promise<(Omit<Field, 'places'> & { places: ShownPlace[] })[]> => {
  const drawable = fields.flatMap(({ places }) => places.filter(({ cells }) => cells.length === 0));
  const crops = await cropsOf(drawable, dealerId, ports);
  return fields.map(({ places, ...field }) => ({
    ...field,
    places: places.map((place) => ({ ...place, crop: crops.get(placeKey(place)) ?? null })),
  }));
};

/** Which ad; the dealer has to be named where several have the Id. */
export const TraceAd = z.strictObject({ adId: z.string(), dealerId: z.string().optional() });

const adIn = async (
  { key }: FeedVersion,
  adId: string,
  shape: FeedShape,
  { artefacts }: Ports,
): Promise<Ad | null> => {
  if (!(await artefacts.head(key))) return null;
  for await (const ad of readFeed(await artefacts.readStream(key), shape)) if (ad.id === adId) return ad;
  return null;
};

const textsOf = ({ fields, images }: Ad): Record<string, string> => ({
  ...fields,
  Images: images.join('\n'),
});

const fieldChanges = (before: Ad, after: Ad): AdHistory['fields'] => {
  const [was, is] = [textsOf(before), textsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((tag) => was[tag] !== is[tag])
    .map((tag) => ({ tag, before: was[tag] ?? '', after: is[tag] ?? '' }));
};

const changeOf = (before: Ad | null, after: Ad | null): Pick<AdHistory, 'change' | 'fields'> | null => {
  if (!before || !after) {
    if (!before && !after) return null;
    return { change: after ? 'added' : 'removed', fields: [] };
  }
  const fields = fieldChanges(before, after);
  return fields.length > 0 ? { change: 'changed', fields } : null;
};

/** The versions of the dealer's feed in which the ad came, changed or went, oldest first. */
const historyOf = async (
  dealerId: string,
  adId: string,
  shape: FeedShape,
  ports: Ports,
): Promise<AdHistory[]> => {
  const versions = (await ports.table.feeds.query({ dealerId })).sort(
    (one, other) => one.version - other.version,
  );
  const history: AdHistory[] = [];
  let before: Ad | null = null;
  for (const feed of versions) {
    const after = await adIn(feed, adId, shape, ports);
    const change = changeOf(before, after);
    if (change)
      history.push({ version: feed.version, builtAt: feed.builtAt, status: feed.status, ...change });
    before = after;
  }
  return history;
};

/** The machine that the ad stands for, of several the one whose offer speaks for it; null where no offer has it. */
const shownFor = async (adId: string, dealer: Shown['dealer'], ports: Ports): Promise<Shown | null> => {
  const offers = (await ports.table.offers.query({ dealerId: dealer.id }))
    .filter((offer) => offer.adId === adId)
    .sort((one, other) => other.order.localeCompare(one.order));
  const offer = offers.find(({ verdict }) => verdict === 'published') ?? offers[0];
  if (!offer) return null;
  const isMeant = ({ modelCode, ad }: ValidatedProduct) => modelCode === offer.modelCode && ad?.id === adId;
  const found = await findProduct(dealer.id, isMeant, ports);
  return found && { dealer, ...found };
};

const runOf = async ({ document }: Shown, { artefacts }: Ports): Promise<Run | null> => {
  const key = artefactKey(document, 'run');
  return (await artefacts.head(key)) ? readJson(artefacts, key, Run) : null;
};

const answerFor = async ({ dealer, product }: Shown, { table }: Ports): Promise<ProductAnswer | null> => {
  const { brand, modelYear, modelCode } = product;
  if (brand === null || modelYear === null) return null;
  return table.productAnswers.get({ dealerId: dealer.id, brand, modelYear, modelCode });
};

const accepted = (answer: ProductAnswer | null): Trace['origins'] => {
  if (!answer?.accepted) return [];
  const { by, at, reasons } = answer.accepted;
  return [['Accepted', `by ${by} on ${at}, although: ${reasons.map(sentenceOf).join('; ')}`]];
};

const stateOf = ({ verdict, reasons }: ValidatedProduct): string =>
  reasons.length > 0 ? `${verdict}: ${reasons.map(sentenceOf).join('; ')}` : verdict;

/** Files, rules and runs that the ad was made from, each with its version. */
const originsOf = (shown: Shown, run: Run | null, answer: ProductAnswer | null): Trace['origins'] => {
  const { document, rules, dealer, listing, product } = shown;
  const { spec } = listing.matched;
  return [
    ['State', stateOf(product)],
    [
      'Price list',
      `${document.name}, sha256 ${document.sha256 ?? ''}, received ${moscowMinute(document.receivedAt)}`,
    ],
    ['Row', `page ${listing.extracted.page}, row ${listing.extracted.row}`],
    ...(spec ? [['Spec book', `${spec.document}, sha256 ${spec.sha256}`] satisfies [string, string]] : []),
    ...accepted(answer),
    ['Rules', `${rules.version} (${rules.source})`],
    ['Dealer', `${dealer.id}, version ${run?.pins.dealerVersion ?? 'unknown'}`],
    ['Run', document.runId],
    ['Key of the file', document.key],
  ];
};

/** What people have said of the machine is the first of a field's sources. */
const withHand = (field: ShownField, answer: ProductAnswer | null): ShownField => {
  const edit = answer?.edits[field.tag];
  const said = edit ? `${byHand(edit)} in place of "${edit.insteadOf}"` : '';
  return { ...field, source: [...new Set([said, field.source])].filter(Boolean).join('; ') };
};

const ofOffered = async (
  shown: Shown,
  ports: Ports,
): Promise<Pick<Trace, 'title' | 'fields' | 'origins'>> => {
  const answer = await answerFor(shown, ports);
  const fields = fieldsOf(shown).map((field) => ({
    ...withHand(field, answer),
    places: placesOf(field.tag, shown),
  }));
  return {
    title: shown.product.ad?.fields.Title ?? null,
    fields: await withCrops(fields, shown.dealer.id, ports),
    origins: originsOf(shown, await runOf(shown, ports), answer),
  };
};

const traceOf = async (adId: string, dealer: Shown['dealer'], ports: Ports): Promise<Trace[]> => {
  const { feed } = marketplaceOf(ports);
  const shown = await shownFor(adId, dealer, ports);
  const history = await historyOf(dealer.id, adId, feed, ports);
  if (!shown && history.length === 0) return [];
  const offered = shown ? await ofOffered(shown, ports) : { title: null, fields: [], origins: [] };
  return [{ adId, dealerId: dealer.id, isOffered: shown !== null, history, ...offered }];
};

/** Where everything in an ad comes from, and its history. Throws `Refusal` where no dealer has it, or several have. */
export const traceAd = async ({ adId, dealerId }: z.infer<typeof TraceAd>, ports: Ports): Promise<Trace> => {
  if (dealerId !== undefined) await refuseUnknownDealer(dealerId, ports);
  const dealers = (await allDealers(ports)).filter(({ id }) => dealerId === undefined || id === dealerId);
  const traces: Trace[] = [];
  for (const dealer of dealers) traces.push(...(await traceOf(adId, dealer, ports)));
  const [first] = traces;
  if (first && traces.length === 1) return first;
  if (!first) throw new Refusal(reason('ad-unknown', { adId }));
  const names = traces.map((trace) => trace.dealerId);
  throw new Refusal(reason('ad-ambiguous', { adId, dealers: names }));
};
