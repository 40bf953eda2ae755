import * as z from 'zod';
import { Box } from '#contracts/box.ts';
import { Reason } from '#contracts/reason.ts';
import { KEPT_OUT_AS, type Place } from '#contracts/shown-ad.ts';
import { historyOfAd } from '#desk/ads/ad-history.ts';
import { type PlacedAd, showAd } from '#desk/ads/preview.ts';
import { placesSeen } from '#desk/documents/drawn.ts';
import { type Asked, answers, type Downloads, lists, pageOf } from '../route.ts';
import { Seen, seenThere } from '../shapes/seen.ts';
import { OfDealer } from './dealer-id.ts';

const Printed = z.object({
  document: z.string(),
  /** Which version of the file; null where only its name is known. */
  sha256: z.string().nullable(),
  page: z.number().int(),
  ...Seen.shape,
});

const PlaceShown = Printed.extend({
  box: Box,
  /** In a spreadsheet: what its program calls the cells, and what stands in them. */
  cells: z.array(z.object({ address: z.string(), text: z.string() })),
});

const Row = z.object({
  document: z.string(),
  page: z.number().int(),
  row: z.number().int(),
  cells: z.array(
    z.object({ column: z.string(), text: z.string(), box: Box, address: z.string().nullable() }),
  ),
  places: z.array(PlaceShown),
});

const Match = z.object({
  avitoModel: z.string().nullable(),
  method: z.string(),
  decision: z.string(),
  confidence: z.number(),
  reasons: z.array(Reason),
  candidates: z.array(z.object({ name: z.string(), against: z.array(Reason) })),
});

const AdShown = z.object({
  dealerId: z.string(),
  document: z.string(),
  product: z.object({
    modelCode: z.string(),
    verdict: z.string(),
    reasons: z.array(Reason),
    ad: z
      .object({ id: z.string(), fields: z.record(z.string(), z.string()), images: z.array(z.string()) })
      .nullable(),
  }),
  out: z.enum(KEPT_OUT_AS).nullable(),
  ads: z.array(z.object({ id: z.string(), out: z.enum(KEPT_OUT_AS).nullable() })),
  fields: z.array(
    z.object({
      tag: z.string(),
      value: z.string(),
      sources: z.array(Reason),
      places: z.array(PlaceShown),
    }),
  ),
  row: Row,
  match: Match,
  entry: Printed.extend({ model: z.string(), engine: z.string().nullable() }).nullable(),
  /** `url` is the picture as it is kept here; null where only the dealer's host has it. */
  pictures: z.array(z.object({ address: z.string(), url: z.string().nullable() })),
});

const Change = z.object({
  version: z.number().int(),
  builtAt: z.string(),
  status: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  fields: z.array(z.object({ tag: z.string(), before: z.string(), after: z.string() })),
  delivery: z
    .object({ version: z.number(), at: z.string(), outcome: z.string(), reason: Reason.nullable() })
    .nullable(),
});

const picturesOf = ({ pictures }: PlacedAd, downloads: Downloads) =>
  Promise.all(
    pictures.map(async ({ address, key }) => ({
      address,
      url: key === null ? null : await downloads.addressFor({ store: 'assets', key }),
    })),
  );

/** An ad with where to look at everything that it is made of. */
const withPlaces = async (ad: PlacedAd, { ports, downloads }: Asked): Promise<z.input<typeof AdShown>> => {
  const look = await placesSeen(ad.dealerId, ports);
  const seen = (places: readonly Place[]) =>
    Promise.all(places.map((place) => seenThere(place, look, downloads)));
  const { row, entry, fields } = ad;
  return {
    ...ad,
    fields: await Promise.all(fields.map(async (field) => ({ ...field, places: await seen(field.places) }))),
    row: { ...row, places: await seen(row.places) },
    entry: entry && (await seenThere({ ...entry, box: null }, look, downloads)),
    pictures: await picturesOf(ad, downloads),
  };
};

/** Single ads: as buyers see them, and where all of it comes from. */
export const AD_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/ads/{modelCode}',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'The ad of one machine with its pictures, and each field with its places in the files',
    in: OfDealer.extend({ modelCode: z.string(), adId: z.string().optional() }),
    out: AdShown,
    answer: async (wish, asked) => withPlaces(await showAd(wish, asked.ports), asked),
  }),
  lists({
    path: '/dealers/{dealerId}/ads/{ad}/history',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'The versions of the feed in which an ad came, changed or went, by its Id, the newest first',
    in: OfDealer.extend({ ad: z.string() }),
    out: Change,
    page: async ({ dealerId, ad }, part, { ports }) =>
      pageOf((await historyOfAd(ad, dealerId, ports)).toReversed(), part),
  }),
] as const;
