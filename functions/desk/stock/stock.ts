import * as z from 'zod';
import {
  type SaidValue,
  type SaidValues,
  STOCK_FIELDS,
  type Standing,
  type StockField,
  StockValues,
} from '#contracts/stock.ts';
import { buildSoon } from '#functions/operations/refresh/refresh.ts';
import { faultsOf } from '#functions/stock/judge.ts';
import { nearestCodes, offersByCode, offersOfCodes } from '#functions/stock/known-codes.ts';
import { OF_A_PIECE } from '#functions/stock/sheet.ts';
import { type Taken, takeIn } from '#functions/stock/take-in.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import type { StockSetting } from '#marketplace/stocked-offer.ts';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
import { inChannelsOf } from '#shared/in-channel.ts';
import { locationOf, locationsMeant } from '#shared/locations.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { pieceOf, type StockWord, stockIn, stockOf, withWords } from '#shared/stock.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Offer, StockRecord } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import { atUrl } from '../offers/withdraw.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';

/** A wish changes so many machines at most; more are a sheet. */
const MOST_ROWS = 1_000;

/** What is said of a machine, or of a piece of it that its VIN or place tells from others; `drop`: fields that are taken back. */
const StockRow = z.strictObject({
  modelCode: z.string().min(1).max(40),
  piece: z.string().max(60).optional(),
  values: StockValues.partial().default({}),
  drop: z.array(z.enum(STOCK_FIELDS as [StockField, ...StockField[]])).default([]),
});
type StockRow = z.infer<typeof StockRow>;

/** What a person or a program says of a dealer's stock; `confirmed` that its last ad goes, or more than half of them. */
export const SetStock = z.strictObject({
  dealerId: z.string(),
  rows: z.array(StockRow).min(1).max(MOST_ROWS),
  why: z.string().default(''),
  confirmed: z.boolean().default(false),
});

/** What came of it. */
export interface StockSet extends Taken {
  /** The execution that builds the feed; null where there is no list to make one of. */
  build: string | null;
}

/** The VIN tells a piece from others, where nothing else does. */
const subjectOf = ({ modelCode, piece, values: { vin } }: StockRow) => ({
  modelCode,
  piece: pieceOf(piece ?? vin ?? ''),
});

const wordOf = (row: StockRow, { who: by, at, id }: Act): StockWord => {
  const said = (value: SaidValue['value']) => ({ value, source: { by, at }, order: `${at}#${id}` });
  const dropped = row.drop.map((field) => [field, said(null)] as const);
  const given = Object.entries(row.values).map(([field, value]) => [field, said(value ?? null)] as const);
  return { ...subjectOf(row), values: Object.fromEntries([...dropped, ...given]) as SaidValues };
};

/** Throws `Refusal` that names the codes which nobody offers or has spoken of, with those that may be meant. */
const refuseUnknownCodes = (
  dealerId: string,
  rows: readonly StockRow[],
  known: ReadonlySet<string>,
): void => {
  const unknown = [...new Set(rows.map(({ modelCode }) => modelCode))].filter((code) => !known.has(code));
  if (unknown.length === 0) return;
  const near = [...new Set(unknown.flatMap((code) => nearestCodes(code, known)))];
  throw new Refusal(reason('stock-codes-unknown', { dealerId, codes: unknown, near }));
};

/** Throws `Refusal` where a code has pieces and none is named of which that can be true. */
const refuseUntoldPieces = (rows: readonly StockRow[], records: readonly StockRecord[]): void => {
  for (const row of rows) {
    const pieces = records
      .filter(({ modelCode, piece }) => piece && modelCode === row.modelCode)
      .map(({ piece }) => piece);
    const isOfPiece =
      OF_A_PIECE.some((field) => row.values[field] !== undefined) && row.values.quantity !== 0;
    if (pieces.length > 0 && isOfPiece && subjectOf(row).piece === '')
      throw new Refusal(reason('stock-which-piece', { code: row.modelCode, pieces }));
  }
};

/** Throws `Refusal` that names a place of which no address is known, with those that may be meant. */
const refuseUnknownPlaces = async (
  dealerId: string,
  rows: readonly StockRow[],
  { table }: DeskPorts,
): Promise<void> => {
  const dealer = (await table.dealers.get({ dealerId }))?.configuration ?? {};
  const name = rows
    .filter(({ values }) => values.address === undefined)
    .flatMap(({ values: { location } }) => location ?? [])
    .find((location) => !locationOf(location, dealer));
  if (name === undefined) return;
  throw new Refusal(reason('stock-place-unknown', { name, near: locationsMeant(name, dealer) }));
};

const settingOf = async (dealerId: string, ports: DeskPorts): Promise<StockSetting> => {
  const marketplace = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
  return { dealer, marketplace, rules: (await rulesInForce(marketplace.name, ports)).rules };
};

