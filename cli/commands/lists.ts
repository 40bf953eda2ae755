import { actOf } from '#desk/acts/act.ts';
import { refreshByHand, takeUpByHand } from '#desk/acts/refresh-by-hand.ts';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { type ListByHand, restoreList, retireList } from '#desk/lists/by-hand.ts';
import { listsOf, type StandingList } from '#desk/lists/lists-of.ts';
import type { Workplace } from '#desk/workplace.ts';
import type { Change } from '#functions/operations/refresh/refresh.ts';
import { type Act, audited, causeOf } from '#shared/audit.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, refused, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';

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

const show: Action['run'] = async ([id = ''], ports, flags) => {
  const standing = await listsOf(await knownDealer(id, ports.table), ports);
  if (flags.has('json')) return printText(`${JSON.stringify(standing, null, 1)}\n`);
  if (standing.length === 0) return say(`${id} has no lists yet: drop one into inbox/${id}/.`);
  const [heading = '', ...lines] = grid([HEADING, ...standing.map(rowOf)]);
  say(bold(heading));
  for (const line of lines) say(line);
  say(ORDER);
};

/** A list goes by the id of its document, or the beginning of it, or the name of its file. */
const named = async (word: string, dealerId: string, ports: Workplace): Promise<string> => {
  const standing = await listsOf(dealerId, ports);
  const ids = new Set(
    standing
      .filter(({ documentId, document }) => document === word || documentId.startsWith(word))
      .map(({ documentId }) => documentId),
  );
  const [documentId] = ids;
  if (documentId && ids.size === 1) return documentId;
  const trouble = ids.size === 0 ? 'No list is' : `${ids.size} lists are`;
  throw new UsageError(`${trouble} called ${word}: use an id of feedwright lists show ${dealerId}`);
};

interface Deed {
  action: string;
  effect(list: ListByHand, ports: Workplace): ReturnType<typeof retireList>;
  reach(documentId: string, change: Omit<Change, 'from'>, ports: Workplace): Promise<void>;
}

const RETIRE: Deed = {
  action: 'list.retire',
  effect: retireList,
  reach: (_, change, ports) => refreshByHand({ ...change, from: 'generate' }, ports),
};

const RESTORE: Deed = {
  action: 'list.restore',
  effect: restoreList,
  reach: (documentId, change, ports) => takeUpByHand(documentId, { ...change, from: 'match' }, ports),
};

const effectOf = async ({ effect, reach }: Deed, act: Act & ListByHand, ports: Workplace) => {
  const rejection = await effect(act, ports);
  if (rejection) throw refused(rejection);
  await reach(act.documentId, { dealerId: act.dealerId, cause: causeOf(act) }, ports);
};

/** Written down before it happens; the feed that comes of it passes the guard like any other. */
const byHand =
  (deed: Deed): Action['run'] =>
  async ([id = '', word = ''], ports, _, { why = '' }) => {
    const dealerId = await knownDealer(id, ports.table);
    const documentId = await named(word, dealerId, ports);
    const act = actOf({ dealerId, action: deed.action, subject: documentId, details: { why } }, ports);
    const list = { ...act, dealerId, documentId, by: act.who };
    await audited(act, ports, () => effectOf(deed, list, ports));
    await sayNextFeed(dealerId, ports);
  };

const ACTIONS: Record<string, Action> = {
  show: { takes: ['DEALER'], run: show },
  retire: { takes: ['DEALER', 'LIST'], run: byHand(RETIRE) },
  restore: { takes: ['DEALER', 'LIST'], run: byHand(RESTORE) },
};

/** `lists demo` is `lists show demo`. */
const withAction = (files: string[]): string[] =>
  files.length === 1 && !Object.hasOwn(ACTIONS, files[0] ?? '') ? ['show', ...files] : files;

/** `feedwright lists`: which lists are in force, and the way out and back for one that should not be. */
export const lists: Command = {
  summary: 'List which price lists are in force and why, take one out of force, put an older one back',
  usage: `lists DEALER | ${usageOf('lists', ACTIONS)}`,
  examples: [
    'feedwright lists demo',
    'feedwright lists retire demo list.pdf --why "it was the draft"',
    'feedwright lists restore demo 3f1a90bc --why "prices of September hold"',
  ],
  options: {
    why: { type: 'string', value: 'TEXT', description: 'retire, restore: why, for the audit trail' },
    json: { type: 'boolean', description: 'show: print JSON for programs' },
  },
  run: (given) => runAction('lists', ACTIONS, { ...given, files: withAction(given.files) }),
};
