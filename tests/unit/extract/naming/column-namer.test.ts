import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '#contracts/extracted.ts';
import { COLUMN_NAMERS } from '#functions/extract/name-columns.ts';
import { bedrockLanguageModel } from '#shared/aws/bedrock-language.ts';
import { bedrockHost, toolAnswer } from '../../../fakes/bedrock-host.ts';
import { noPauses } from '../../../fakes/no-pauses.ts';
import { serviceError } from '../../../fakes/service-host.ts';

const create = COLUMN_NAMERS.bedrock as NonNullable<typeof COLUMN_NAMERS.bedrock>;
const nameColumns = (headings: string[], rows: string[][]) =>
  create({ languageModel: bedrockLanguageModel('some-model', 'eu-north-1', noPauses()) }).nameColumns(
    headings,
    rows,
  );
const named = (columns: Record<string, string | null>) =>
  toolAnswer({ columns: Object.entries(columns).map(([heading, column]) => ({ heading, column })) });
const HEADINGS = ['Tilausnumero', 'Kelkka', 'Eur'];
const ROWS = [['LTTA', 'Rave RE', '18 750,00']];

describe('a namer of columns', () => {
  it('sends headings and rows as data, and gives the column of each heading', async () => {
    await using host = await bedrockHost(() =>
      named({ Tilausnumero: 'modelCode', Kelkka: 'model', Eur: 'price' }),
    );
    const { columns, usage } = await nameColumns(HEADINGS, ROWS);
    expect(columns).toEqual({ Tilausnumero: 'modelCode', Kelkka: 'model', Eur: 'price' });
    expect(usage.inputTokens).toBe(1200);
    const { messages } = host.requests[0]?.body ?? {};
    expect(JSON.parse(messages[0].content[0].text)).toEqual({ headings: HEADINGS, rows: ROWS });
  });

  it('drops a heading nobody asked about', async () => {
    await using _ = await bedrockHost(() => named({ Kelkka: 'model', Hinta: 'price' }));
    expect((await nameColumns(HEADINGS, ROWS)).columns).toEqual({
      Tilausnumero: null,
      Kelkka: 'model',
      Eur: null,
    });
  });

  it('believes neither of two headings that claim one column', async () => {
    await using _ = await bedrockHost(() => named({ Tilausnumero: 'price', Kelkka: 'model', Eur: 'price' }));
    expect((await nameColumns(HEADINGS, ROWS)).columns).toEqual({
      Tilausnumero: null,
      Kelkka: 'model',
      Eur: null,
    });
  });

  it('refuses a column that is none of ours, and gives way where access is denied', async () => {
    await using host = await bedrockHost(() => named({ Kelkka: 'discount' }));
    await expect(nameColumns(HEADINGS, ROWS)).rejects.toMatchObject({ name: 'NamingRefused' });
    host.script.push(serviceError('AccessDeniedException'));
    await expect(nameColumns(HEADINGS, ROWS)).rejects.toThrow(/may not be used/);
  });

  it('sends a few rows only, and of a long cell the beginning', async () => {
    await using host = await bedrockHost(() => named({}));
    const rows = Array.from({ length: 50 }, () => ['x'.repeat(10_000)]);
    await nameColumns(['a'], rows);
    expect(host.requests[0]?.body.messages[0].content[0].text.length).toBeLessThan(600);
  });

  it('whatever the model answers, names only headings that were asked, each column once', async () => {
    const heading = fc.constantFrom(...HEADINGS, 'Hinta', '__proto__', '');
    const answer = fc.array(fc.record({ heading, column: fc.constantFrom(...COLUMNS, null) }), {
      maxLength: 8,
    });
    let columns: object[] = [];
    await using _ = await bedrockHost(() => toolAnswer({ columns }));
    await fc.assert(
      fc.asyncProperty(answer, async (given) => {
        columns = given;
        const { columns: result } = await nameColumns(HEADINGS, ROWS);
        expect(Object.keys(result)).toEqual(HEADINGS);
        const used = Object.values(result).filter((column) => column !== null);
        expect(new Set(used).size).toBe(used.length);
      }),
      { numRuns: 40 },
    );
  });
});