/** Throws `Refusal` where an ad would come of it that a rule forbids. */
const refuseUnfit = async (
  dealerId: string,
  words: readonly StockWord[],
  offers: ReadonlyMap<string, Offer[]>,
  ports: DeskPorts,
): Promise<void> => {
  const then = withWords(await stockIn(dealerId, ports), words);
  const concerned = [...new Set(words.map(({ modelCode }) => modelCode))].flatMap(
    (code) => offers.get(code) ?? [],
  );
  const faults = faultsOf(concerned, then, await settingOf(dealerId, ports));
  if (faults.length > 0) throw new Refusal(reason('stock-refused', { reasons: faults }));
};

const subjectText = (rows: readonly StockRow[]): string =>
  rows.length > 5 ? `${rows.length} machines` : rows.map(({ modelCode }) => modelCode).join(' ');

/**
 * Says something of a dealer's machines on a person's or a program's word: what is sold leaves the public URL at once,
 * all else comes with the feed, which is built within seconds, once for whatever is said meanwhile. Throws `Refusal`.
 */
export const setStock = async (
  actor: Actor,
  { dealerId, rows, why, confirmed }: z.infer<typeof SetStock>,
  ports: DeskPorts,
): Promise<StockSet> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'stock.set', subject: subjectText(rows) };
  const taken = await ports.acts.once<Taken>(actor, asked, async () => {
    const codes = new Set(rows.map(({ modelCode }) => modelCode));
    const offers = await offersOfCodes(dealerId, codes, ports);
    const records = await ports.table.stock.query({ dealerId });
    const spokenOf = records.map(({ modelCode }) => modelCode);
    await refuseUnknownPlaces(dealerId, rows, ports);
    refuseUnknownCodes(dealerId, rows, new Set([...offers.keys(), ...spokenOf]));
    refuseUntoldPieces(rows, records);
    return {
      details: { rows: new Set(rows.map((row) => JSON.stringify(subjectOf(row)))).size, why },
      effect: async (act) => {
        const words = rows.map((row) => wordOf(row, act));
        await refuseUnfit(dealerId, words, offers, ports);
        const name = `sold-${sha256(`${dealerId}\n${act.id}`).slice(0, 40)}`;
        return orRefuse(await takeIn({ dealerId, words, confirmed, name, at: act.at }, ports));
      },
    };
  });
  return { ...taken, build: await buildSoon(dealerId, ports) };
};

/** What has become of it once the feed is built and the delivery of what is sold has ended. */
export type StockSettled = Awaited<ReturnType<typeof atUrl>> & { feed: FeedVersion | null };

const NOTHING_LIVE = { url: 'nothing-live', halted: null } as const;

/** Waits until what was set off has ended; of several channels' URLs one that still serves what is sold is told of. */
export const settleStock = async (
  dealerId: string,
  { delivery, build }: StockSet,
  ports: DeskPorts,
): Promise<StockSettled> => {
  if (delivery) await ports.acts.untilEnded('delivery', delivery);
  if (build) await ports.acts.untilEnded('price-list', build);
  const urls = await inChannelsOf(dealerId, ports, (inOne) => atUrl(dealerId, inOne));
  const isLive = ({ url }: (typeof urls)[number]) => url !== 'nothing-live';
  const at = urls.find(({ url }) => url === 'still-served') ?? urls.find(isLive) ?? NOTHING_LIVE;
  return { ...at, feed: await newestFeed(dealerId, ports) };
};

/** What is said of a machine or a piece of it, and what becomes of that. */
export interface StockLine {
  modelCode: string;
  piece: string;
  /** Ids of the ads that it is about; none where no list in force offers the code. */
  ads: string[];
  standing: Standing;
  values: SaidValues;
}

const lineOf = (
  { modelCode, piece, values }: StockRecord,
  offers: ReadonlyMap<string, Offer[]>,
  stock: Awaited<ReturnType<typeof stockOf>>,
): StockLine => {
  const ads = (offers.get(modelCode) ?? [])
    .flatMap((offer) => stock.adsOf(offer))
    .filter((ad) => piece === '' || ad.piece === piece || ad.piece === '');
  return {
    modelCode,
    piece,
    values,
    ads: [...new Set(ads.map(({ id }) => id))],
    standing: ads[0]?.standing ?? 'untold',
  };
};

/** What is known of a dealer's stock, each value with its source. Throws `Refusal`. */
export const listStock = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<StockLine[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const offers = await offersByCode(dealerId, ports);
  const stock = await stockOf(dealerId, ports);
  const records = await ports.table.stock.query({ dealerId });
  return records
    .filter(({ values }) => Object.keys(values).length > 0)
    .map((record) => lineOf(record, offers, stock));
};
