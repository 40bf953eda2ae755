import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prettifyError, ZodError } from 'zod';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { type Answers, type Judged, judged, readAnswers } from '#desk/calibration/answers.ts';
import { chooseBands } from '#desk/calibration/bands.ts';
import { configuredEmbedder } from '#desk/calibration/embedder.ts';
import { configuredEngines } from '#desk/reading/engines.ts';
import { readFile } from '#desk/reading/read-file.ts';
import type { Embedder } from '#functions/match/embedder.ts';
import { avitoNames } from '#functions/match/names.ts';
import { proposalsFor } from '#functions/match/proposals.ts';
import { sentenceOf } from '#messages/say.ts';
import { BANDS, type Bands } from '#reference/matching/confidence.ts';
import { MatchingError } from '#shared/errors.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { reportOf } from '../say/calibration.ts';
import { clearPage, showPage } from '../say/live-page.ts';
import { say } from '../say/terminal.ts';

const BANDS_FILE = fileURLToPath(new URL('../../functions/reference/matching/bands.json', import.meta.url));

const answersIn = (path: string): Promise<Answers> =>
  readAnswers(path).catch((error: Error) => {
    const reason = error instanceof ZodError ? prettifyError(error) : error.message;
    throw new UsageError(`${path} holds no right names of a list's products: ${reason}`);
  });

/** The rows of the list that the answers are about, read as the extract stage reads it. */
async function rowsOf({ document }: Answers, folder: string): Promise<ExtractedProduct[]> {
  const path = join(folder, document);
  const { result, problems } = await readFile(path, configuredEngines(process.env), showPage);
  clearPage();
  if (result?.kind === 'price-list') return result.products;
  const [reason] = problems.map((problem) => sentenceOf(problem.reason));
  throw new UsageError(`No price list can be read: ${reason?.replace(/\.$/, '') ?? `${path} is none`}`);
}

/** Credentials, region and model are the user's to mend. */
const notAnswered = (error: Error): never => {
  throw error instanceof MatchingError ? new UsageError(error.message.replace(/\.$/, '')) : error;
};

async function judgeList(path: string, folder: string, embedder: Embedder): Promise<Judged[]> {
  const answers = await answersIn(path);
  const rows = await rowsOf(answers, folder);
  return judged(answers, await proposalsFor(rows, avitoNames, embedder).catch(notAnswered));
}

/** The bands stay data in the source tree, with what they were set on. */
async function keep({ name }: Embedder, bands: Bands, products: readonly Judged[]): Promise<void> {
  const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const lists = [...new Set(products.map(({ list }) => list))].sort();
  const madeOn = `${day}, ${products.length} products of ${lists.join(', ')}`;
  const all = { ...BANDS, [name]: { ...bands, madeOn } };
  await writeFile(BANDS_FILE, `${JSON.stringify(all, null, 2)}\n`);
  say(`Written to ${BANDS_FILE}`);
}

const run = async ({ files, options, flags }: Arguments): Promise<number> => {
  const { lists } = options;
  if (files.length === 0 || !lists)
    throw new UsageError(
      'Name the ANSWERS files, and with --lists the folder of the price lists they are about',
    );
  const embedder = configuredEmbedder(process.env);
  const products: Judged[] = [];
  for (const file of files) products.push(...(await judgeList(file, lists, embedder)));
  const bands = chooseBands(products);
  for (const line of reportOf(embedder.name, products, bands)) say(line);
  if (bands && flags.has('write')) await keep(embedder, bands, products);
  return bands ? 0 : 1;
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
