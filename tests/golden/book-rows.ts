import type { CatalogueEngine, CatalogueModel, CatalogueTrack } from '#contracts/catalogue.ts';
import { ROW_LABELS, type RowField } from '#reference/catalogue/row-labels.ts';

/** A row to be typeset: its label's lines and, engine by engine, its value's lines; one value stands for all. */
export interface BookRow {
  field: RowField;
  label: string;
  values: string[][];
}

export interface BookSection {
  title: string;
  rows: BookRow[];
}

/** How a book words its tables: every choice is one that some book makes. */
export interface Wording {
  /** Which of the lexicon's labels a row bears: their place in its list, counted round. */
  label: number;
  lengths: 'mm' | 'mm/in. in the label' | 'in./mm in the label' | 'mm (in.)' | 'cm';
  tracks: 'in. in the label' | 'in' | 'mm and in' | 'row by row';
  power: 'none' | 'hp in the label' | 'kW (hp)' | 'kW/hp in the label';
  cylinders: 'one row' | 'two rows';
  weights: 'kg' | 'lb (kg)';
  /** What an empty cell says. */
  empty: '' | '-' | 'N/A';
  /** A sign that refers to a footnote, behind labels. */
  footnote: '' | '*' | '\u00b9';
}

export const PLAIN_WORDING: Wording = {
  label: 0,
  lengths: 'mm',
  tracks: 'in. in the label',
  power: 'hp in the label',
  cylinders: 'one row',
  weights: 'kg',
  empty: '',
  footnote: '',
};

const MM_PER_INCH = 25.4;
const KW_PER_HP = 0.7457;
const inches = (mm: number): string => (mm / MM_PER_INCH).toFixed(1);
const thousands = (value: number): string => value.toLocaleString('en-US');

/** Labels that the fonts of the tests can draw, and that mean one field without the title above them. */
const labelsOf = (field: RowField): readonly string[] =>
  ROW_LABELS[field].filter((label) => /^[ -~\u00a0-\u00ff]+$/.test(label) && label.includes(' '));

const labelOf = (field: RowField, { label, footnote }: Wording): string => {
  const known = labelsOf(field).length > 0 ? labelsOf(field) : ROW_LABELS[field];
  const text = known[label % known.length] as string;
  return text.charAt(0).toUpperCase() + text.slice(1) + footnote;
};

type Give = (engine: CatalogueEngine) => string[];

/** The rows of a model, section by section. */
export function sectionsOf(model: CatalogueModel, wording: Wording): BookSection[] {
  const row = (field: RowField, values: string[][], units = ''): BookRow => ({
    field,
    label: labelOf(field, wording) + (units && ` (${units})`),
    values,
  });
  const each = (field: RowField, give: Give, units = ''): BookRow =>
    row(
      field,
      model.engines.map((engine) => (give(engine).length > 0 ? give(engine) : [wording.empty])),
      units,
    );
  const printed = (rows: BookRow[]): BookRow[] =>
    rows.filter(({ values }) =>
      values.some((lines) => lines.some((line) => line !== wording.empty && line !== '')),
    );
  const one = (field: RowField, lines: readonly string[], units = ''): BookRow =>
    row(field, [[...lines]], units);
  return [
    { title: 'ROTAX ENGINE', rows: printed(engineRows(each, wording)) },
    {
      title: 'DIMENSIONS',
      rows: printed([...dimensionRows(model, one, wording), ...trackRows(model, row, wording)]),
    },
    { title: 'SUSPENSION', rows: printed(recordRows('suspension', model.suspension, one)) },
    {
      title: 'FEATURES',
      rows: printed([
        ...recordRows('features', model.features, one),
        one('seating', model.seating ? [model.seating] : []),
        one('starter', model.starter),
        one('gauges', model.gauges),
      ]),
    },
    { title: 'COLOR', rows: [] },
  ];
}

const text = (value: string | number | null): string[] => (value === null ? [] : [String(value)]);

function engineRows(
  each: (field: RowField, give: Give, units?: string) => BookRow,
  { power, cylinders, weights }: Wording,
): BookRow[] {
  const both: BookRow[] =
    cylinders === 'one row'
      ? [
          each('engine.cylindersDisplacement', (engine) =>
            engine.displacementCc === null ? [] : [`${engine.cylinders} – ${engine.displacementCc} cc`],
          ),
        ]
      : [
          each('engine.cylinders', (engine) => text(engine.cylinders)),
          each('engine.displacement', (engine) => text(engine.displacementCc), 'cc'),
        ];
  return [
    each('engine.details', ({ details }) => text(details)),
    ...powerRows(each, power),
    ...both,
    each(
      'engine.boreStroke',
      ({ boreMm, strokeMm }) => (boreMm === null ? [] : [`${boreMm} x ${strokeMm}`]),
      'mm',
    ),
    each('engine.fuelTank', ({ fuelTankL }) => text(fuelTankL), 'L'),
    each('engine.oilTank', ({ oilTankL }) => text(oilTankL), 'L'),
    each('engine.driveClutch', ({ driveClutch }) => text(driveClutch)),
    each('engine.dryWeight', ({ dryWeightKg }) =>
      dryWeightKg.map(({ kg, for: condition }) => {
        const weight = weights === 'kg' ? `${kg} kg` : `${Math.round(kg * 2.2046)} lb (${kg} kg)`;
        return weights === 'kg' && condition !== null ? `${weight} (${condition})` : weight;
      }),
    ),
  ];
}

