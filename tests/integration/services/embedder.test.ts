import { describe, expect, it } from 'vitest';
import { cachedVectors, similarityBy } from '#functions/match/embedder.ts';
import { helpersOf } from '#functions/match/helpers.ts';
import { guardedServices } from '#shared/aws/guarded-services.ts';
import { Models } from '#shared/models.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { bedrockHost } from '../../fakes/bedrock-host.ts';
import { noPauses } from '../../fakes/no-pauses.ts';
import { testPorts } from '../../fakes/ports.ts';
import { serviceError } from '../../fakes/service-host.ts';

const withModels = (ports: Ports, models: object = {}): Ports => ({
  ...ports,
  ...guardedServices(Models.parse(models), ports, noPauses()),
  parts: Parts.parse({ embedders: ['bedrock', 'lexical'] }),
});

const TITAN = 'bedrock amazon.titan-embed-text-v2:0';
const TEXTS = ['SKIDOO SUMMIT X 850', 'SKIDOO SUMMIT 850', 'LYNX RAVE RE', 'ÄÖ Ё'];

describe('vectors of a paid model', () => {
  it('are asked for once: the second time costs nothing and gives the same', async () => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    const connected = withModels(ports);
    const first = await cachedVectors(TEXTS, connected);
    expect(host.requests).toHaveLength(TEXTS.length);
    const helpers = helpersOf(connected);
    expect(await helpers.embedders[0]?.embed(TEXTS)).toEqual(first);
    expect(host.requests).toHaveLength(TEXTS.length);
    expect(usageCost(helpers.usages)).toBe(0);
  });

  it('are asked for only where the table has none, each text once', async () => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    const connected = withModels(ports);
    await cachedVectors(TEXTS.slice(0, 2), connected);
    host.requests.length = 0;
    const vectors = await cachedVectors(['NEW', ...TEXTS, 'NEW'], connected);
    expect(host.requests.map(({ body }) => body.inputText).sort()).toEqual(['LYNX RAVE RE', 'NEW', 'ÄÖ Ё']);
    expect(vectors[0]).toEqual(vectors.at(-1));
  });

  it('of another model or of other dimensions are others', async () => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    for (const models of [
      {},
      { embeddingDimensions: 256 },
      { embeddingModel: 'cohere.embed-multilingual-v3' },
    ])
      await cachedVectors(['SUMMIT'], withModels(ports, models));
    expect(host.requests).toHaveLength(3);
  });

  it('that came before the service failed are kept: the next try goes on from there', async () => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    const models = { embeddingModel: 'cohere.embed-multilingual-v3' };
    const texts = Array.from({ length: 200 }, (_, at) => `TEXT ${at}`);
    const { embeddings } = withModels(ports, models);
    let calls = 0;
    const failing: Ports['embeddings'] = {
      ...embeddings,
      embed: (asked) => (++calls === 2 ? Promise.reject(new Error('away')) : embeddings.embed(asked)),
    };
    await expect(cachedVectors(texts, { ...ports, embeddings: failing })).rejects.toThrow('away');
    host.requests.length = 0;
    expect(await cachedVectors(texts, withModels(ports, models))).toHaveLength(200);
    expect(host.requests.flatMap(({ body }) => body.texts)).toHaveLength(200 - 96);
  });

  it('are counted with their tokens and their cost', async () => {
    await using _ = await bedrockHost();
    await using ports = await testPorts();
    const helpers = helpersOf(withModels(ports));
    await helpers.embedders[0]?.embed(TEXTS);
    expect(helpers.usages).toMatchObject([{ model: 'amazon.titan-embed-text-v2:0', inputTokens: 12 }]);
    expect(usageCost(helpers.usages)).toBeCloseTo(12 * 0.00000002, 12);
  });
});

describe('a model that does not answer', () => {
  it.each([
    ['throttles', 'ThrottlingException', /did not answer in \d+ attempts: ThrottlingException/],
    ['may not be used', 'AccessDeniedException', /may not be used/],
  ])('and %s is replaced by spelling, and the answer says why', async (_, name, reason) => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    host.script.push(...Array.from({ length: 5000 }, () => serviceError(name)));
    const { engine } = await similarityBy(helpersOf(withModels(ports)).embedders, TEXTS);
    expect(engine).toEqual({
      name: 'lexical',
      declined: [
        { name: TITAN, reason: { code: 'as-told', values: { text: expect.stringMatching(reason) } } },
      ],
    });
  });

  it('time after time is not asked any more until its breaker lets a probe go', async () => {
    await using host = await bedrockHost();
    await using ports = await testPorts();
    let now = Date.parse('2026-11-22T10:00:00Z');
    const connected = withModels({ ...ports, clock: () => new Date(now) });
    const measure = () => similarityBy(helpersOf(connected).embedders, TEXTS);
    host.script.push(...Array.from({ length: 100_000 }, () => serviceError('ServiceUnavailableException')));
    for (let run = 0; run < 3; run++) await measure();
    host.requests.length = 0;
    expect((await measure()).engine.declined[0]?.reason.values.text).toContain('is not asked');
    expect(host.requests).toEqual([]);
    host.script.length = 0;
    now += 31_000;
    expect((await measure()).engine).toEqual({ name: TITAN, declined: [] });
  });
});
