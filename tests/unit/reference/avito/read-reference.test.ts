import { describe, expect, it } from 'vitest';
import { compareSnapshots } from '#reference/avito/compare-snapshots.ts';
import { readReference, UnreadableReference } from '#reference/avito/read-reference.ts';
import { bundledSnapshot, type Snapshot } from '#reference/avito/snapshot.ts';

const namesIn = (text: string) => readReference(text, 'BRP').part.models;

describe('a model catalogue', () => {
  it.each([
    [
      'names as attributes',
      '<catalog><mark name="BRP"><model name="Lynx A"/><model name="Ski-Doo B "/></mark><mark name="Yamaha"><model name="Viking"/></mark></catalog>',
    ],
    [
      'names as elements',
      '<Catalog><Make><name>BRP</name><Model><name>Lynx A</name></Model><Model><name>Ski-Doo B </name></Model></Make></Catalog>',
    ],
    [
      'names as text',
      '<c><mark name="BRP"><models><model>Lynx A</model><model><![CDATA[Ski-Doo B ]]></model></models></mark></c>',
    ],
    [
      'one row a model',
      '<c><row><mark>BRP</mark><model>Lynx A</model></row><row><mark>BRP</mark><model>Ski-Doo B </model></row><row><mark>Yamaha</mark><model>Viking</model></row></c>',
    ],
    ['JSON', '{"make": "BRP", "models": ["Lynx A", "Ski-Doo B "], "fetched": "2026-11-22"}'],
  ])('is read with %s, the last space of a name included', (_, text) => {
    expect(namesIn(text)).toEqual(['Lynx A', 'Ski-Doo B ']);
  });

  it.each([
    ['a page for people', '<!DOCTYPE html><html><body><p>Доступ ограничен<br></body></html>', /no whole XML/],
    ['one that is cut off', '<c><mark name="BRP"><model name="Lynx A"/>', /no whole XML/],
    [
      'one without the make',
      '<c><mark name="Yamaha"><model name="Viking"/></mark></c>',
      /without a model of BRP/,
    ],
    ['names of another make', '{"make": "Yamaha", "models": ["Viking"]}', /lists Yamaha/],
    ['no names', '{"make": "BRP", "models": []}', /models/],
    ['nothing', '', /no JSON/],
  ])('is refused where it is %s', (_, text, reason) => {
    expect(() => namesIn(text)).toThrow(UnreadableReference);
    expect(() => namesIn(text)).toThrow(reason);
  });
});

const definition = (content: object) =>
  JSON.stringify({
    fields: [
      {
        tag: 'Power',
        feed_format: ['xml'],
        content: [{ data_type: 'integer', required: false, required_by_dependency: false, ...content }],
      },
    ],
  });

describe('field definitions', () => {
  it('are refused where they speak of dependencies that nobody knows', () => {
    const pairs = [{ source_field_tag: 'Type', clause: 'filled', values: [] }];
    const text = definition({ dependencies: [{ action: 'visible', clause: 'and', pairs }] });
    expect(() => readReference(text, 'BRP')).toThrow(
      /fields\.0\.content\.0\.dependencies\.0\.pairs\.0\.clause/,
    );
  });

  it('name the sentences that no program reads', () => {
    const { unread } = readReference(definition({ dependencies_text: ['Если техника новая'] }), 'BRP');
    expect(unread).toEqual([{ tag: 'Power', text: 'Если техника новая' }]);
  });
});

const changed = (change: (snapshot: Snapshot) => void): Snapshot => {
  const snapshot = structuredClone(bundledSnapshot);
  change(snapshot);
  return snapshot;
};

const variantOf = ({ fields }: Snapshot, tag: string) => {
  const variant = fields.find((fact) => fact.tag === tag)?.variants[0];
  if (!variant) throw new Error(`no field ${tag}`);
  return variant;
};

const changesOf = (tag: string, change: object) =>
  compareSnapshots(
    bundledSnapshot,
    changed((snapshot) => Object.assign(variantOf(snapshot, tag), change)),
  ).fields;

describe('the difference of two snapshots', () => {
  it('is nothing for the same', () => {
    expect(
      compareSnapshots(
        bundledSnapshot,
        changed(() => {}),
      ),
    ).toEqual({
      namesAdded: [],
      namesRemoved: [],
      fields: [],
    });
  });

  it('names what names are added and removed', () => {
    const next = changed(({ models }) => models.splice(0, 1, 'Ski-Doo Glacier 950'));
    expect(compareSnapshots(bundledSnapshot, next)).toMatchObject({
      namesAdded: ['Ski-Doo Glacier 950'],
      namesRemoved: ['EXPEDITION SPORT 600 ACE 20'],
    });
  });

  it.each([
    ['TrackWidth', { range: { min: 1, max: 900 } }, 'range: 1 to 1000 → 1 to 900'],
    ['Availability', { values: ['В наличии', 'В пути'] }, 'allows "В пути"'],
    ['Availability', { values: ['В наличии', 'В пути'] }, 'no longer allows "Под заказ"'],
    ['VIN', { presence: 'required' }, 'presence: optional → required'],
    ['Stroke', { dependencies: [] }, 'is no longer visible where EngineType is Бензин'],
    ['Latitude', { stated: [] }, 'is no longer dependent on Address being present'],
  ])('says of %s after %j: %s', (tag, change, words) => {
    expect(changesOf(tag, change)).toEqual([{ tag, changes: expect.arrayContaining([words]) }]);
  });

  it('names fields that come and go', () => {
    const next = changed(({ fields }) => fields.splice(0, 1, { ...fields[1], tag: 'Seats' } as never));
    expect(compareSnapshots(bundledSnapshot, next).fields).toEqual([
      { tag: 'Id', changes: ['is no field any more'] },
      { tag: 'Seats', changes: ['is a new field, optional'] },
    ]);
  });
});
