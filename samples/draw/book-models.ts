import type { CatalogueEngine, CatalogueModel, CatalogueTrack } from '#contracts/catalogue.ts';
import { type EngineName, engineData } from '#samples/data/engines.ts';
import { EQUIPMENT } from '#samples/data/equipment.ts';
import type { BookPage, BrandData, MachineLine, Track } from '#samples/data/machine.ts';
import { PICTURE } from './snowmobile.ts';

type ExpectedEngine = Omit<CatalogueEngine, 'powerKw' | 'maxRpm' | 'places'>;
type ExpectedTrack = Omit<CatalogueTrack, 'place'>;

/** A model as `catalogue.json` must give it; of places and the picture only what does not depend on the reader. */
export type ExpectedModel = Omit<
  CatalogueModel,
  'engines' | 'tracks' | 'picture' | 'places' | 'rows' | 'proposals'
> & {
  engines: ExpectedEngine[];
  tracks: ExpectedTrack[];
  picture: { widthPx: number; heightPx: number };
};

/** A line that has a page in the book. */
export type PagedLine = MachineLine & { page: BookPage };

export const hasPage = (line: MachineLine): line is PagedLine => line.page !== undefined;

/** What the book's page says of a line. */
export function describeModel(brand: BrandData, line: PagedLine, page: number): ExpectedModel {
  const engines = line.engines.map((name) => describeEngine(name, line, brand));
  return {
    ...describeHead(line, page),
    isElectric: engines.every(({ stroke }) => stroke === null),
    strokes: [...new Set(engines.flatMap(({ stroke }) => stroke ?? []))],
    engines,
    ...describeMeasures(line),
    ...describeEquipment(line),
    colours: [...line.colors],
    picture: { widthPx: PICTURE.width, heightPx: PICTURE.height },
  };
}

function describeHead({ model: family, package: listed, page: book }: PagedLine, page: number) {
  const { tagline, highlights, whatsNew, package: printed = listed } = book;
  const head = {
    page,
    model: `${family} ${printed}`,
    family,
    package: printed,
    tagline,
    highlights: [...highlights],
  };
  return whatsNew ? { ...head, whatsNew: [...whatsNew] } : head;
}

function describeEngine(name: EngineName, line: PagedLine, brand: BrandData): ExpectedEngine {
  const { inPriceList, inBook, weightKg, starter, basePrice, ...data } = engineData(name);
  return {
    name: inBook,
    ...data,
    ...describePower(name, brand),
    powerNote: null,
    dryWeightKg: perLength(line).map(({ note, lengthIn }) => ({
      for: note,
      kg: weightKg + Math.round((lengthIn - 120) / 5),
    })),
  };
}

const SOURCES = {
  page: { powerSource: 'model_page', fromEnginePage: false },
  name: { powerSource: 'engine_name', fromEnginePage: false },
  enginePage: { powerSource: 'engine_page', fromEnginePage: true },
} as const;

/** "600 EFI – 55" names its power; else the model page or the engine page prints it. */
const describePower = (name: EngineName, { horsepowerOnModelPages }: BrandData) =>
  SOURCES[horsepowerOnModelPages ? 'page' : isNamedByPower(name) ? 'name' : 'enginePage'];

/** Whether an engine's name ends in its horsepower. */
export const isNamedByPower = (name: EngineName): boolean => name.endsWith(`- ${engineData(name).powerHp}`);

/** The line's track lengths, each with the note that tells it from the others, if there are any. */
function perLength({ tracks }: PagedLine): { lengthIn: number; note: string | null }[] {
  const lengths = [...new Set(tracks.map(({ lengthIn }) => lengthIn))];
  return lengths.map((lengthIn) => ({ lengthIn, note: lengths.length > 1 ? `${lengthIn} in.` : null }));
}

function describeMeasures(line: PagedLine) {
  const { widthMm, heightMm, skiStanceMm, sprocketPitchMm } = EQUIPMENT[line.section];
  const overallLength = perLength(line).map(({ lengthIn, note }) => ({
    mm: 1893 + Math.round(lengthIn * 8.2),
    ...(note !== null && { note }),
  }));
  return {
    tracks: line.tracks.map(describeTrack),
    dimensions: {
      overallLength,
      overallWidth: [{ mm: widthMm }],
      overallHeight: [{ mm: heightMm }],
      skiStance: [{ mm: skiStanceMm }],
    },
    powertrain: { driveSprocketPitch: [`${sprocketPitchMm} mm`] },
  };
}

const describeTrack = ({ name, lengthIn, widthIn, profileIn }: Track): ExpectedTrack => ({
  name,
  lengthIn,
  widthIn,
  profileIn,
  lengthMm: null,
  widthMm: null,
  profileMm: null,
  note: null,
  engine: null,
});

function describeEquipment(line: PagedLine) {
  const { suspension, features } = EQUIPMENT[line.section];
  const { seating } = line.page;
  const seatsPrinted = [...seating.matchAll(/(\d)-up/g)].map(([, seats]) => Number(seats));
  return { suspension, features, seating, seatsPrinted, starter: startersOf(line), gauges: [line.display] };
}

/** One starter for all engines, or each engine's own. */
function startersOf({ engines }: PagedLine): string[] {
  const starters = engines.map((name) => engineData(name).starter);
  if (new Set(starters).size === 1) return starters.slice(0, 1);
  return engines.map((name) => `${engineData(name).inBook}: ${engineData(name).starter}`);
}
