import type { Judged } from '#desk/calibration/answers.ts';
import { type HeldOut, leaveOneOut, type Score, sweep } from '#desk/calibration/bands.ts';
import { grid } from './grid.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const inWords = (bands: HeldOut['bands']): string =>
  bands ? `accept ${bands.accept.toFixed(2)}, review ${bands.review.toFixed(2)}` : 'none is precise enough';

/** Thresholds between which nothing changes are one line, the highest of them. */
const changes = (scores: readonly Score[]): readonly Score[] =>
  scores.filter(({ accepted }, at) => accepted !== scores[at + 1]?.accepted);

const scoreRow = ({ threshold, accepted, precision, coverage }: Score) => [
  threshold.toFixed(2),
  accepted,
  percent(precision),
  percent(coverage),
];

const heldOutRow = ({ list, bands, score }: HeldOut) => [
  list,
  inWords(bands),
  percent(score.precision),
  percent(score.coverage),
];

/** The precision and coverage by threshold and by list left out, and the bands that all lists together give. */
export const reportOf = (
  embedder: string,
  products: readonly Judged[],
  bands: HeldOut['bands'],
): string[] => [
  `${products.length} products, measured by ${embedder}`,
  '',
  ...grid([['Accept from', 'Accepted', 'Precision', 'Coverage'], ...changes(sweep(products)).map(scoreRow)]),
  '',
  ...grid([
    ['List left out', 'Bands set by the others', 'Precision', 'Coverage'],
    ...leaveOneOut(products).map(heldOutRow),
  ]),
  '',
  `Bands: ${inWords(bands)}`,
];
