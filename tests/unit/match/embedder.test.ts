import { describe, expect, test } from 'vitest';
import { type Embedder, lexicalEmbedder, similarityBy } from '#functions/match/embedder.ts';
import { matchProducts } from '#functions/match/match-products.ts';
import { avitoNames } from '#functions/match/names.ts';
import { row } from './rows.ts';

const outOfReach: Embedder = {
  name: 'far away',
  embed: async () => {
    throw new Error('the region does not answer');
  },
};

/** Everything points the same way. */
const indifferent: Embedder = {
  name: 'indifferent',
  embed: async (texts) => texts.map(() => new Float32Array([3, 4])),
};

describe('likeness of spelling', () => {
  test('equal texts are wholly alike, word order aside', async () => {
    const { similarity } = await similarityBy([lexicalEmbedder], ['SUMMIT X 850', '850 X SUMMIT', 'SAFARI']);
    expect(similarity('SUMMIT X 850', '850 X SUMMIT')).toBeCloseTo(1);
    expect(similarity('SUMMIT X 850', 'SAFARI')).toBeLessThan(0.2);
  });

  test('a misspelling is nearer than another word', async () => {
    const { similarity } = await similarityBy([lexicalEmbedder], ['SUMMIT', 'SUMIT', 'SKANDIC']);
    expect(similarity('SUMMIT', 'SUMIT')).toBeGreaterThan(similarity('SUMMIT', 'SKANDIC') + 0.4);
  });

  test('no text is like nothing', async () => {
    const { similarity } = await similarityBy([lexicalEmbedder], ['', 'SUMMIT']);
    expect(similarity('', 'SUMMIT')).toBe(0);
    expect(similarity('SUMMIT', 'never measured')).toBe(0);
  });
});

describe('a chain of embedders', () => {
  test('the first that answers is asked, and says why the earlier did not', async () => {
    const { engine } = await similarityBy([outOfReach, lexicalEmbedder], ['SUMMIT']);
    expect(engine).toEqual({
      name: 'lexical',
      declined: [
        { name: 'far away', reason: { code: 'as-told', values: { text: 'the region does not answer' } } },
      ],
    });
  });

  test('where none answers the failure names each reason', async () => {
    await expect(similarityBy([outOfReach], ['SUMMIT'])).rejects.toMatchObject({
      name: 'MatchingError',
      details: {
        declined: [
          { name: 'far away', reason: { code: 'as-told', values: { text: 'the region does not answer' } } },
        ],
      },
    });
  });

  test('one that keeps something of its own is asked as itself', async () => {
    class Counting implements Embedder {
      readonly name = 'counting';
      asked = 0;
      async embed(texts: string[]) {
        this.asked += texts.length;
        return texts.map(() => new Float32Array([1]));
      }
    }
    const counting = new Counting();
    await similarityBy([counting], ['A', 'B']);
    expect(counting.asked).toBe(2);
  });

  test('fewer vectors than texts are no answer', async () => {
    const forgetful: Embedder = { name: 'forgetful', embed: async () => [new Float32Array([1])] };
    const { engine } = await similarityBy([forgetful, lexicalEmbedder], ['A', 'B']);
    expect(engine).toEqual({
      name: 'lexical',
      declined: [
        { name: 'forgetful', reason: { code: 'as-told', values: { text: '1 vectors for 2 texts' } } },
      ],
    });
  });

  test('vectors of any length are compared by direction', async () => {
    const { similarity } = await similarityBy([indifferent], ['A', 'B']);
    expect(similarity('A', 'B')).toBeCloseTo(1);
  });
});

test('whoever measures, a contradiction never passes and the rules choose', async () => {
  const product = row({
    brand: 'LYNX',
    model: 'Rave',
    package: 'RE',
    engine: '600R E-TEC',
    trackLength: '129in',
  });
  const knowledge = { document: 'list', names: avitoNames, catalogues: [] };
  const { engine, products } = await matchProducts([product], knowledge, { embedders: [indifferent] });
  expect(engine.name).toBe('indifferent');
  expect(products[0]).toMatchObject({ avitoModel: 'Lynx Rave RE 600R E-TEC', method: 'embedding' });
});
