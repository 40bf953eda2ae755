import { describe, expect, test } from 'vitest';
import { chooseBands, type Judged, judged, leaveOneOut, scoreAt } from '#desk/calibration/calibrate.ts';

const product = (confidence: number, more: Partial<Judged> = {}): Judged => ({
  list: 'a.pdf',
  confidence,
  acceptable: true,
  right: true,
  matchable: true,
  ...more,
});
const right = (...confidences: number[]) => confidences.map((confidence) => product(confidence));
const wrong = (...confidences: number[]) =>
  confidences.map((confidence) => product(confidence, { right: false }));

describe('bands', () => {
  test('lie a margin under the least sure of the right names', () => {
    expect(chooseBands(right(0.9, 0.8, 0.7))).toEqual({ accept: 0.65, review: 0.33 });
  });

  test('never so low that wrong names are accepted', () => {
    expect(chooseBands([...right(0.9, 0.8, 0.7), ...wrong(0.68)])).toMatchObject({ accept: 0.69 });
  });

  test('give up products rather than precision', () => {
    expect(chooseBands([...right(0.9, 0.5), ...wrong(0.6)])).toMatchObject({ accept: 0.85 });
  });

  test('are not set where even the surest names are wrong', () => {
    expect(chooseBands([...right(0.9), ...wrong(1)])).toBeNull();
  });

  test('are not disturbed by names that a doubt keeps back', () => {
    expect(chooseBands([...right(0.9), product(0.95, { right: false, acceptable: false })])).toMatchObject({
      accept: 0.85,
    });
  });
});

test('a list left out is scored by the bands of the others', () => {
  const lists = [product(0.9, { list: 'a' }), product(0.8, { list: 'b' }), product(0.7, { list: 'c' })];
  expect(leaveOneOut(lists)).toMatchObject([
    { list: 'a', bands: { accept: 0.65 }, score: { coverage: 1 } },
    { list: 'b', bands: { accept: 0.65 }, score: { coverage: 1 } },
    { list: 'c', bands: { accept: 0.75 }, score: { coverage: 0, accepted: 0, precision: 1 } },
  ]);
});

test('coverage counts products that have a right name, precision those accepted', () => {
  const products = [...right(0.9, 0.5), ...wrong(0.9), product(0, { acceptable: false, right: false })];
  expect(scoreAt(0.6, products)).toMatchObject({ accepted: 2, precision: 0.5, coverage: 0.25 });
});

test('a name is right when it is the best or an acceptable one, spaces around it aside', () => {
  const answers = {
    document: 'list.pdf',
    products: [
      { model_code: 'A', avito_model: { best: 'One ', acceptable: ['Two'] } },
      { model_code: 'B', avito_model: { best: null, acceptable: [] } },
      { model_code: 'NOT IN THE LIST', avito_model: { best: 'One', acceptable: [] } },
    ],
  };
  const proposal = { confidence: 0.9, doubted: false };
  const proposed = (a: string | null) =>
    judged(answers, [
      { ...proposal, modelCode: 'A', name: a },
      { ...proposal, modelCode: 'B', name: 'One' },
    ]).map((one) => one.right);
  expect(proposed('One')).toEqual([true, false]);
  expect(proposed('Two')).toEqual([true, false]);
  expect(proposed('Three')).toEqual([false, false]);
  expect(proposed(null)).toEqual([false, false]);
});
