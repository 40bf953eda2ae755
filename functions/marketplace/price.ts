import type { Dealer } from '#contracts/dealer.ts';
import type { Money } from '#contracts/money.ts';
import type { PriceDerivation, PriceRule, PriceScope, PriceStep } from '#contracts/pricing.ts';
import type { Reason } from '#contracts/reason.ts';
import type { RateUsed } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import type { Listing } from './marketplace.ts';

/** Whole roubles as digits, how they came about and by which rate; or why there are none. */
export type Roubles =
  | { roubles: string; derivation: PriceDerivation; rate: RateUsed | null }
  | { problem: Reason };

/** What a dealer's rules of prices know a machine by. */
export interface PricedMachine {
  brand: string | null;
  modelYear: number | null;
  family: string | null;
  modelCode: string;
  /** Where the dealer's stock says that it is. */
  location?: string | undefined;
}

/** What the dealer's stock says of the price of the machine itself. */
export interface SaidOfPrice {
  /** Instead of the list's: rules that raise or fix that say nothing of this one. */
  price?: Money | undefined;
  /** On top of all else. */
  percent?: string | undefined;
}

/** A decimal as a fraction of whole numbers: "98.50" = 9850 / 100. */
interface Fraction {
  top: bigint;
  bottom: bigint;
}

const fraction = (decimal: string): Fraction => {
  const [whole = '', part = ''] = decimal.split('.');
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) };
};

const product = (factors: Fraction[]): Fraction =>
  factors.reduce((one, other) => ({ top: one.top * other.top, bottom: one.bottom * other.bottom }));

/** 12 % on top is 112 / 100. */
const surcharge = (percent: string): Fraction => {
  const { top, bottom } = fraction(percent);
  return { top: 100n * bottom + top, bottom: 100n * bottom };
};

/** The fraction as a decimal; what is below the line is a power of ten. */
const decimal = ({ top, bottom }: Fraction): string => {
  const places = bottom.toString().length - 1;
  const digits = top.toString().padStart(places + 1, '0');
  const end = digits.length - places;
  return `${digits.slice(0, end)}.${digits.slice(end)}`.replace(/\.?0*$/, '');
};

/** Roubles for one unit of the currency, markup included, exactly. */
const factorOf = (rate: string, markupPercent: string): string =>
  decimal(product([fraction(rate), surcharge(markupPercent)]));

/** The smallest multiple of `unit` that is not below the fraction. */
const roundedUp = ({ top, bottom }: Fraction, unit: bigint): bigint => {
  const step = bottom * unit;
  return ((top + step - 1n) / step) * unit;
};

const isSame = (one: string, other: string | null | undefined): boolean =>
  one.toLowerCase() === other?.toLowerCase();

/** Whether a rule speaks of a machine, at a price in that currency. */
export const speaksOf = (when: PriceScope, machine: PricedMachine, currency: string | undefined): boolean =>
  (when.brand === undefined || isSame(when.brand, machine.brand)) &&
  (when.modelYear === undefined || when.modelYear === machine.modelYear) &&
  (when.family === undefined || isSame(when.family, machine.family)) &&
  (when.codes === undefined || when.codes.some((code) => isSame(code, machine.modelCode))) &&
  (when.location === undefined || isSame(when.location, machine.location)) &&
  (when.currency === undefined || when.currency === currency);

type Term = Exclude<keyof PriceRule, 'when'>;

/** The last word on a thing, and the rule that says it. */
interface LastWord<Name extends Term> {
  value: NonNullable<PriceRule[Name]>;
  of: PriceScope;
}

type LastWords = <Name extends Term>(term: Name) => LastWord<Name> | null;

const lastWords = (
  { pricing = [] }: Pick<Dealer, 'pricing'>,
  machine: PricedMachine,
  currency: string | undefined,
): LastWords => {
  const rules = pricing.filter(({ when }) => speaksOf(when, machine, currency));
  return (term) => {
    const rule = rules.findLast((each) => each[term] !== undefined);
    return rule ? ({ value: rule[term], of: rule.when } as LastWord<typeof term>) : null;
  };
};

type Conversions = Pick<Dealer, 'conversion' | 'pricing'>;

const RUB = 'RUB';

/** A rate and the day it was set; `of` where a rule and no conversion says it. Null for roubles, undefined for money that has none. */
const rateFor = (
  currency: string,
  { conversion }: Conversions,
  said: LastWords,
): Extract<PriceStep, { step: 'rate' }> | null | undefined => {
  const own = conversion[currency];
  const [rate, date] = [said('rate'), said('rateDate')];
  if (rate && date && currency !== RUB)
    return { step: 'rate', rate: rate.value, date: date.value, of: rate.of };
  if (own) return { step: 'rate', rate: own.rate, date: own.rateDate };
  return currency === RUB ? null : undefined;
};

type PercentStep = Extract<PriceStep, { step: 'percent' }>;

const markupFor = (currency: string, { conversion }: Conversions, said: LastWords): PercentStep => {
  const rule = said('markupPercent');
  if (rule) return { step: 'percent', percent: rule.value, of: rule.of };
  return { step: 'percent', percent: conversion[currency]?.markupPercent ?? '0' };
};