function powerRows(
  each: (field: RowField, give: Give, units?: string) => BookRow,
  power: Wording['power'],
): BookRow[] {
  if (power === 'none') return [];
  const kw = (hp: number): number => Math.round(hp * KW_PER_HP);
  const ofHp =
    (say: (hp: number) => string): Give =>
    ({ powerHp }) =>
      powerHp === null ? [] : [say(powerHp)];
  if (power === 'kW (hp)')
    return [
      each(
        'engine.power',
        ofHp((hp) => `${kw(hp)} kW (${hp} hp)`),
      ),
    ];
  if (power === 'hp in the label') return [each('engine.power', ofHp(String), 'hp')];
  return [
    each(
      'engine.power',
      ofHp((hp) => `${kw(hp)} / ${hp}`),
      'kW/hp',
    ),
  ];
}

const LENGTHS: Record<Wording['lengths'], { units: string; say: (mm: number) => string }> = {
  mm: { units: '', say: (mm) => `${thousands(mm)} mm` },
  'mm/in. in the label': { units: 'mm/in.', say: (mm) => `${thousands(mm)} / ${inches(mm)}` },
  'in./mm in the label': { units: 'in./mm', say: (mm) => `${inches(mm)} / ${thousands(mm)}` },
  'mm (in.)': { units: '', say: (mm) => `${mm} mm (${inches(mm)} in.)` },
  cm: { units: '', say: (mm) => `${mm / 10} cm` },
};

function dimensionRows(
  { dimensions }: CatalogueModel,
  one: (field: RowField, lines: readonly string[], units?: string) => BookRow,
  wording: Wording,
): BookRow[] {
  const { units, say } = LENGTHS[wording.lengths];
  return Object.entries(dimensions).map(([name, sizes]) => {
    const lines = sizes.map(({ mm, mmMin, mmMax, note }) => {
      const size = mm === undefined ? `${thousands(mmMin ?? 0)} mm - ${thousands(mmMax ?? 0)} mm` : say(mm);
      return note ? `${size} (${note})` : size;
    });
    return one(`dimensions.${name}` as RowField, lines, units);
  });
}

const sizeIn = ({ lengthIn, widthIn, profileIn }: CatalogueTrack): string =>
  `${lengthIn} x ${widthIn} x ${profileIn?.toFixed(2)}`;
const toMm = (value: number | null): number => Math.round((value ?? 0) * MM_PER_INCH);
const sizeInMm = ({ lengthIn, widthIn, profileIn }: CatalogueTrack): string =>
  `${thousands(toMm(lengthIn))} x ${toMm(widthIn)} x ${toMm(profileIn)} mm`;

function trackLines(tracks: readonly CatalogueTrack[], { tracks: how }: Wording): string[] {
  return tracks.flatMap((track) => {
    const size = {
      'in. in the label': sizeIn(track),
      in: `${sizeIn(track)} in.`,
      'mm and in': `${sizeInMm(track)} (${sizeIn(track)} in.)`,
      'row by row': '',
    }[how];
    return [`${track.name}:`, track.note === null ? size : `${size} (${track.note})`];
  });
}

function trackRows(
  { tracks, engines }: CatalogueModel,
  row: (field: RowField, values: string[][], units?: string) => BookRow,
  wording: Wording,
): BookRow[] {
  const isShared = tracks.every(({ engine }) => engine === null);
  const columns = isShared
    ? [tracks]
    : engines.map(({ name }) => tracks.filter(({ engine }) => engine === name));
  if (wording.tracks !== 'row by row')
    return [
      row(
        'tracks',
        columns.map((own) => trackLines(own, wording)),
        wording.tracks === 'in. in the label' ? 'in.' : '',
      ),
    ];
  const measure = (give: (track: CatalogueTrack) => number | null) =>
    columns.map((own) => own.map((track) => String(give(track))));
  return [
    row(
      'track.length',
      measure(({ lengthIn }) => lengthIn),
      'in.',
    ),
    row(
      'track.width',
      measure(({ widthIn }) => widthIn),
      'in.',
    ),
    row(
      'track.profile',
      measure(({ profileIn }) => profileIn),
      'in.',
    ),
  ];
}

const recordRows = (
  group: 'suspension' | 'features',
  record: Record<string, string>,
  one: (field: RowField, lines: readonly string[]) => BookRow,
): BookRow[] =>
  Object.entries(record)
    .filter(([name]) => `${group}.${name}` in ROW_LABELS)
    .map(([name, value]) => one(`${group}.${name}` as RowField, [value]));
