import { describe, expect, it } from 'vitest';
import type { PagePicture } from '#pages/recognizer.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { textract } from '#shared/aws/textract.ts';
import { withBreaker } from '#shared/breaker.ts';
import type { Analysis, LanguageModel } from '#shared/ports.ts';
import { noPauses } from '../../fakes/no-pauses.ts';
import { testPorts } from '../../fakes/ports.ts';
import { serviceError } from '../../fakes/service-host.ts';
import { analysis, textractHost } from '../../fakes/textract-host.ts';

const picture: PagePicture = {
  number: 3,
  width: 600,
  height: 800,
  png: new Uint8Array([1, 2, 3]),
  widthPx: 1,
  heightPx: 1,
  rgba: new Uint8Array([255, 255, 255, 255]),
};
const word = {
  BlockType: 'WORD',
  Id: 'w1',
  Text: 'Väri',
  Confidence: 98,
  Geometry: {
    Polygon: [
      { X: 0.1, Y: 0.5 },
      { X: 0.2, Y: 0.5 },
      { X: 0.2, Y: 0.51 },
      { X: 0.1, Y: 0.51 },
    ],
  },
};
const reader = (pauses = noPauses()) => textract('eu-central-1', pauses);
const create = PAGE_RECOGNIZERS.textract as NonNullable<typeof PAGE_RECOGNIZERS.textract>;
/** A recogniser of Textract, which asks no model. */
const recognizerBy = (analysis: Analysis) => create({ analysis, languageModel: {} as LanguageModel });

describe('Textract', () => {
  it('is asked for the tables of one picture, and one page is paid for', async () => {
    await using host = await textractHost();
    host.script.push(analysis([word]));
    expect(await reader().analyzeTables(picture.png)).toEqual({
      blocks: [word],
      usage: { model: 'textract-tables', pages: 1, inputTokens: 0, outputTokens: 0 },
    });
    expect(host.requests[0]?.body).toEqual({ Document: { Bytes: 'AQID' }, FeatureTypes: ['TABLES'] });
  });

  it.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'InternalServerError',
  ])('is asked again after %s', async (name) => {
    await using host = await textractHost();
    const failure = { ...serviceError(name), status: name === 'InternalServerError' ? 500 : 400 };
    host.script.push(failure, failure, analysis([word]));
    expect((await reader().analyzeTables(picture.png)).blocks).toHaveLength(1);
    expect(host.requests).toHaveLength(3);
  });

  it('that stays throttled is a passing failure', async () => {
    await using host = await textractHost();
    host.script.push(...Array.from({ length: 500 }, () => serviceError('ThrottlingException')));
    await expect(reader().analyzeTables(picture.png)).rejects.toMatchObject({ name: 'TransientFailure' });
  });

  it('whose answer is of no published shape is refused', async () => {
    await using host = await textractHost();
    host.script.push(analysis([{ ...word, Geometry: {} }]));
    await expect(reader().analyzeTables(picture.png)).rejects.toMatchObject({ name: 'ServiceRefused' });
  });

  it('is not sent more than it takes', async () => {
    await using host = await textractHost();
    const tooLarge = reader().analyzeTables(new Uint8Array(10 * 1024 * 1024 + 1));
    await expect(tooLarge).rejects.toThrow(/at most 10 MB/);
    expect(host.requests).toEqual([]);
  });
});

describe('the recogniser by Textract', () => {
  it('gives words in points, as high as their line, with the confidence of each', async () => {
    await using host = await textractHost();
    host.script.push(analysis([word]));
    const { page, usage } = await recognizerBy(reader()).recognize(picture);
    expect(page).toMatchObject({ number: 3, width: 600, height: 800 });
    expect(page.words).toMatchObject([{ text: 'Väri', turns: 0, visible: true }]);
    expect(page.words[0]?.box.map(Math.round)).toEqual([60, 398, 120, 410]);
    expect(usage.pages).toBe(1);
  });

  it.each([
    'AccessDeniedException',
    'BadDocumentException',
    'InvalidParameterException',
  ])('leaves the page to the next one after %s, and says why', async (name) => {
    await using host = await textractHost();
    host.script.push(serviceError(name));
    await expect(recognizerBy(reader()).recognize(picture)).rejects.toMatchObject({
      name: 'RecognitionRefused',
      message: expect.stringContaining(name),
    });
  });

  it('leaves the page to the next one while the breaker is open, without a call', async () => {
    await using host = await textractHost();
    await using ports = await testPorts();
    host.script.push(...Array.from({ length: 500 }, () => serviceError('ThrottlingException')));
    const throttled = reader();
    const guarded = {
      analyzeTables: (png: Uint8Array) => withBreaker('textract', ports, () => throttled.analyzeTables(png)),
    };
    const guardedRecognizer = recognizerBy(guarded);
    for (let asked = 0; asked < 5; asked++)
      await expect(guardedRecognizer.recognize(picture)).rejects.toThrow(/did not answer/);
    const calls = host.requests.length;
    await expect(guardedRecognizer.recognize(picture)).rejects.toThrow(
      /textract is not asked: it failed 5 times/,
    );
    expect(host.requests.length).toBe(calls);
  });
});