const percentFor = (said: LastWords): PercentStep[] => {
  const rule = said('percent');
  return rule ? [{ step: 'percent', percent: rule.value, of: rule.of }] : [];
};

const FIXED = 1;

/** Roubles of the dealer's own are rounded to whole ones alone. */
const roundingFor = (
  currency: string,
  { conversion }: Conversions,
  said: LastWords,
): Extract<PriceStep, { step: 'rounded' }> => {
  const rule = said('roundTo');
  if (rule) return { step: 'rounded', to: rule.value, of: rule.of };
  return { step: 'rounded', to: conversion[currency]?.roundTo ?? FIXED };
};

const factorIn = (step: PriceStep): Fraction[] => {
  if (step.step === 'rate') return [fraction(step.rate)];
  return step.step === 'percent' || step.step === 'stock-percent' ? [surcharge(step.percent)] : [];
};

const isIdle = (step: PriceStep): boolean =>
  (step.step === 'percent' && /^-?0+(\.0+)?$/.test(step.percent)) ||
  (step.step === 'rounded' && step.to === FIXED);

/** Rounds up, and never below the floor that the rules name. */
const finished = (
  begun: Omit<PriceDerivation, 'roubles'>,
  start: Fraction,
  said: LastWords,
): PriceDerivation => {
  const unit = begun.steps.findLast((step) => step.step === 'rounded')?.to ?? FIXED;
  const exact = product([start, ...begun.steps.flatMap(factorIn)]);
  const rounded = roundedUp(exact, BigInt(unit));
  const steps = begun.steps.filter((step) => !isIdle(step));
  const floor = said('floor');
  if (!floor || rounded >= BigInt(floor.value)) return { ...begun, steps, roubles: String(rounded) };
  const roubles = String(floor.value);
  return { ...begun, steps: [...steps, { step: 'floor', roubles, of: floor.of }], roubles };
};

const stockPercent = (percent: string | undefined): PriceStep[] =>
  percent === undefined ? [] : [{ step: 'stock-percent', percent }];

/** What the guard compares with the live feed's: which rules say otherwise than the conversion is part of it. */
const rateUsed = (
  currency: string,
  rate: ReturnType<typeof rateFor>,
  markup: PercentStep,
): RateUsed | null => {
  if (!rate) return null;
  const scopes = [rate.of, markup.of].filter((of) => of !== undefined);
  return {
    ...{ currency, date: rate.date, factor: factorOf(rate.rate, markup.percent) },
    ...(scopes.length > 0 && { scope: JSON.stringify(scopes) }),
  };
};

const fixedAt = (
  { value, of }: LastWord<'fixed'>,
  from: Money | null,
  percent: string | undefined,
  { said, rounding }: { said: LastWords; rounding: PriceStep },
): Roubles => {
  const roubles = String(value);
  const raised = percent === undefined ? [] : [...stockPercent(percent), rounding];
  const steps: PriceStep[] = [{ step: 'fixed', roubles, of }, ...raised];
  const derivation = finished({ from, source: 'list', steps }, fraction(roubles), said);
  return { roubles: derivation.roubles, derivation, rate: null };
};

/**
 * What a machine costs in roubles: price × rate × (1 + markup / 100), times (1 + percent / 100) for the rules' percent and
 * for the stock's, rounded up to a multiple of `roundTo` (C5), and no less than the floor. A fixed price stands in place of
 * list, rate, markup and percent. Exact: whole numbers throughout, never a float.
 */
export const toRoubles = (
  listed: Money | null,
  machine: PricedMachine,
  dealer: Conversions,
  { price: own, percent }: SaidOfPrice = {},
): Roubles => {
  const from = own ?? listed;
  const said = lastWords(dealer, machine, from?.currency);
  const rounding = roundingFor(from?.currency ?? RUB, dealer, said);
  const fixed = own ? null : said('fixed');
  if (fixed) return fixedAt(fixed, from, percent, { said, rounding });
  if (!from) return { problem: reason('price-untold') };
  const { currency } = from;
  const rate = rateFor(currency, dealer, said);
  if (rate === undefined) return { problem: reason('rate-missing', { currency }) };
  const start = fraction(from.amount);
  if (start.top <= 0n) return { problem: reason('no-price', from) };
  const asIs = own && rate === null;
  const markup = markupFor(currency, dealer, said);
  const steps = asIs
    ? stockPercent(percent)
    : [...(rate ? [rate] : []), markup, ...(own ? [] : percentFor(said)), ...stockPercent(percent), rounding];
  const derivation = finished({ from, source: own ? 'stock' : 'list', steps }, start, said);
  return { roubles: derivation.roubles, derivation, rate: rateUsed(currency, rate, markup) };
};

/** What a dealer's rules know a listing by. */
const machineOf = ({ extracted }: Listing): PricedMachine => {
  const { brand, modelYear, modelCode, normalized, model } = extracted;
  return { brand, modelYear, modelCode, family: normalized.family ?? model };
};

/** What the list's machine costs at that dealer, as long as nothing is known of its stock. */
export const roublesOf = (listing: Listing, dealer: Conversions): Roubles =>
  toRoubles(listing.extracted.price, machineOf(listing), dealer);
