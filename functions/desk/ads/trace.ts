import * as z from 'zod';
import type { Box } from '#contracts/box.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import { Run } from '#contracts/run.ts';
import type {
  AdHistory,
  Place,
  ShownField,
  ShownPlace,
  Trace,
  TracedDelivery,
  TracedLive,
  TracedMatch,
  TracedRow,
} from '#contracts/shown-ad.ts';
import type { Ad, ValidatedProduct } from '#contracts/validated.ts';
import { dayOf } from '#functions/validate/review/editable-fields.ts';
import { explained } from '#functions/verdict/judge-ad.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { unionOf } from '#pages/box.ts';
import { dealerIn, forEachChannel } from '#shared/in-channel.ts';
import { readJson } from '#shared/json.ts';
import { liveVersion, servedFeed } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { DeliveryReceipt } from '#shared/table/feed-records.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { configuredDealers } from '../dealers/known-dealer.ts';
import { listDeliveries } from '../feeds/deliver.ts';
import { Refusal } from '../refusal.ts';
import { asStocked } from './as-stocked.ts';
import { cropsOf, placeKey } from './crops.ts';
import { fieldsOf, findProduct, isValueTag, type Shown, shownAs } from './shown.ts';

/** Which columns of the list's row a field is made of. */
const COLUMNS_OF: Record<string, readonly Column[]> = {
  Id: ['modelCode'],
  Title: ['model', 'package', 'engine', 'trackLength', 'color'],
  Description: COLUMNS.filter((column) => column !== 'section'),
  Price: ['price'],
  Model: ['model', 'package', 'engine'],
};

const textIn = (extracted: ExtractedProduct, column: Column): string =>
  (column === 'price' ? extracted.priceText : extracted[column]) ?? '';

const sheetCell = (extracted: ExtractedProduct, column: Column): Place['cells'] => {
  const address = extracted.addresses?.[column];
  return address ? [{ address, text: textIn(extracted, column) }] : [];
};

