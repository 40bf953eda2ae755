import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bedrockEmbeddings } from '#shared/aws/bedrock-embeddings.ts';
import { bedrockLanguageModel } from '#shared/aws/bedrock-language.ts';
import { Models } from '#shared/models.ts';
import { bedrockHost, toolAnswer } from '../../fakes/bedrock-host.ts';
import { noPauses } from '../../fakes/no-pauses.ts';
import { serviceError } from '../../fakes/service-host.ts';

const MODEL = 'eu.some.model-v1:0';
const languageModel = (pauses = noPauses()) => bedrockLanguageModel(MODEL, 'eu-north-1', pauses);
const question = {
  instructions: 'Name the colour.',
  text: 'musta',
  answer: z.strictObject({ colour: z.string() }),
  maxTokens: 100,
};
const black = () => toolAnswer({ colour: 'black' });

describe('a language model', () => {
  it('answers in the shape asked for, and says what that used', async () => {
    await using host = await bedrockHost(black);
    expect(await languageModel().ask(question)).toEqual({
      answer: { colour: 'black' },
      usage: { model: MODEL, pages: 0, inputTokens: 1200, outputTokens: 340 },
    });
    expect(host.requests[0]?.path).toBe(`/model/${MODEL}/converse`);
  });

  it('is told what to do apart from the document’s text, and must call the one tool', async () => {
    await using host = await bedrockHost(black);
    await languageModel().ask({ ...question, png: new Uint8Array([1, 2, 3]) });
    const { system, messages, toolConfig, inferenceConfig } = host.requests[0]?.body ?? {};
    expect(system).toEqual([{ text: 'Name the colour.' }]);
    expect(messages[0].content).toEqual([
      { image: { format: 'png', source: { bytes: 'AQID' } } },
      { text: 'musta' },
    ]);
    expect(toolConfig.toolChoice).toEqual({ tool: { name: 'answer' } });
    expect(toolConfig.tools[0].toolSpec.inputSchema.json).toMatchObject({ required: ['colour'] });
    expect(inferenceConfig).toEqual({ maxTokens: 100 });
  });

  it.each([
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', { maxTokens: 100, temperature: 0 }],
    ['anthropic.claude-opus-4-7', { maxTokens: 100 }],
  ])('%s is given a temperature only if it takes one', async (model, expected) => {
    await using host = await bedrockHost(black);
    await bedrockLanguageModel(model, 'eu-north-1', noPauses()).ask(question);
    expect(host.requests[0]?.body.inferenceConfig).toEqual(expected);
  });

  it.each([
    'ThrottlingException',
    'ModelTimeoutException',
    'ModelNotReadyException',
    'ServiceUnavailableException',
    'InternalServerException',
  ])('is asked again after %s, each time after a longer pause', async (name) => {
    await using host = await bedrockHost(black);
    host.script.push(serviceError(name), serviceError(name), serviceError(name));
    const pauses = noPauses();
    expect((await languageModel(pauses).ask(question)).answer).toEqual({ colour: 'black' });
    expect(pauses.slept).toEqual([250, 500, 1000]);
  });

  it('is asked again when its answer breaks off or is no JSON', async () => {
    await using host = await bedrockHost(black);
    host.script.push({ ...black(), breaksOff: true }, { body: '{"output": ' });
    expect((await languageModel().ask(question)).answer).toEqual({ colour: 'black' });
    expect(host.requests).toHaveLength(3);
  });

  it('that stays throttled is a passing failure within the deadline', async () => {
    await using host = await bedrockHost(() => serviceError('ThrottlingException'));
    const pauses = noPauses();
    await expect(languageModel(pauses).ask(question)).rejects.toMatchObject({
      name: 'TransientFailure',
      message: expect.stringMatching(/did not answer in \d+ attempts: ThrottlingException/),
    });
    expect(pauses.now()).toBeLessThanOrEqual(45_000);
    expect(host.requests.length).toBe(pauses.slept.length + 1);
  });

  it.each([
    ['AccessDeniedException', /may not be used .*enable access to the model in eu-north-1/],
    ['ValidationException', /refuses the request \(ValidationException\): no/],
    ['ResourceNotFoundException', /refuses the request/],
  ])('is not asked again after %s, and the reason says why', async (name, reason) => {
    await using host = await bedrockHost(() => serviceError(name));
    const error = await languageModel()
      .ask(question)
      .catch((thrown) => thrown);
    expect([error.name, error.message]).toEqual(['ServiceRefused', expect.stringMatching(reason)]);
    expect(host.requests).toHaveLength(1);
  });

  it.each([
    ['of another shape', toolAnswer({ color: 'black' }), /colour/],
    ['that was cut off', toolAnswer({ colour: 'bl' }, { stopReason: 'max_tokens' }), /max_tokens/],
    ['withheld', toolAnswer({}, { stopReason: 'guardrail_intervened' }), /guardrail_intervened/],
    [
      'in prose',
      toolAnswer(null, {
        output: { message: { role: 'assistant', content: [{ text: 'black' }] } },
        stopReason: 'end_turn',
      }),
      /end_turn/,
    ],
  ])('whose answer is %s is refused, and what it cost is kept', async (_, answer, reason) => {
    await using host = await bedrockHost(() => answer);
    const error = await languageModel()
      .ask(question)
      .catch((thrown) => thrown);
    expect([error.name, error.message]).toEqual(['ServiceRefused', expect.stringMatching(reason)]);
    expect(error.details.usage).toMatchObject({ inputTokens: 1200 });
    expect(host.requests).toHaveLength(1);
  });
});

