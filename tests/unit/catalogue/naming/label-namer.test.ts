import { describe, expect, test } from 'vitest';
import { understand } from '#functions/catalogue/meaning/understand.ts';
import { labelNamersOf, type NamedLabel, nameLabels } from '#functions/catalogue/naming/label-namer.ts';
import type { PrintedRow } from '#functions/catalogue/spec-table.ts';
import { sentenceOf } from '#messages/say.ts';
import { bedrockLanguageModel } from '#shared/aws/bedrock-language.ts';
import { Parts } from '#shared/parts.ts';
import { bedrockHost, toolAnswer } from '../../../fakes/bedrock-host.ts';
import { noPauses } from '../../../fakes/no-pauses.ts';
import { serviceError } from '../../../fakes/service-host.ts';
import { segment } from '../segment.ts';

const namers = () =>
  labelNamersOf({
    languageModel: bedrockLanguageModel('some-model', 'eu-north-1', noPauses()),
    parts: Parts.parse({ labelNamers: ['bedrock'] }),
  });
const LABELS = [
  { section: 'Bulk', label: 'Bones', values: ['214 kg', '209 kg'] },
  { section: 'Drinks', label: 'Tipple', values: ['36 l'] },
];
const named = (...labels: { section: string; label: string; field: string | null }[]) =>
  toolAnswer({ labels });

describe('a namer of labels', () => {
  test('sends labels and values as data, and gives fields of labels that were asked about', async () => {
    await using host = await bedrockHost(() =>
      named(
        { section: 'Bulk', label: 'Bones', field: 'engine.dryWeight' },
        { section: 'Drinks', label: 'Tipple', field: null },
        { section: 'Drinks', label: 'Something nobody asked', field: 'engine.fuelTank' },
      ),
    );
    expect(await nameLabels(LABELS, namers())).toEqual({
      named: [{ section: 'Bulk', label: 'Bones', field: 'engine.dryWeight' }],
      declined: [],
    });
    const { messages } = host.requests[0]?.body ?? {};
    expect(JSON.parse(messages[0].content[0].text)).toEqual({ labels: LABELS });
  });

  test('is not believed where it says two things of one label', async () => {
    await using _ = await bedrockHost(() =>
      named(
        { section: 'Drinks', label: 'Tipple', field: 'engine.fuelTank' },
        { section: 'Drinks', label: 'Tipple', field: 'engine.oilTank' },
      ),
    );
    expect((await nameLabels(LABELS, namers())).named).toEqual([]);
  });

  test('that may not answer is told, and the book is read without it', async () => {
    await using host = await bedrockHost(() => named());
    host.script.push(serviceError('AccessDeniedException'));
    const { named: none, declined } = await nameLabels(LABELS, namers());
    expect(none).toEqual([]);
    expect(declined.map(sentenceOf)).toEqual([
      expect.stringMatching(/^bedrock named no labels: .*may not be used/),
    ]);
  });

  test('is nobody unless the configuration names one', () => {
    expect(
      labelNamersOf({
        languageModel: bedrockLanguageModel('m', 'eu-north-1', noPauses()),
        parts: Parts.parse({}),
      }),
    ).toEqual([]);
  });
});

describe('what a namer says', () => {
  const read = (label: string, value: string, field: NamedLabel['field']) => {
    const [lines, values] = [[segment(label, 40, 100)], [segment(value, 200, 100)]];
    const row: PrintedRow = {
      ...{ label, lines, values, units: [], section: '' },
      panel: 0,
      placed: null,
      sharedAt: null,
    };
    const table = { box: [0, 0, 400, 400] as const, engines: [], rows: [row] };
    const [one] = understand([{ ...table, box: [...table.box] }], new Map(), {
      named: [{ section: '', label, field }],
    });
    return { field: one?.rows[0]?.field, proposals: one?.proposals };
  };

  test('counts beside values that are proof of the same', () => {
    expect(read('Bones', '214 kg', 'engine.dryWeight').field).toBe('engine.dryWeight');
  });

  test('alone is a proposal', () => {
    expect(read('Whirls', '8100', 'engine.maxRpm')).toEqual({
      field: null,
      proposals: [
        { label: 'Whirls', section: '', field: 'engine.maxRpm', witnesses: ['label (said)', 'values'] },
      ],
    });
  });

  test.each([
    ['against the values', 'Bones', '36 mm', 'engine.dryWeight'],
    ['against words about something else', 'Stator output', '180 hp', 'engine.power'],
    ['against a label that is known', 'Ski stance', '1077 mm', 'dimensions.overallWidth'],
  ] as const)('is nothing %s', (_, label, value, field) => {
    expect(read(label, value, field).field).not.toBe(field);
  });
});
