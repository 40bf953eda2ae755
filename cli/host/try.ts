import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '#desk/problems.ts';
import { seeTrial } from '#desk/trial/see-trial.ts';
import { trialDealer } from '#desk/trial/trial-dealer.ts';
import { type SeenTrial, trialPage } from '#functions/reports/trial-page.ts';
import { foldersOf } from '#local/host/folders.ts';
import { startHost } from '#local/host/host.ts';
import { counted } from '#messages/en/words.ts';
import { putDealer } from '#shared/dealers.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { openPage } from '../files/open-page.ts';
import { runnable } from '../say/command-line.ts';
import { complainOf, exitCodeOf } from '../say/problems.ts';
import { bold, dim, printable, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { inFolderOfItsOwn } from './folder-of-its-own.ts';
import { showWorking } from './progress-lines.ts';
import { putThrough } from './put-through.ts';

/** In the working directory: a browser in a sandbox opens nothing of the system's temporary folder. */
const PAGE = 'feedwright-try.html';

/** The first step in earnest. */
const NEXT = `${runnable(['dealers', 'show', 'demo'])} > north.json`;

interface Tried {
  seen: SeenTrial;
  problems: Problem[];
}

/** Puts the files through on a host that is there for them alone. */
const tryOut = (files: string[]): Promise<Tried> =>
  inFolderOfItsOwn('feedwright-try-', async () => {
    const host = await startHost(foldersOf('.feedwright', '.'));
    try {
      const dealer = trialDealer(host.ports.clock());
      await putDealer(dealer, host.ports, { fromFile: false });
      showWorking(host.runner.progress);
      const { problems } = await putThrough(host, dealer, { files, delivers: false });
      return { seen: await seeTrial(host.ports), problems };
    } finally {
      await host.close();
    }
  });

const pageOf = ({ files, options: { out = PAGE } }: Arguments): string => {
  if (files.length === 0) throw new UsageError('Name the price LIST to try, and its spec BOOK');
  if (out.endsWith('.html')) return resolve(out);
  throw new UsageError(`The page is HTML: end --out ${out} with .html`);
};

/** What the questions of a page do not say already. */
const besideQuestions = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity !== 'waiting');

const wrongFiles = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'rejected' || severity === 'failed');

/** Without a machine or a question there is nothing to look at: what is wrong with the files is all. */
const refuse = (problems: readonly Problem[]): number => {
  const wrong = wrongFiles(problems);
  if (wrong.length === 0)
    throw new UsageError(
      'No machine of a price list is in these files: name the LIST too, not its book alone',
    );
  wrong.forEach(complainOf);
  return exitCodeOf(wrong);
};

const sayTried = ({ verdicts, questions }: SeenTrial, taken: number): void => {
  const live = verdicts.filter((verdict) => verdict === 'published').length;
  say(`${bold(counted(verdicts.length, 'machine'))} on the list, read in ${seconds(taken)}.`);
  say(`${bold(String(live))} would be live; ${verdicts.length - live} would wait.`);
  say(`${bold(counted(questions.questions.length, 'question'))} between them and their ads.`);
};

const sayPage = (page: string, isOpen: boolean): void => {
  say(`The page: ${printable(page)}${isOpen ? '  (open in the browser)' : ''}`);
  say(dim('Rate, contact and address are made up; nothing was published, and no data is kept.'));
  say(`Next, set up a dealer: ${NEXT}`);
  say(`Change it, its id first; then ${runnable(['dealers', 'put', 'north.json'])}`);
};

const run = async (given: Arguments): Promise<number> => {
  const [page, files] = [pageOf(given), given.files.map((file) => resolve(file))];
  await openFolder('out', dirname(page));
  const began = performance.now();
  const { seen, problems } = await tryOut(files);
  if (seen.verdicts.length === 0 && seen.questions.questions.length === 0) return refuse(problems);
  const names = files.map((file) => basename(file));
  const frame = { files: names, problems: besideQuestions(problems), next: NEXT };
  await writeFile(page, trialPage(seen, frame));
  wrongFiles(problems).forEach(complainOf);
  sayTried(seen, (performance.now() - began) / 1000);
  sayPage(page, await openPage(page));
  return exitCodeOf(problems);
};

/** `feedwright try`: what would become of a list, before anything is set up. */
export const tryFiles: Command = {
  summary:
    'See what a price list would become, as one page: ads beside their rows, and the questions; no set-up',
  usage: 'try LIST [BOOK…] [--out FILE.html]',
  examples: [
    'feedwright try samples/price-lists/lynx-2027-en.pdf samples/spec-books/lynx-2027-spec-book.pdf',
    'feedwright try list.xlsx --out look.html',
  ],
  ownMachine: true,
  options: {
    out: { type: 'string', value: 'FILE', description: `where the page goes; ${PAGE} otherwise` },
  },
  run,
};
