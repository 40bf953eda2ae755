import type { Facts } from '#contracts/dealer-rule.ts';
import type { MarketFigures } from '#contracts/market.ts';
import type { SaidValues } from '#contracts/stock.ts';
import type { Ad } from '#contracts/validated.ts';
import { lettersOf } from '#reference/scoring/listing-scorer.ts';
import { percentAbove } from '#shared/market.ts';
import { printedDateIn } from '#shared/run.ts';
import type { StockedAd } from '#shared/stock.ts';
import type { Offer } from '#shared/table/records.ts';
import type { AdVerdict } from '#shared/table/verdict-records.ts';
import type { FeedShape } from './marketplace.ts';
import { ownPicturesOf } from './scored-listing.ts';

/** What is known of an ad beside its offer; null or absent where nobody knows. */
export interface KnownBeside {
  stock: StockedAd | null;
  /** How good the ad is, 0 to 100. */
  score?: number | undefined;
  verdict?: Pick<AdVerdict, 'standing' | 'refusals'> | undefined;
  /** What other shops ask for the machine. */
  market?: Pick<MarketFigures, 'median' | 'count'> | null;
  /** How its channel writes the ad. */
  shape: Pick<FeedShape, 'price' | 'markup' | 'availability'>;
  now: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const TELLING = ['quantity', 'availability', 'arrives'] as const;

/** When it was said: by a person then, by a sheet on the day it prints, else when it came. */
const saidOn = ({ source, order }: NonNullable<SaidValues[(typeof TELLING)[number]]>): string =>
  'by' in source ? source.at : (printedDateIn(order) ?? order.split('#')[1] ?? '');

/** Whole days since somebody said last whether it is there. */
const daysOf = ({ said }: StockedAd, now: Date): number | undefined => {
  const times = TELLING.flatMap((field) => (said[field] ? [Date.parse(saidOn(said[field]))] : []));
  const newest = Math.max(...times.filter(Number.isFinite));
  return Number.isFinite(newest) ? Math.max(0, Math.floor((now.getTime() - newest) / DAY_MS)) : undefined;
};

const stockFacts = ({ stock, now }: KnownBeside): Facts =>
  stock
    ? {
        'stock.standing': stock.standing,
        'stock.sold': stock.standing === 'sold',
        'stock.count': stock.values.quantity,
        'stock.place': stock.values.location,
        'stock.days': daysOf(stock, now),
      }
    : {};

const numberIn = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

const machineFacts = ({ brand, modelYear, modelCode, market, listed, ad }: Offer): Facts => ({
  'machine.code': modelCode,
  'machine.brand': brand,
  'machine.year': modelYear,
  'machine.market': market,
  'machine.family': listed?.family ?? undefined,
  'machine.color': listed?.color ?? undefined,
  'machine.model': listed?.machine?.model ?? undefined,
  'machine.package': listed?.machine?.package ?? undefined,
  'machine.engine': listed?.machine?.engine ?? undefined,
  'machine.trackLength': listed?.machine?.trackLength ?? undefined,
  'machine.springOnly': listed?.machine?.springOnly,
  // YML tells watts under a name of their own.
  'machine.power': numberIn(ad?.fields.Power ?? ad?.fields.ElectricPower),
  'machine.trackWidth': numberIn(ad?.fields.TrackWidth),
});

const availabilityIn = (fields: Ad['fields'], { availability }: KnownBeside['shape']): string | undefined =>
  availability ? availability.words[fields[availability.tag] ?? ''] : fields.Availability;

const adFacts = ({ ad, listed }: Offer, { shape }: KnownBeside): Facts =>
  ad
    ? {
        'ad.price': numberIn(ad.fields[shape.price]),
        'ad.pictures': ad.images.length,
        'ad.ownPictures': listed?.match && ownPicturesOf(ad, listed.match),
        'ad.letters': lettersOf(shape.markup.map((tag) => ad.fields[tag]).join('')),
        'ad.availability': availabilityIn(ad.fields, shape),
      }
    : {};

const WHOLE = /^\d+$/;

const marketFacts = (
  { median, count }: NonNullable<KnownBeside['market']>,
  price: string | undefined,
): Facts => ({
  'market.median': Number(median),
  'market.count': count,
  'market.difference':
    price && WHOLE.test(price) ? Number(percentAbove(BigInt(price), BigInt(median))) : undefined,
});

const verdictFacts = ({ standing, refusals }: NonNullable<KnownBeside['verdict']>): Facts => ({
  'verdict.standing': standing,
  'verdict.refusals': Object.values(refusals).reduce((sum, { times }) => sum + times, 0),
});

/** All that a dealer's rules may go by of one ad, as the offer has it once the stock is laid over it. */
export const factsOf = (offer: Offer, beside: KnownBeside): Facts => ({
  ...machineFacts(offer),
  ...adFacts(offer, beside),
  ...stockFacts(beside),
  ...(beside.score !== undefined && { 'listing.score': beside.score }),
  ...(beside.market && marketFacts(beside.market, offer.ad?.fields[beside.shape.price])),
  ...(beside.verdict && verdictFacts(beside.verdict)),
});
