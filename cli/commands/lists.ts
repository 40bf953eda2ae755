import { ListNamed, putListBack, takeListOut } from '#desk/lists/by-hand.ts';
import { type StandingList, showLists } from '#desk/lists/lists-of.ts';
import { parseWish } from '#desk/refusal.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { printable, printJson, say, tell } from '../say/terminal.ts';

const HEADING = ['Brand', 'Year', 'Market', 'List', 'Printed', 'Came', 'Stands', 'By hand'];

const rowOf = (list: StandingList) => [
  list.brand,
  String(list.modelYear),
  list.market,
  `${printable(list.document)} (${list.documentId.slice(0, 8)})`,
  list.printedDate ?? 'no date',
  moscowMinute(list.receivedAt),
  list.status,
  list.byHand ? `${printable(list.byHand.by)}, ${moscowMinute(list.byHand.at)}` : '',
];

const ORDER =
  'Of one brand, year and market the list with the latest printed date is in force, then the one that came last; one without a date is older than any with one. What was restored by hand stands until a list comes that is newer than the one it replaced.';

const show: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const standing = await showLists(dealerId, ports);
  if (flags.has('json')) return printJson(standing);
  if (standing.length === 0) return say(`${dealerId} has no lists yet: drop one into inbox/${dealerId}/.`);
  sayTable(HEADING, standing.map(rowOf));
  say(ORDER);
};

const byHand =
  (deed: typeof takeListOut): Action['run'] =>
  async ([dealerId, list], ports, flags, { why }) => {
    const feed = await deed(ports.actor, parseWish(ListNamed, { dealerId, list, why }), ports);
    await tell({ flags }, { feed }, () => sayNextFeed(feed));
  };

const ACTIONS: Record<string, Action> = {
  show: { takes: ['DEALER'], run: show },
  retire: { takes: ['DEALER', 'LIST'], run: byHand(takeListOut) },
  restore: { takes: ['DEALER', 'LIST'], run: byHand(putListBack) },
};

/** `lists demo` is `lists show demo`. */
const withAction = (files: string[]): string[] =>
  files.length === 1 && !Object.hasOwn(ACTIONS, files[0] ?? '') ? ['show', ...files] : files;

/** `feedwright lists`: which lists are in force, and the way out and back for one that should not be. */
export const lists: Command = {
  summary: 'List which price lists are in force and why, take one out of force, put an older one back',
  usage: `lists DEALER | ${usageOf('lists', ACTIONS)}`,
  examples: [
    'feedwright lists samples',
    'feedwright lists retire samples ski-doo-2026-fi.csv --why "it was the draft"',
    'feedwright lists restore samples ski-doo-2026-fi.csv --why "prices of September hold"',
  ],
  options: {
    why: { type: 'string', value: 'TEXT', description: 'retire, restore: why, for the audit trail' },
  },
  run: (given) => runAction('lists', ACTIONS, { ...given, files: withAction(given.files) }),
};
