import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { byCode, findProduct } from '#desk/preview/find-product.ts';
import { picturesOf } from '#desk/preview/pictures.ts';
import type { Shown } from '#functions/reports/ad/field-sources.ts';
import { previewPage } from '#functions/reports/ad/preview-page.ts';
import { allDealers } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

const codeOf = ({ files }: Arguments): string => {
  const [code] = files;
  if (code !== undefined && files.length === 1) return code;
  throw new UsageError('Name the one model CODE whose ad is to be shown');
};

/** The machine on the lists of the dealer named, else of each dealer who has it. */
const shownFor = async (code: string, { options }: Arguments, ports: Ports): Promise<Shown[]> => {
  if (options.dealer) await knownDealer(options.dealer, ports.table);
  const dealers = (await allDealers(ports)).filter(({ id }) => !options.dealer || id === options.dealer);
  const found = await Promise.all(
    dealers.map(async (dealer) => ({ dealer, found: await findProduct(dealer.id, byCode(code), ports) })),
  );
  return found.flatMap(({ dealer, found }) => (found ? [{ dealer, ...found }] : []));
};

const theOnly = (shown: Shown[], code: string): Shown => {
  const [first] = shown;
  if (!first) throw new UsageError(`No list of a dealer has the code ${JSON.stringify(code)}`);
  if (shown.length === 1) return first;
  const names = shown.map(({ dealer }) => dealer.id).join(', ');
  throw new UsageError(`Several dealers have ${first.product.modelCode}: add --dealer with one of ${names}`);
};

/** A code may hold any characters; a file's name only those that mean nothing to a shell or a file system. */
const fileName = ({ dealer, product }: Shown): string =>
  `${dealer.id}-${product.modelCode.replace(/[^0-9A-Za-z]/g, '_')}.html`;

const writePreview = async (shown: Shown, folder: string, ports: Ports): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName(shown));
  await writeFile(path, previewPage(shown, await picturesOf(shown, ports)));
  return path;
};

const run = async (given: Arguments): Promise<number> => {
  const code = codeOf(given);
  return atTarget(given, foldersFor, async (ports) => {
    const shown = theOnly(await shownFor(code, given, ports), code);
    say(await writePreview(shown, join(ports.pages, 'previews'), ports));
    return 0;
  });
};

/** `feedwright preview`: one ad as a person sees it, and why it is as it is. */
export const preview: Command = {
  summary: 'Write one ad as a page: picture, text, fields with their sources, verdicts',
  usage: 'preview CODE [--dealer ID] [--out DIR]',
  examples: ['feedwright preview TJTH', 'feedwright preview TJTH --dealer demo --out out'],
  options: {
    dealer: { type: 'string', value: 'ID', description: 'whose ad, where several dealers have the code' },
    out: { type: 'string', value: 'DIR', description: 'results of an earlier feedwright process' },
  },
  run,
};
