import { expect, test } from 'vitest';
import { scoresOf } from '#functions/reports/run-report.ts';
import {
  LISTING_SCORERS,
  type ListingScorer,
  weightedScorer,
} from '#functions/reports/scoring/listing-scorer.ts';
import { asTold } from '#messages/reason.ts';
import { LISTING_WEIGHTS } from '#reference/scoring/listing-weights.ts';
import { aListed, anAd } from '../../fakes/listed.ts';

const scorer = weightedScorer();
const withAd = (...ad: Parameters<typeof anAd>) => aListed({ validated: { ad: anAd(...ad) } });
const waiting = (modelCode: string, ...reasons: string[]) =>
  aListed({
    extracted: { modelCode },
    validated: { modelCode, verdict: 'review', reasons: reasons.map(asTold) },
  });

test('an ad with everything gets 100 of 100, and nothing gets it more', () => {
  const images = Array.from({ length: 20 }, (_, at) => `https://north.example/${at}.png`);
  const fields = { Description: 'я'.repeat(7000), Availability: 'В наличии' };
  const all = aListed({ validated: { ad: anAd({ images, fields }) } });
  expect(scorer.score({ ...all, matched: { ...all.matched, confidence: 1 } }).score).toBe(100);
});

test('a product without an ad gets what its match is worth', () => {
  const { score, parts } = scorer.score(aListed({ validated: { ad: null } }));
  expect(parts).toEqual({
    technicalValues: 0,
    matchConfidence: 19.4,
    pictures: 0,
    descriptionLetters: 0,
    bonus: 0,
  });
  expect(score).toBe(19.4);
});

test('an electric machine loses nothing for values that it cannot have', () => {
  const electric = { EngineType: 'Электро', EngineCapacity: '', Stroke: '' };
  expect(scorer.score(withAd({ fields: electric })).parts.technicalValues).toBe(30);
});

test('tags and blanks are no part of a description, and bonuses end at their cap', () => {
  const fields = { Description: '<p>  </p><br/>' };
  const bonuses = [{ tag: 'Year', value: '2026', points: 30 }];
  const { parts } = weightedScorer({ ...LISTING_WEIGHTS, bonuses, mostBonus: 5 }).score(withAd({ fields }));
  expect(parts).toMatchObject({ descriptionLetters: 0, bonus: 5 });
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
