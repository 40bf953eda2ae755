import { describe, expect, test } from 'vitest';
import { readLabel } from '#reference/catalogue/label-witness.ts';

const fieldsOf = (label: string, section = '') => readLabel(label, section).named.map(({ field }) => field);

describe('a label nobody has listed', () => {
  test.each([
    ['Track nominal width', 'track.width'],
    ['Nominal track length', 'track.length'],
    ['Kettenbreite', 'track.width'],
    ['Gesamtlänge', 'dimensions.overallLength'],
    ['Polttoainesäiliön vetoisuus', 'engine.fuelTank'],
    ['Ширина гусеничной ленты', 'track.width'],
    ['Вес без топлива', 'engine.dryWeight'],
    ['Vehicel overal lenght', 'dimensions.overallLength'],
    ['Drive clutch type', 'engine.driveClutch'],
    ['Suksiväli', 'dimensions.skiStance'],
    ['Sylinderantall', 'engine.cylinders'],
    ['Débattement du piston', 'engine.stroke'],
    ['Wysokość zaczepów', 'track.profile'],
    ['Zaczep holowniczy', 'features.hitch'],
  ])('%s names %s', (label, field) => {
    expect(fieldsOf(label)).toEqual([field]);
  });

  test('may leave out what the title of its section says', () => {
    expect(fieldsOf('Length', 'Track')).toEqual(['track.length']);
    expect(fieldsOf('Length', 'Dimensions')).toEqual(['dimensions.overallLength']);
    expect(fieldsOf('Width', 'Skis')).toEqual([]);
  });

  test('is weaker with a word that nobody knows', () => {
    const [witness] = readLabel('Frumious track width', '').named;
    expect(witness).toMatchObject({ field: 'track.width', strength: 'partly' });
    expect(fieldsOf('Zbiornik smaru')).not.toContain('engine.oilTank');
  });
});

describe('a label of which more words are unknown than known', () => {
  test.each([
    ['Höhe mit Scheibe', 'Abmessungen', 'dimensions.overallHeight'],
    ['Hors-tablier, longueur', '', 'dimensions.overallLength'],
    ['Tankvolumen', '', 'engine.fuelTank'],
    ['Tread, long/wide/deep', 'What it stands on (in)', 'tracks'],
  ])('%s hints at its field, and is of nothing else', (label, section, field) => {
    const { named, isOfSomethingElse } = readLabel(label, section);
    expect(isOfSomethingElse).toBe(false);
    expect(named.map((one) => [one.field, one.strength])).toContainEqual([
      field,
      field === 'dimensions.overallLength' ? 'partly' : 'hinted',
    ]);
  });

  test('says nothing where it says nothing of a machine', () => {
    expect(readLabel('Toimintaperiaate', '')).toEqual({ named: [], isOfSomethingElse: false });
    expect(readLabel('Alternativ', 'Raupenband')).toEqual({ named: [], isOfSomethingElse: false });
  });
});

describe('a label of something else', () => {
  test.each([
    'Nominal belt width',
    'Track clearance',
    'Stator output',
    'Seat height',
    'Ground clearance',
    'Handlebar width',
    'Lug spacing',
    'Ski width',
    'Sitzhöhe',
    'Kettenteilung',
    'Шаг гусеницы',
    'Cargo bed length',
  ])('%s names no field', (label) => {
    expect(readLabel(label, '')).toEqual({ named: [], isOfSomethingElse: true });
  });
});
