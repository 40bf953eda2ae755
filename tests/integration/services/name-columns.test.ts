import { beforeAll, describe, expect, it } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { inMemory, readDocument } from '#functions/extract/extract-price-list.ts';
import { bedrockNamer } from '#functions/extract/name-columns.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { remedyOf } from '#messages/say.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { bedrockLanguageModel } from '#shared/aws/bedrock-language.ts';
import { bedrockHost, toolAnswer } from '../../fakes/bedrock-host.ts';
import { noPauses } from '../../fakes/no-pauses.ts';
import { serviceError } from '../../fakes/service-host.ts';
import { inventedRows } from '../../golden/invented-rows.ts';
import { retypeset } from '../../golden/retypeset.ts';
import { PLAIN } from '../../golden/typesetting.ts';

/** Headings in Polish, which the lexicon does not know. */
const POLISH = {
  modelCode: 'Symbol',
  model: 'Pojazd',
  package: 'Wersja',
  engine: 'Silnik',
  trackLength: 'Gąsienica',
  trackProfile: 'Bieżnik',
  starter: 'Rozruch',
  display: 'Wskaźniki',
  springOptions: 'Dodatki wiosenne',
  color: 'Barwa',
  price: 'Kwota brutto',
};
/** Engines as cells cannot tell them: else a list is read by what its cells say. */
const ROWS = inventedRows(12).map((row, at) => ({ ...row, engine: `Typ ${at + 1}` }));

let bytes: Uint8Array;
beforeAll(async () => {
  const printed = [{ title: ['LYNX', 'MALLIVUOSI 2031 / SUOMI'], rows: ROWS }];
  ({ bytes } = await retypeset(printed, { ...PLAIN, font: 'Liberation Sans', headings: POLISH }));
});

const named = (changes: Record<string, string> = {}) =>
  toolAnswer({
    columns: Object.entries({ ...POLISH, ...changes }).map(([column, heading]) => ({ heading, column })),
  });

const read = async () => {
  const reading = await readDocument(
    bytes,
    { name: 'list.pdf', sha256: 'a'.repeat(64) },
    {
      readers: [pdfiumReader],
      namers: [
        bedrockNamer({ languageModel: bedrockLanguageModel('eu.model-v1:0', 'eu-north-1', noPauses()) }),
      ],
      extractedAt: '2026-09-01T00:00:00.000Z',
    },
  );
  return { servicesUsd: reading.servicesUsd, result: inMemory(reading) };
};

describe('a list whose headings nobody knows', () => {
  it('is read under the columns that the model names, and says so', async () => {
    await using host = await bedrockHost(() => named());
    const { result, servicesUsd } = await read();
    const { products, problems, accounted } = Extracted.parse(result);
    expect(products.map(({ modelCode, model, engine, color }) => [modelCode, model, engine, color])).toEqual(
      ROWS.map(({ modelCode, model, engine, color }) => [modelCode, model, engine, color]),
    );
    expect(products.every(({ price }) => price !== null)).toBe(true);
    expect(accounted).toBe(true);
    expect(problems).toMatchObject([
      { code: 'columns-named', values: { by: 'bedrock' }, place: { page: 1 } },
    ]);
    expect(problems[0]?.values.columns).toContain('Symbol = modelCode');
    expect(host.requests).toHaveLength(1);
    expect(servicesUsd).toBeGreaterThan(0);
  });

  it('shows the model headings and a few rows, and nothing else of the document', async () => {
    await using host = await bedrockHost(() => named());
    await read();
    const { headings, rows } = JSON.parse(host.requests[0]?.body.messages[0].content[0].text);
    expect(headings).toEqual(Object.values(POLISH));
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual(expect.arrayContaining([ROWS[0]?.modelCode, ROWS[0]?.color]));
  });

  it('takes no column under a heading that is not on the page', async () => {
    await using _ = await bedrockHost(() => named({ color: 'Lakier' }));
    const { result } = await read();
    expect(Extracted.parse(result).products.every(({ color }) => color === null)).toBe(true);
  });

  it('is asked about when the model knows no better, and when it refuses', async () => {
    await using host = await bedrockHost(() => toolAnswer({ columns: [] }));
    host.script.push(serviceError('AccessDeniedException'));
    for (const { result } of [await read(), await read()])
      expect(result).toMatchObject({ outcome: 'rejected', reason: { code: 'headings-unknown' } });
  });

  it('is tried again later when the model is busy', async () => {
    await using _ = await bedrockHost(() => serviceError('ThrottlingException'));
    await expect(read()).rejects.toMatchObject({ name: 'TransientFailure' });
  });

  it('passes intake where somebody can name columns, and is told what to configure where not', async () => {
    const refused = await inspectBytes([pdfiumReader], bytes);
    expect(isRejection(refused) && remedyOf(refused.reason)).toContain('columnNamers');
    const helpers = { pageRecognizers: [], columnNamers: ['bedrock'] };
    expect(await inspectBytes([pdfiumReader], bytes, helpers)).toEqual({ kind: 'price-list' });
  });
});
