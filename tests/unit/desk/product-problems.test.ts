import { expect, test } from 'vitest';
import { productProblems } from '#desk/documents/document-problems.ts';
import { asTold } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { aRun } from '../../fakes/listed.ts';

const waiting = (modelCode: string, ...reasons: string[]) => {
  const [product] = aRun({ validated: { modelCode, verdict: 'review', reasons: reasons.map(asTold) } })
    .validated.products;
  if (!product) throw new Error('a run of one machine has one');
  return product;
};

const problemsOf = (...products: ReturnType<typeof waiting>[]) => {
  const { document, validated } = aRun();
  return productProblems({ file: 'list.pdf', document, stages: [], validated: { ...validated, products } });
};

test('products that wait for the same reasons are one problem that names them all', () => {
  const problems = problemsOf(
    waiting('AAAA', 'no width', 'no picture'),
    waiting('BBBB', 'no width', 'no picture'),
    waiting('CCCC', 'no width'),
  );
  expect(problems.map(({ reason }) => sentenceOf(reason))).toEqual([
    'AAAA, BBBB: no width; no picture',
    'CCCC: no width',
  ]);
});

test('what is published is no problem', () => {
  const { document, validated } = aRun();
  expect(productProblems({ file: 'list.pdf', document, stages: [], validated })).toEqual([]);
});
