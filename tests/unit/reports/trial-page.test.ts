import { expect, test } from 'vitest';
import { madeUpIn, trialDealer } from '#desk/trial/trial-dealer.ts';
import type { SeenEvidence } from '#functions/reports/questions-page.ts';
import { type SeenTrial, trialPage } from '#functions/reports/trial-page.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { asTold, reason } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { aListing } from '../../fakes/listings.ts';

const dealer = trialDealer(new Date('2026-11-29T22:30:00Z'));

const row: SeenEvidence = {
  ...{ side: 'list', document: 'list <1>.pdf', sha256: null, page: 3, box: [10, 100, 210, 120] },
  ...{ frames: [], addresses: [], text: 'TJTH · Summit', codes: ['TJTH'] },
  crop: { png: new Uint8Array([1, 2, 3]), widthPoints: 220, box: [0, 90, 220, 130] },
};

const judged = () => {
  const listing = aListing();
  const [product] = validateProducts([listing], { marketplace: avito, rules: bundledRules, dealer });
  if (!product?.ad) throw new Error('a listing gives an ad');
  return { ...product, ad: product.ad };
};

const seen = (changes: Partial<SeenTrial> = {}): SeenTrial => ({
  ads: [{ product: judged(), row, price: asTold('18750.00 EUR × 98.50') }],
  ...{ pictures: new Map(), verdicts: ['published'], madeUp: madeUpIn(dealer, new Set(['EUR'])) },
  questions: { dealerId: dealer.id, dealer: dealer.name, questions: [], ads: 1 },
  ...changes,
});

const pageOf = (trial: SeenTrial, problems: { file: string; reason: ReturnType<typeof reason> }[] = []) =>
  trialPage(trial, { files: ['list <1>.pdf'], problems, next: 'npx feedwright dealers show demo' });

test('what is made up for a trial is said, its rates those of the list’s currencies alone', () => {
  const page = pageOf(seen());
  expect(page).toContain('no dealer offers these');
  for (const { address, contact } of [dealer])
    for (const text of [address, contact.phone]) expect(page).toContain(text);
  expect(page).toContain('1 EUR = 98.50 RUB');
  expect(page).not.toContain('1 SEK');
});

test('an ad reads as buyers read it, its price and telephone number in one piece', () => {
  const page = pageOf(seen());
  for (const label of ['Ширина гусеницы, мм', 'Объём двигателя, см³', 'Мест']) expect(page).toContain(label);
  expect(page).not.toContain('<dt>TrackWidth');
  expect(page).toContain(`<span class="whole">${dealer.contact.phone}</span>`);
});

test('the rates of a trial are of this day in Moscow, so that none is too old', () => {
  for (const { rateDate } of Object.values(dealer.conversion)) expect(rateDate).toBe('2026-11-30');
});

test('a picture that several ads share is in the page once', () => {
  const product = judged();
  const address = 'https://trial-dealer.example/pictures/a.png';
  const shared = { ...product, ad: { ...product.ad, images: [address] } };
  const ad = { product: shared, row, price: asTold('') };
  const page = pageOf(seen({ ads: [ad, ad], pictures: new Map([[address, 'data:image/png;base64,QUJD']]) }));
  expect(page.split('data:image/png;base64,QUJD')).toHaveLength(2);
  expect(page.split('var(--shot0)')).toHaveLength(3);
});

test('machines that are not shown are counted, and files that were refused are named with what to do', () => {
  const wrong = { file: 'book <2>.pdf', reason: reason('file-not-found', { path: 'book <2>.pdf' }) };
  const page = pageOf(seen({ verdicts: ['published', 'review', 'review'] }), [wrong]);
  expect(page).toContain('2 machines more');
  expect(page).toMatch(/<strong>3<\/strong><span class="quiet">machines on the list/);
  expect(page).toContain('book &lt;2&gt;.pdf');
  expect(page).not.toContain('<1>');
});
