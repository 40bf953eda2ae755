import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prettifyError, ZodError } from 'zod';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import {
  type Answers,
  bandsFile,
  chooseBands,
  configuredEmbedder,
  type HeldOut,
  type Judged,
  judgeRows,
  leaveOneOut,
  parseAnswers,
  type Score,
  sweep,
} from '#desk/calibration/calibrate.ts';
import { configuredEngines } from '#desk/reading/engines.ts';
import { readFile } from '#desk/reading/read-file.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { grid } from '../say/grid.ts';
import { clearPage, showPage } from '../say/live-page.ts';
import { say } from '../say/terminal.ts';

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
const reportOf = (embedder: string, products: readonly Judged[], bands: HeldOut['bands']): string[] => [
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

const BANDS_FILE = fileURLToPath(new URL('../../functions/reference/matching/bands.json', import.meta.url));

const answersIn = async (path: string): Promise<Answers> => {
  const text = await readText(path);
  try {
    return parseAnswers(text);
  } catch (error) {
    const reason = error instanceof ZodError ? prettifyError(error) : (error as Error).message;
    throw new UsageError(`${path} holds no right names of a list's products: ${reason}`);
  }
};

/** The rows of the list that the answers are about, read as the extract stage reads it. */
const rowsOf = async ({ document }: Answers, folder: string): Promise<ExtractedProduct[]> => {
  const path = join(folder, document);
  const { result, problems } = await readFile(
    path,
    configuredEngines(process.env, () => new Date()),
    showPage,
  );
  clearPage();
  if (result?.kind === 'price-list') return result.products;
  const [reason] = problems.map((problem) => sentenceOf(problem.reason));
  throw new UsageError(`No price list can be read: ${reason?.replace(/\.$/, '') ?? `${path} is none`}`);
};

const run = async ({ files, options, flags }: Arguments): Promise<number> => {
  const { lists } = options;
  if (files.length === 0 || !lists)
    throw new UsageError(
      'Name the ANSWERS files, and with --lists the folder of the price lists they are about',
    );
  const embedder = configuredEmbedder(process.env);
  const products: Judged[] = [];
  for (const file of files) {
    const answers = await answersIn(file);
    products.push(...(await judgeRows(answers, await rowsOf(answers, lists), embedder)));
  }
  const bands = chooseBands(products);
  for (const line of reportOf(embedder.name, products, bands)) say(line);
  if (!bands) return 1;
  if (flags.has('write')) {
    const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    await writeFile(BANDS_FILE, bandsFile(embedder.name, bands, products, day));
    say(`Written to ${BANDS_FILE}`);
  }
  return 0;
};

/** `feedwright calibrate`: from which confidence on a match may be published, by lists whose right names are known. */
export const calibrate: Command = {
  summary: 'Set from which confidence on a match is accepted, by lists with known names',
  usage: 'calibrate ANSWERS… --lists DIR [--write]',
  examples: [
    'feedwright calibrate answers/*.json --lists price-lists',
    'feedwright calibrate answers/*.json --lists price-lists --write',
  ],
  ownMachine: true,
  options: {
    lists: { type: 'string', value: 'DIR', description: 'where the price lists are that the answers name' },
    write: { type: 'boolean', description: 'keep the bands in functions/reference/matching/bands.json' },
  },
  run,
};
