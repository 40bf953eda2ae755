import type { PriceDerivation, PriceScope, PriceStep } from '#contracts/pricing.ts';
import { spokenMoney, spokenRoubles } from './spoken-money.ts';

const MOST_CODES = 3;

const codesText = (codes: readonly string[]): string => {
  const more = codes.length - MOST_CODES;
  return `${codes.slice(0, MOST_CODES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** "brand Lynx, family Ranger", of which machines a rule of prices speaks; "all" where of every one. */
export const scopeText = ({ brand, modelYear, family, codes, location, currency }: PriceScope): string =>
  [
    brand && `brand ${brand}`,
    modelYear && `year ${modelYear}`,
    family && `family ${family}`,
    codes && `${codes.length > 1 ? 'codes' : 'code'} ${codesText(codes)}`,
    location && `location ${location}`,
    currency && `in ${currency}`,
  ]
    .filter(Boolean)
    .join(', ') || 'all';

const signed = (percent: string): string =>
  percent.startsWith('-') ? `− ${percent.slice(1)} %` : `+ ${percent} %`;

const ruled = (text: string, of: PriceScope | undefined): string => (of ? `${text} ${scopeText(of)}` : text);

/** What is done at a step; empty for what is said behind the sum. */
const stepText = (step: PriceStep): string => {
  if (step.step === 'rate') return `× ${ruled(step.rate, step.of)}`;
  if (step.step === 'percent') return ruled(signed(step.percent), step.of);
  return step.step === 'stock-percent' ? `${signed(step.percent)} by the stock` : '';
};

const asideText = (step: PriceStep): string => {
  if (step.step === 'rate') return `rate of ${step.date}`;
  if (step.step === 'rounded') return ruled(`rounded up to ${step.to}`, step.of);
  if (step.step === 'floor') return `not below ${spokenRoubles(step.roubles)}: ${scopeText(step.of)}`;
  return '';
};

const startText = ({ from, source, steps }: PriceDerivation): string => {
  const fixed = steps.find((step) => step.step === 'fixed');
  if (fixed) return `fixed ${spokenRoubles(fixed.roubles)} ${scopeText(fixed.of)}`;
  return `${from ? spokenMoney(from) : ''}${source === 'stock' ? ' by the stock' : ''}`;
};

/** "19 540 EUR × 98.50 + 12 % + 3 % family Summit → 2 221 000 ₽ (rate of 2026-11-02, rounded up to 1000)". */
export const derivationText = (derivation: PriceDerivation): string => {
  const sum = [startText(derivation), ...derivation.steps.map(stepText)].filter(Boolean).join(' ');
  const asides = derivation.steps.map(asideText).filter(Boolean).join(', ');
  return `${sum} → ${spokenRoubles(derivation.roubles)}${asides && ` (${asides})`}`;
};
