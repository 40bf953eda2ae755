import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { Run } from '#contracts/run.ts';
import type { Place, ShownField, ShownPlace, Trace, TracedLive } from '#contracts/shown-ad.ts';
import { dayOf } from '#functions/validate/review/editable-fields.ts';
import { explained } from '#functions/verdict/judge-ad.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { dealerIn, forEachChannel } from '#shared/in-channel.ts';
import { readJson } from '#shared/json.ts';
import { liveVersion, servedFeed } from '#shared/live-feed.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { configuredDealers } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { adIn, historyOf } from './ad-history.ts';
import { cropsOf, placeKey } from './crops.ts';
import { madeOf } from './made-of.ts';
import { placesOf, shownFor } from './places.ts';
import { fieldsOf, type Shown } from './shown.ts';

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

const runOf = async ({ document }: Shown, { artefacts }: Ports): Promise<Run | null> => {
  const key = artefactKey(document, 'run');
  return (await artefacts.head(key)) ? readJson(artefacts, key, Run) : null;
};

const answerFor = async ({ dealer, product }: Shown, { table }: Ports): Promise<ProductAnswer | null> => {
  const { brand, modelYear, modelCode } = product;
  if (brand === null || modelYear === null) return null;
  return table.productAnswers.get({ dealerId: dealer.id, brand, modelYear, modelCode });
};

const accepted = (answer: ProductAnswer | null): Reason[] => {
  if (!answer?.accepted) return [];
  const { by, at, reasons } = answer.accepted;
  return [reason('made-accepted', { by, on: at, reasons })];
};

const stateOf = ({ product: { verdict, reasons }, stocked }: Shown): Reason => {
  const why = [...(stocked?.out ? [reason(`ad-${stocked.out}`)] : []), ...reasons];
  return reason('made-state', { state: stocked?.out ?? verdict, reasons: why });
};

/** Files, rules and runs that the ad was made from, each with its version. */
const originsOf = (shown: Shown, run: Run | null, answer: ProductAnswer | null): Reason[] => {
  const { document, rules, dealer, listing } = shown;
  const { name, sha256, receivedAt, runId, key } = document;
  const { page, row } = listing.extracted;
  const { spec } = listing.matched;
  return [
    stateOf(shown),
    reason('made-of-list', { name, sha256: sha256 ?? '', received: moscowMinute(receivedAt) }),
    reason('made-of-row', { page, row }),
    ...(spec ? [reason('made-of-book', { name: spec.document, sha256: spec.sha256 })] : []),
    ...accepted(answer),
    reason('made-by-rules', { version: rules.version, source: rules.source }),
    reason('made-for-dealer', { dealerId: dealer.id, version: run ? String(run.pins.dealerVersion) : null }),
    reason('made-in-run', { runId }),
    reason('made-of-file', { key }),
  ];
};

/** What people have said of the machine is the first of a field's sources. */
const withHand = (field: ShownField, answer: ProductAnswer | null): ShownField => {
  const edit = answer?.edits[field.tag];
  if (!edit) return field;
  const { by, at, insteadOf } = edit;
  return { ...field, sources: [reason('from-hand', { by, on: dayOf(at), insteadOf }), ...field.sources] };
};

type OfOffered = Pick<Trace, 'title' | 'row' | 'match' | 'entry' | 'fields' | 'origins'>;

const NOT_OFFERED: OfOffered = { title: null, row: null, match: null, entry: null, fields: [], origins: [] };

const ofOffered = async (shown: Shown, shape: FeedShape, ports: Ports): Promise<OfOffered> => {
  const answer = await answerFor(shown, ports);
  const fields = fieldsOf(shown).map((field) => ({
    ...withHand(field, answer),
    places: placesOf(field.tag, shown),
  }));
  const { row: printed, match, entry } = madeOf(shown);
  const [row] = await withCrops([printed], shown.dealer.id, ports);
  return {
    title: shown.product.ad?.fields[shape.title] ?? null,
    ...{ row: row ?? null, match, entry },
    fields: await withCrops(fields, shown.dealer.id, ports),
    origins: originsOf(shown, await runOf(shown, ports), answer),
  };
};

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
