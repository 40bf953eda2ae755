import type { Found, SearchAnswer } from '#contracts/search.ts';
import { parseWish } from '#desk/refusal.ts';
import { SearchDealer, searchDealer } from '#desk/search/search.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { printable, printJson, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const USAGE = 'search DEALER WORDS…';

const HEADING = ['What', 'Code', 'Title', 'State', 'Where', 'By'];

const KINDS: Record<Found['kind'], string> = {
  machine: 'machine',
  'book-page': 'book page',
  document: 'file',
};

const whereOf = ({ at, page }: Found): string => (page === null ? at : `${at}, page ${page}`);

const rowOf = (found: Found) => [
  KINDS[found.kind],
  ...[found.code, found.title, found.state, whereOf(found)].map(printable),
  found.by.join(', '),
];

/** Why what is found, or some of what there is, was looked for by its words alone. */
const sayFallback = ({ message, because, byWordsAlone }: SearchAnswer): void => {
  if (!message && byWordsAlone === 0) return;
  const what = message ?? `Found by words alone so far: ${byWordsAlone}`;
  say(`${what}.${because ? ` ${sentenceOf(because)}` : ''}`);
};

const run = async (given: Arguments): Promise<number> => {
  const [dealerId, ...words] = given.files;
  if (dealerId === undefined || words.length === 0) throw new UsageError(`Use ${USAGE}`);
  const wish = parseWish(SearchDealer, { dealerId, words: words.join(' '), most: given.options.most });
  const answer = await atTarget(given, (ports) => searchDealer(wish, ports));
  const { results } = answer;
  if (given.flags.has('json')) {
    await printJson(answer);
    return 0;
  }
  if (results.length === 0)
    say('Nothing is found by that. What was built since the last feed is found with the next.');
  else sayTable(HEADING, results.map(rowOf));
  sayFallback(answer);
  return 0;
};

/** `feedwright search`: a dealer's machines, book pages and files, by code or words. */
export const search: Command = {
  summary: 'Find machines, book pages and files by code, words (misspelt or in part) or meaning',
  usage: USAGE,
  examples: ['feedwright search samples summit', 'feedwright search samples TJTH --json'],
  options: { most: { type: 'string', value: 'N', description: 'as many as that at most; 5 without it' } },
  run,
};