/** Cells of the list's row as one place. */
const inList = (
  wanted: readonly Column[],
  { document, listing: { extracted } }: Pick<Shown, 'document' | 'listing'>,
): Place[] => {
  const columns = wanted.filter((column) => extracted.cells[column]);
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
  ...inList(COLUMNS_OF[tag] ?? [], shown),
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
  key: string,
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

const PROVEN = ['delivered', 'unchanged'];

const deliveryIn = ({
  feedVersion: version,
  sequence,
  at,
  outcome,
  url,
  sha256,
  reason: why,
}: DeliveryReceipt): TracedDelivery => ({ version, sequence, at, outcome, url, sha256, reason: why ?? null });

/** What came of the versions from one on, up to the one that changed the ad next. */
const deliveryOf = (
  receipts: readonly DeliveryReceipt[],
  from: number,
  next: number,
): TracedDelivery | null => {
  const own = receipts.filter(({ feedVersion }) => from <= feedVersion && feedVersion < next);
  const receipt = own.find(({ outcome }) => PROVEN.includes(outcome)) ?? own.at(-1);
  return receipt ? deliveryIn(receipt) : null;
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
  const receipts = (await listDeliveries(dealerId, ports)).toReversed();
  const history: Omit<AdHistory, 'delivery'>[] = [];
  let before: Ad | null = null;
  for (const { version, key, builtAt, status } of versions) {
    const after = await adIn(key, adId, shape, ports);
    const change = changeOf(before, after);
    if (change) history.push({ version, builtAt, status, ...change });
    before = after;
  }
  return history.map((each, at) => ({
    ...each,
    delivery: deliveryOf(receipts, each.version, history[at + 1]?.version ?? Number.POSITIVE_INFINITY),
  }));
};

/** What the channel's URL was last seen to serve, in whichever body. */
const liveOf = async (
  { id: dealerId, feed: { publicUrl: url } }: Dealer,
  adId: string,
  shape: FeedShape,
  ports: Ports,
): Promise<TracedLive | null> => {
  const live = await liveVersion(await ports.table.channelStates.get({ dealerId }), ports);
  if (!live) return null;
  const ad = await adIn(servedFeed(live).key, adId, shape, ports);
  return { version: live.version, url, holdsAd: ad !== null };
};

/** The machine that the ad stands for, of several the one whose offer speaks for it; null where no offer has it. */
const shownFor = async (adId: string, dealer: Dealer, ports: Ports): Promise<Shown | null> => {
  const offeredAs = await asStocked(dealer.id, ports);
  const offers = (await ports.table.offers.query({ dealerId: dealer.id }))
    .filter((offer) => offeredAs(offer).some(({ ad }) => ad?.id === adId))
    .sort((one, other) => other.order.localeCompare(one.order));
  const meant = offers.find(({ verdict }) => verdict === 'published') ?? offers[0];
  if (!meant) return null;
  const { modelCode, adId: own } = meant;
  const isMeant = (product: ValidatedProduct) => product.modelCode === modelCode && product.ad?.id === own;
  const found = await findProduct(dealer.id, isMeant, ports);
  if (!found) return null;
  return (
    shownAs({ dealer, ...found }, meant, offeredAs).find(({ product }) => product.ad?.id === adId) ?? null
  );
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

const stateOf = ({ product: { verdict, reasons }, stocked }: Shown): string => {
  const why = [...(stocked?.out ? [reason(`ad-${stocked.out}`)] : []), ...reasons];
  return why.length > 0 ? `${stocked?.out ?? verdict}: ${why.map(sentenceOf).join('; ')}` : verdict;
};

/** Files, rules and runs that the ad was made from, each with its version. */
const originsOf = (shown: Shown, run: Run | null, answer: ProductAnswer | null): Trace['origins'] => {
  const { document, rules, dealer, listing } = shown;
  const { spec } = listing.matched;
  return [
    ['State', stateOf(shown)],
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
  if (!edit) return field;
  const { by, at, insteadOf } = edit;
  return { ...field, sources: [reason('from-hand', { by, on: dayOf(at), insteadOf }), ...field.sources] };
};

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

type OfOffered = Pick<Trace, 'title' | 'row' | 'match' | 'entry' | 'fields' | 'origins'>;

const NOT_OFFERED: OfOffered = { title: null, row: null, match: null, entry: null, fields: [], origins: [] };

const ofOffered = async (shown: Shown, shape: FeedShape, ports: Ports): Promise<OfOffered> => {
  const answer = await answerFor(shown, ports);
  const fields = fieldsOf(shown).map((field) => ({
    ...withHand(field, answer),
    places: placesOf(field.tag, shown),
  }));
  const [row] = await withCrops([rowOf(shown)], shown.dealer.id, ports);
  return {
    title: shown.product.ad?.fields[shape.title] ?? null,
    ...{ row: row ?? null, match: matchOf(shown), entry: entryOf(shown) },
    fields: await withCrops(fields, shown.dealer.id, ports),
    origins: originsOf(shown, await runOf(shown, ports), answer),
  };
};

/**
 * Fields of an ad, those too that it lacks, and where what they are made of stands, without pictures of the places; none where
 * no list has the ad.
 */
export const fieldPlaces = async (
  adId: string,
  dealerId: string,
  tags: readonly string[],
  ports: Ports,
): Promise<(ShownField & { places: Place[] })[]> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const shown = dealer && (await shownFor(adId, dealer, ports));
  if (!shown) return [];
  const known = new Map(fieldsOf(shown).map((field) => [field.tag, field]));
  return tags.map((tag) => ({
    ...(known.get(tag) ?? { tag, value: '', sources: [] }),
    places: placesOf(tag, shown),
  }));
};

/** What happened to an ad in the versions of the dealer's feed, oldest first; each version is read for it. */
export const historyOfAd = (adId: string, dealerId: string, ports: Ports): Promise<AdHistory[]> =>
  historyOf(dealerId, adId, marketplaceOf(ports).feed, ports);

/** What the marketplace said of it last; null where no load was read that says anything of it. */
const verdictFor = async (adId: string, dealerId: string, { table }: Ports): Promise<Trace['verdict']> => {
  const verdict = await table.verdicts.get({ dealerId, adId });
  if (!verdict) return null;
  const { standing, avitoId, url, since, feedVersion, messages } = verdict;
  return { standing, avitoId, url, since, feedVersion, messages: messages.map(explained) };
};

/** The channels of a dealer that have given the ad an Id. */
const channelsWith = async (adId: string, dealer: Dealer, ports: Ports): Promise<string[]> => {
  const found = await forEachChannel(dealer, ports, async ({ id: dealerId }, { table }) =>
    (await table.ads.get({ dealerId, adId })) ? [table.channel] : [],
  );
  return found.flat();
};

const traceOf = async (adId: string, whole: Dealer, ports: Ports): Promise<Trace[]> => {
  const { channel } = ports.table;
  const dealer = dealerIn(channel, whole);
  if (!dealer) return [];
  const { feed } = marketplaceOf(ports);
  const shown = await shownFor(adId, dealer, ports);
  const history = await historyOf(dealer.id, adId, feed, ports);
  if (!shown && history.length === 0) return [];
  return [
    {
      ...{ adId, dealerId: dealer.id, channel, isOffered: shown !== null, history },
      out: shown?.stocked?.out ?? null,
      alsoIn: (await channelsWith(adId, whole, ports)).filter((each) => each !== channel),
      live: await liveOf(dealer, adId, feed, ports),
      verdict: await verdictFor(adId, dealer.id, ports),
      ...(shown ? await ofOffered(shown, feed, ports) : NOT_OFFERED),
    },
  ];
};

/** The way of an ad in the table's channel. Throws `Refusal` where no dealer has it there, or several have. */
export const traceAd = async ({ adId, dealerId }: z.infer<typeof TraceAd>, ports: Ports): Promise<Trace> => {
  const dealers = await configuredDealers(dealerId, ports);
  const traces: Trace[] = [];
  for (const dealer of dealers) traces.push(...(await traceOf(adId, dealer, ports)));
  const [first] = traces;
  if (first && traces.length === 1) return first;
  if (!first) throw new Refusal(reason('ad-unknown', { adId }));
  const names = traces.map((trace) => trace.dealerId);
  throw new Refusal(reason('ad-ambiguous', { adId, dealers: names }));
};
