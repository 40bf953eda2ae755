import { type MatchedProduct, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { GoldMatch } from './from-gold.ts';

/** Widths are rounded from inches by every document in its own way. */
const WIDTH_TOLERANCE_MM = 10;

export interface Score {
  /** Accepted names that are right, of all accepted. */
  readonly precision: number;
  /** Accepted names that are right, of all products that have one. */
  readonly coverage: number;
  readonly bestShare: number;
  readonly specShare: number;
  readonly valueShare: number;
  /** Values given that are wrong, with the product's code. */
  readonly valuesFalse: readonly string[];
}

const namesOf = ({ avito_model: { best, acceptable } }: GoldMatch): string[] =>
  [best, ...acceptable].filter((name) => name !== null).map((name) => name.trim());

function valueRight(gold: GoldMatch, tag: ValueTag, value: string | number | null): boolean {
  const accepted = [gold.avito_values[tag] ?? null, ...(gold.also_ok[tag] ?? [])];
  if (tag === 'TrackWidth' && value !== null)
    return accepted.some(
      (one) => one !== null && Math.abs(Number(one) - Number(value)) <= WIDTH_TOLERANCE_MM,
    );
  return accepted.map(String).includes(String(value));
}

const specRight = ({ spec: gold }: GoldMatch, { spec }: MatchedProduct): boolean =>
  spec?.page === gold?.page && spec?.engine === gold?.engine_name;

const nameRight = (gold: GoldMatch, { avitoModel }: MatchedProduct): boolean =>
  namesOf(gold).includes(avitoModel?.trim() ?? '');

type Pair = readonly [GoldMatch, MatchedProduct];

const wrongValues = ([gold, { avitoValues, modelCode }]: Pair): { told: string; given: boolean }[] =>
  VALUE_TAGS.filter((tag) => !valueRight(gold, tag, avitoValues[tag])).map((tag) => ({
    told: `${modelCode} ${tag}=${avitoValues[tag]}`,
    given: avitoValues[tag] !== null,
  }));

const share = (part: readonly unknown[], whole: readonly unknown[]): number =>
  whole.length === 0 ? 1 : part.length / whole.length;

/** The measures by which matches are judged, worked out as the scoring tool beside the gold data does. */
export function scoreMatches(gold: readonly GoldMatch[], matched: readonly MatchedProduct[]): Score {
  const pairs = gold.map((one, at): Pair => [one, matched[at] as MatchedProduct]);
  const accepted = pairs.filter(([, { decision }]) => decision === 'accepted');
  const right = accepted.filter(([one, product]) => nameRight(one, product));
  const matchable = gold.filter(({ avito_model }) => avito_model.best !== null);
  const described = pairs.filter(([{ spec }]) => spec !== null);
  const wrong = pairs.flatMap(wrongValues);
  return {
    precision: share(right, accepted),
    coverage: share(right, matchable),
    bestShare: share(
      pairs.filter(
        ([
          {
            avito_model: { best },
          },
          { avitoModel },
        ]) => best !== null && avitoModel?.trim() === best.trim(),
      ),
      matchable,
    ),
    specShare: share(
      described.filter(([one, product]) => specRight(one, product)),
      described,
    ),
    valueShare: 1 - wrong.length / (gold.length * VALUE_TAGS.length),
    valuesFalse: wrong.filter(({ given }) => given).map(({ told }) => told),
  };
}
