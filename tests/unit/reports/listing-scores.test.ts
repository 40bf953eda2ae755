import { expect, test } from 'vitest';
import type { ListedProduct } from '#functions/reports/listed-products.ts';
import { scoredProduct } from '#functions/reports/listed-products.ts';
import { scoresOf } from '#functions/reports/run-report.ts';
import { LISTING_SCORERS } from '#marketplace/listing-scorers.ts';
import { asTold } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { type ListingScorer, weightedScorer } from '#reference/scoring/listing-scorer.ts';
import { LISTING_WEIGHTS } from '#reference/scoring/listing-weights.ts';
import { aListed, anAd } from '../../fakes/listed.ts';

const scorer = weightedScorer();
const scoreOf = (product: Pick<ListedProduct, 'matched' | 'validated'>) =>
  scorer.score(scoredProduct(product));
const withAd = (...ad: Parameters<typeof anAd>) => aListed({ validated: { ad: anAd(...ad) } });
const aSpec = {
  ...{ document: 'book.pdf', sha256: 'b', page: 3, model: 'Summit', engine: '850 E-TEC' },
  picture: { key: 'pictures/b00c.png', sha256: 'b00c', mediaType: 'image/png', widthPx: 9, heightPx: 9 },
} satisfies ListedProduct['matched']['spec'];

const waiting = (modelCode: string, ...reasons: string[]) =>
  aListed({
    extracted: { modelCode },
    validated: { modelCode, verdict: 'review', reasons: reasons.map(asTold) },
  });

test('an ad with everything gets 100 of 100, and nothing gets it more', () => {
  const images = Array.from({ length: 20 }, (_, at) => `https://north.example/${at}.png`);
  const said = {
    ContactPhone: '+7 900 000-00-00',
    ManagerName: 'Anna',
    VIN: '2BPS0001',
    VideoURL: 'https://v',
  };
  const fields = { Description: 'я'.repeat(7000), Availability: 'В наличии', Price: '2150000', ...said };
  const all = aListed({ validated: { ad: anAd({ images, fields }) } });
  const matched = { ...all.matched, confidence: 1, spec: aSpec, sources: {} };
  expect(scoreOf({ ...all, matched })).toMatchObject({ score: 100, raises: [] });
});

test('a product without an ad gets what its match is worth', () => {
  const without = aListed({ validated: { ad: null } });
  const matched = { ...without.matched, confidence: 0.97, spec: null, sources: {} };
  const { score, parts } = scoreOf({ ...without, matched });
  expect(Object.entries(parts).filter(([, points]) => points > 0)).toEqual([['matchConfidence', 9.7]]);
  expect(score).toBe(9.7);
});

test('an electric machine loses nothing for values that it cannot have', () => {
  const electric = { EngineType: 'Электро', EngineCapacity: '', Stroke: '' };
  expect(scoreOf(withAd({ fields: electric })).parts.technicalValues).toBe(20);
});

test('tags and blanks are no part of a description, and bonuses end at their cap', () => {
  const fields = { Description: '<p>  </p><br/>' };
  const bonuses = [{ tag: 'Year', value: '2026', points: 30 }];
  const { parts } = weightedScorer({ ...LISTING_WEIGHTS, bonuses, mostBonus: 5 }).score(
    scoredProduct(withAd({ fields })),
  );
  expect(parts).toMatchObject({ descriptionLetters: 0, bonus: 5 });
});

test('a book that lends is worth half of one that has the machine, and its picture is nobody’s own', () => {
  const all = aListed({ validated: { ad: anAd({ images: ['https://n.example/p/b00c.png'] }) } });
  const inherited = { document: 'b.pdf', page: 1, box: null, rule: null, inherited: true, confidence: 0.9 };
  const partsWith = (sources: typeof all.matched.sources) =>
    scoreOf({ ...all, matched: { ...all.matched, spec: aSpec, sources } }).parts;
  expect(partsWith({})).toMatchObject({ bookMatch: 10, ownPictures: 0, pictures: 3 });
  expect(partsWith({ Power: inherited })).toMatchObject({ bookMatch: 5 });
});

test('an ad that the marketplace has refused is told so, with what else would raise its score', () => {
  const scored = scoredProduct(withAd({ fields: { TrackWidth: '' } }));
  const { parts, raises = [] } = scorer.score({ ...scored, standing: 'refused' });
  expect(parts.verdict).toBe(0);
  const told = raises.map(sentenceOf);
  expect(told).toContain('mend what the marketplace says of it: +5');
  expect(told).toContain('fill in TrackWidth: +2.5');
  const gains = raises.map(({ values }) => Number(values.gain));
  expect(gains).toEqual(gains.toSorted((one, other) => other - one));
  const total = Object.values(parts).reduce((sum, points) => sum + points, 0);
  expect(total + gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(90, 1);
});

test('of those not published the one with the least to mend comes first', () => {
  const scores = scoresOf(
    [waiting('AAAA', 'no picture', 'no width'), waiting('BBBB', 'no width'), withAd()],
    scorer,
  );
  expect(scores.worthFixing.map(({ modelCode }) => modelCode)).toEqual(['BBBB', 'AAAA']);
  expect(scores.best.map(({ modelCode }) => modelCode)).toEqual(['TJTH']);
  expect(scores.steps.reduce((sum, count) => sum + count)).toBe(3);
});

test('another scorer takes its place', () => {
  const constant: ListingScorer = { score: () => ({ score: 42, parts: {} }) };
  expect(scoresOf([withAd()], constant)).toMatchObject({ quantiles: { p25: 42, p90: 42 } });
  expect(Object.keys(LISTING_SCORERS)).toContain('weighted');
});

test('nothing has no quantiles', () => {
  expect(scoresOf([], scorer)).toMatchObject({ quantiles: null, best: [], worthFixing: [] });
});
