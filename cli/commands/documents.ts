import { ListDocuments, type ListedDocument, listDocuments } from '#desk/documents/list.ts';
import { ShowDocument, type ShownDocument, showDocument } from '#desk/documents/show.ts';
import { parseWish } from '#desk/refusal.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Arguments, Command } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayGrid } from '../say/grid.ts';
import { bold, dim, printable, printJson, printText, say, sayWrapped } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';

const INDENT = '    ';

/** More of a dealer are listed by `--all`. */
const MOST_LISTED = 50;

const usd = (amount: number): string => `${amount.toFixed(6)} USD`;

const countsOf = ({ state, counts }: ListedDocument): string =>
  counts.products && state !== 'catalogued' ? `${counts.published} of ${counts.products} published` : '';

const sayDocument = (document: ListedDocument, options: Arguments['options']): void => {
  const { documentId, state, file, receivedAt, reason, next } = document;
  say(`${bold(state.padEnd(10))}  ${printable(file)}`);
  const about = [countsOf(document), seconds(document.seconds), usd(document.costUsd)].filter(Boolean);
  say(`${INDENT}${moscowMinute(receivedAt)}  ${about.join('  ')}  ${dim(documentId.slice(0, 8))}`);
  if (reason) sayWrapped(sentenceOf(reason), INDENT);
  say(`${INDENT}${dim(runnable(next, options))}`);
};

/** What comes one by one, printed as it comes: there may be more than fits into memory. */
const printEach = async (items: AsyncIterable<unknown>): Promise<void> => {
  let before = '[\n';
  for await (const item of items) {
    await printText(`${before} ${JSON.stringify(item)}`);
    before = ',\n';
  }
  await printText(before === '[\n' ? '[]\n' : '\n]\n');
};

const sayAll = async (
  documents: AsyncIterable<ListedDocument>,
  most: number,
  options: Arguments['options'],
): Promise<void> => {
  let [dealer, shown] = ['', 0];
  for await (const document of documents) {
    const { dealerId } = document;
    if (dealerId !== dealer) {
      say(`${dealer && '\n'}${bold(dealerId)}`);
      [dealer, shown] = [dealerId, 0];
    }
    shown += 1;
    if (shown <= most) sayDocument(document, options);
    if (shown === most + 1)
      say(`… and older ones: ${runnable(['documents', 'list', dealerId, '--all'], options)}`);
  }
  if (dealer === '') say('No file has come yet: drop one into inbox/<dealer>/.');
};

const list: Action['run'] = async ([dealerId], ports, flags, options) => {
  const documents = listDocuments(parseWish(ListDocuments, { dealerId, state: options.state }), ports);
  if (flags.has('json')) await printEach(documents);
  else await sayAll(documents, flags.has('all') ? Infinity : MOST_LISTED, options);
};

const factsOf = (document: ShownDocument): [string, string][] => [
  ['State', document.state],
  ['File', printable(document.file)],
  ['Id', document.documentId],
  ['Came', moscowMinute(document.receivedAt)],
  ['Kind', [document.kind ?? '', ...document.lists.map((list) => Object.values(list).join(' '))].join('  ')],
  ['Products', countsOf(document)],
  ['Feed', document.feedVersion === null ? '' : `version ${document.feedVersion}`],
  ['Cost', document.runUsd === null ? '' : `${usd(document.runUsd)} in all, stores and transitions too`],
];

const stageRow = ({
  stage,
  seconds: taken,
  costUsd,
  succeeded,
  processed,
  engine,
}: ShownDocument['stages'][0]) => [
  stage,
  seconds(taken),
  usd(costUsd),
  `${succeeded} of ${processed}`,
  printable(engine),
];

const sayWhy = ({ reason, stages }: ShownDocument): void => {
  if (reason) for (const text of [sentenceOf(reason), remedyOf(reason)].filter(Boolean)) sayWrapped(text);
  for (const { stage, error } of stages) if (error !== undefined) sayWrapped(`${stage}: ${error}`);
};

const show: Action['run'] = async ([dealerId, document], ports, flags, options) => {
  const shown = await showDocument(parseWish(ShowDocument, { dealerId, document }), ports);
  if (flags.has('json')) return printJson(shown);
  sayGrid(factsOf(shown).filter(([, value]) => value.trim() !== ''));
  sayWhy(shown);
  say();
  sayGrid(shown.stages.map(stageRow));
  const files = Object.entries(shown.artefacts);
  if (files.length > 0) say(`\n${bold('What it left')}`);
  for (const [name, key] of files) say(`  ${name.padEnd(9)}  ${await ports.fileOf(key)}`);
  say(`\n${runnable(shown.next, options)}`);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['DEALER', 'DOCUMENT'], run: show },
};

/** `feedwright documents`: what became of each file. */
export const documents: Command = {
  summary: 'List and show the files that came: how each stands and why, its stages, their time and cost',
  usage: usageOf('documents', ACTIONS),
  examples: [
    'feedwright documents list samples',
    'feedwright documents list --state failed --json',
    'feedwright documents show samples lynx-2027-en.pdf    (or the beginning of its id)',
  ],
  options: {
    state: {
      type: 'string',
      value: 'STATE',
      description: 'list: failed, rejected, review, processing, published, catalogued or duplicate only',
    },
    all: { type: 'boolean', description: `list: also those before the newest ${MOST_LISTED}` },
  },
  run: (given) => runAction('documents', ACTIONS, given),
};
