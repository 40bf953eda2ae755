import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { answer, type Wish } from '#desk/review/answer.ts';
import { acceptance, edition, type FieldValue, keepingOut } from '#desk/review/answers.ts';
import { judgesOf, openItems, type Subject, subjectFinder } from '#desk/review/find-items.ts';
import type { Workplace } from '#desk/workplace.ts';
import type { Ports } from '#shared/ports.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { guardedInFull, type ItemInFull, machineInFull, sayInFull, sayItems } from '../say/review-items.ts';
import { printText, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

/** What was asked, apart from the dealer. */
interface Asked {
  words: string[];
  json: boolean;
  why: string;
  confirmed: boolean;
}

const asJson = (value: unknown): Promise<void> => printText(`${JSON.stringify(value, null, 1)}\n`);

const isSame =
  (one: Subject) =>
  (other: Subject): boolean =>
    'guarded' in one
      ? 'guarded' in other && other.guarded === one.guarded
      : 'machine' in other && other.machine === one.machine;

/** What the words name, each once, also where its code and its subject were both said. */
const subjectsOf = async (dealerId: string, words: string[], ports: Ports): Promise<Subject[]> => {
  const find = await subjectFinder(dealerId, ports);
  const named = words.map((word) => find(word));
  return named.filter((subject, at) => named.findIndex(isSame(subject)) === at);
};

const sayAnswered = async (wish: Wish, { json }: Asked, ports: Workplace): Promise<void> => {
  const answered = await answer(wish, ports);
  const state = await ports.table.states.get({ dealerId: wish.dealerId });
  const feedVersion = state?.builtFeed ?? 0;
  if (json) return asJson({ action: wish.action, answered, feedVersion });
  for (const subject of answered) say(`${subject}: ${wish.action} is recorded.`);
  say('His lists were judged again.');
  await sayNextFeed(wish.dealerId, ports);
};

const list = async (dealerId: string, { json }: Asked, ports: Ports): Promise<void> => {
  const items = await openItems(dealerId, ports);
  if (json) await asJson(items);
  else if (items.length === 0) say(`Nothing of ${dealerId} waits for a person.`);
  else sayItems(dealerId, items);
};

const inFull = (subject: Subject): ItemInFull =>
  'guarded' in subject
    ? guardedInFull(subject.guarded)
    : machineInFull(subject.machine.product.modelCode, subject.machine);

const show = async (dealerId: string, { words, json }: Asked, ports: Ports): Promise<void> => {
  const items = (await subjectsOf(dealerId, words, ports)).map(inFull);
  if (json) return asJson(items);
  for (const item of items) sayInFull(item);
};

const accept = async (dealerId: string, asked: Asked, ports: Workplace): Promise<void> => {
  const subjects = await subjectsOf(dealerId, asked.words, ports);
  const ofMachine: Wish['ofMachine'] = (machine, hand) => acceptance({ machine, dealerId, hand });
  await sayAnswered(
    { action: 'accept', dealerId, subjects, ofMachine, confirmed: asked.confirmed },
    asked,
    ports,
  );
};

const fieldValueOf = (word: string): FieldValue => {
  const at = word.indexOf('=');
  if (at > 0) return { field: word.slice(0, at), value: word.slice(at + 1) };
  throw new UsageError(`${JSON.stringify(word)} is no FIELD=VALUE, such as TrackWidth=508`);
};

/** Subjects first, then values: a value holds an equals sign, a subject does not. */
const edit = async (dealerId: string, asked: Asked, ports: Workplace): Promise<void> => {
  const names = asked.words.filter((word) => !word.includes('='));
  const values = asked.words.slice(names.length).map(fieldValueOf);
  if (names.length === 0 || values.length === 0) throw new UsageError(`Use ${USAGE}`);
  const [subjects, judges] = [await subjectsOf(dealerId, names, ports), await judgesOf(ports)];
  const ofMachine: Wish['ofMachine'] = (machine, hand) =>
    edition({ machine, dealerId, hand }, values, judges);
  await sayAnswered(
    { action: 'edit', dealerId, subjects, ofMachine, confirmed: asked.confirmed },
    asked,
    ports,
  );
};

const reject = async (dealerId: string, asked: Asked, ports: Workplace): Promise<void> => {
  const subjects = await subjectsOf(dealerId, asked.words, ports);
  const ofMachine: Wish['ofMachine'] = (machine, hand) => keepingOut({ machine, dealerId, hand }, asked.why);
  await sayAnswered(
    { action: 'reject', dealerId, subjects, ofMachine, confirmed: asked.confirmed },
    asked,
    ports,
  );
};

const reopen = async (dealerId: string, asked: Asked, ports: Workplace): Promise<void> => {
  const subjects = await subjectsOf(dealerId, asked.words, ports);
  await sayAnswered(
    { action: 'reopen', dealerId, subjects, ofMachine: () => null, confirmed: asked.confirmed },
    asked,
    ports,
  );
};

/** Each word, what it takes, and how many words it needs after the dealer. */
const ACTIONS = {
  list: { takes: 'DEALER', needs: 0, run: list },
  show: { takes: 'DEALER SUBJECT…', needs: 1, run: show },
  accept: { takes: 'DEALER SUBJECT…', needs: 1, run: accept },
  edit: { takes: 'DEALER SUBJECT… FIELD=VALUE…', needs: 2, run: edit },
  reject: { takes: 'DEALER SUBJECT…', needs: 1, run: reject },
  reopen: { takes: 'DEALER SUBJECT…', needs: 1, run: reopen },
};

const USAGE = Object.entries(ACTIONS)
  .map(([word, { takes }]) => `review ${word} ${takes}`)
  .join(' | ');

/** Each dealer, and how much waits. */
const counts = async (json: boolean, ports: Ports): Promise<void> => {
  const dealers = await ports.table.dealers.queryIndex('GSI1', {});
  const rows = await Promise.all(
    dealers.map(async ({ dealerId }) => ({ dealerId, waiting: (await openItems(dealerId, ports)).length })),
  );
  if (json) return asJson(rows);
  for (const line of grid([
    ['Dealer', 'Waiting'],
    ...rows.map(({ dealerId, waiting }) => [dealerId, waiting]),
  ]))
    say(line);
};

const run = async (given: Arguments): Promise<number> => {
  const {
    files: [word = '', dealerId, ...words],
    options,
    flags,
  } = given;
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word as keyof typeof ACTIONS] : undefined;
  const [json, confirmed] = [flags.has('json'), flags.has('yes')];
  const asked = { words, json, confirmed, why: options.why ?? '' };
  if (!action || words.length < action.needs || (dealerId === undefined && word !== 'list'))
    throw new UsageError(`Use ${USAGE}`);
  return atTarget(given, foldersFor, async (ports) => {
    if (dealerId === undefined) await counts(asked.json, ports);
    else await action.run(await knownDealer(dealerId, ports.table), asked, ports);
    return 0;
  });
};

/** `feedwright review`: what waits for a person, and his answers. */
export const review: Command = {
  summary: 'List and answer what waits for a person: accept, edit a value, keep out',
  usage: `${USAGE} [--json]`,
  examples: [
    'feedwright review list demo',
    'feedwright review accept demo TJTH TJTG',
    'feedwright review edit demo TJTH TrackWidth=508',
    'feedwright review reject demo TJTH --why "sold out"',
  ],
  options: {
    why: {
      type: 'string',
      value: 'TEXT',
      description: 'with reject: stands in the record and in the reasons',
    },
    yes: { type: 'boolean', description: 'with reject: also the last ad, or more than half of them' },
    json: { type: 'boolean', description: 'print JSON, for scripts' },
    out: { type: 'string', value: 'DIR', description: 'on the data of an earlier feedwright process' },
  },
  run,
};
