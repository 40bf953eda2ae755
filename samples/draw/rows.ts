import { type EngineName, engineData } from '#samples/data/engines.ts';
import { type BrandData, type MachineLine, TRACK_LENGTHS_MM, type Track } from '#samples/data/machine.ts';
import { pick, type Random, seededRandom } from './random.ts';

/** One row of a price list, cell by cell as printed. */
export interface PrintedRow {
  section: string;
  modelCode: string;
  model: string;
  package: string;
  engine: string;
  trackLength: string;
  trackProfile: string;
  starter: string;
  display: string;
  springOptions: string | null;
  color: string;
  /** Decimal euros; null where the list prints something else. */
  amount: string | null;
  price: string;
  springOnly: boolean;
}

interface Variant {
  line: MachineLine;
  engine: EngineName;
  track: Track;
}

const SPRING_ONLY_SHARE = 0.22;
/** Real prices end in 0: no invented one can be taken for one of them. */
const LAST_DIGIT = 5;
const NO_BREAK_SPACE = '\u00a0';

/** `count` rows of a brand, in the order of its lines; the same seed gives the same rows. */
export function inventRows(brand: BrandData, count: number, seed: number): PrintedRow[] {
  const random = seededRandom(seed);
  const nextCode = uniqueCodes(random);
  return spread(brand.lines.flatMap(variantsOf), count).map((variant) =>
    inventRow(brand, variant, nextCode(), random),
  );
}

const variantsOf = (line: MachineLine): Variant[] =>
  line.engines.flatMap((engine) => line.tracks.map((track) => ({ line, engine, track })));

/** `count` items in order, each about as often as the others. */
const spread = <T>(items: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);

function inventRow(brand: BrandData, variant: Variant, modelCode: string, random: Random): PrintedRow {
  const { line, engine, track } = variant;
  const springOnly = random() < SPRING_ONLY_SHARE;
  return {
    section: line.section,
    modelCode,
    model: line.model,
    package: line.package,
    engine: engineData(engine).inPriceList,
    ...printedTrack(track),
    starter: engineData(engine).starter,
    display: line.display,
    springOptions: springOnly ? pick(random, brand.springOptions) : null,
    color: pick(random, line.colors),
    ...inventPrice(variant, random),
    springOnly,
  };
}

const printedTrack = (track: Track) => ({
  trackLength: `${track.lengthIn}in ${TRACK_LENGTHS_MM[track.lengthIn]}mm`,
  trackProfile: `${inches(track.profileIn)}in ${Math.round(track.profileIn * 25.4)}mm ${track.name}`,
});

/** Inches as the trade prints them: at least one decimal. */
export const inches = (value: number): string =>
  Number.isInteger(value * 10) ? value.toFixed(1) : String(value);

function inventPrice({ line, engine, track }: Variant, random: Random): Pick<PrintedRow, 'amount' | 'price'> {
  if (line.priceToBeAnnounced) return { amount: null, price: 'tba' };
  const euros =
    engineData(engine).basePrice + line.surcharge + track.lengthIn + Math.floor(random() * 60) * 10;
  const rounded = Math.floor(euros / 10) * 10 + LAST_DIGIT;
  return { amount: `${rounded}.00`, price: printedEuros(rounded) };
}

const printedEuros = (euros: number): string =>
  `${String(euros).replace(/(?=(\d{3})+$)/g, NO_BREAK_SPACE)},00${NO_BREAK_SPACE}€`;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** The third letter is the model year's in real codes: these are no year's. */
const CODE_PLACES = [LETTERS, LETTERS, 'QXZ', `${LETTERS}23456789`];

/** Four-character codes, no two alike. */
function uniqueCodes(random: Random): () => string {
  const taken = new Set<string>();
  const next = (): string => {
    const code = CODE_PLACES.map((characters) => pick(random, characters)).join('');
    if (taken.has(code)) return next();
    taken.add(code);
    return code;
  };
  return next;
}