describe('an embedding model', () => {
  const embeddings = (models: object) => bedrockEmbeddings(Models.parse(models), noPauses());
  const texts = Array.from({ length: 200 }, (_, at) => `summit ${at}`);

  it('of Titan takes one text a call, never more calls at once than configured, in their order', async () => {
    await using host = await bedrockHost();
    const titan = embeddings({ embeddingDimensions: 256, embeddingConcurrency: 4 });
    const { vectors, usage } = await titan.embed(texts);
    expect(vectors).toHaveLength(200);
    expect(vectors[7]).toEqual((await titan.embed(['summit 7'])).vectors[0]);
    expect(usage).toEqual({ model: titan.model, pages: 0, inputTokens: 400, outputTokens: 0 });
    const bodies = host.requests.map(({ body }) => body);
    expect(bodies).toContainEqual({ inputText: 'summit 0', dimensions: 256, normalize: true });
    expect(host.load.most).toBeLessThanOrEqual(4);
  });

  it('of Cohere takes 96 texts a call', async () => {
    await using host = await bedrockHost();
    const { vectors } = await embeddings({ embeddingModel: 'cohere.embed-multilingual-v3' }).embed(texts);
    expect(vectors).toHaveLength(200);
    expect(host.requests.map(({ body }) => body.texts.length).sort()).toEqual([8, 96, 96]);
    expect(host.requests[0]?.body).toMatchObject({ input_type: 'clustering', truncate: 'END' });
  });

  it('asks nothing for no texts', async () => {
    await using host = await bedrockHost();
    expect((await embeddings({}).embed([])).vectors).toEqual([]);
    expect(host.requests).toEqual([]);
  });

  it('is asked again when throttled', async () => {
    await using host = await bedrockHost();
    host.script.push(serviceError('ThrottlingException'));
    expect((await embeddings({}).embed(['one'])).vectors).toHaveLength(1);
    expect(host.requests).toHaveLength(2);
  });

  it('whose vectors are of another size is refused: they could not be compared', async () => {
    await using host = await bedrockHost();
    host.script.push({ body: { embedding: [1, 2, 3] } });
    await expect(embeddings({}).embed(['one'])).rejects.toThrow(/3 dimensions, 1024 are configured/);
  });

  it('that nobody knows how to ask is a configuration error naming those there are', async () => {
    const unknown = embeddings({ embeddingModel: 'acme.embed' });
    await expect(unknown.embed(['one'])).rejects.toThrow(/acme\.embed; use one of amazon\.titan/);
  });
});
