import {
  ForgetMeanings,
  forgetMeanings,
  type Known,
  listKnowledge,
  PromoteMeanings,
  promoteMeanings,
  teachMeanings,
} from '#desk/knowledge/knowledge.ts';
import { fieldsByName, planMeanings, TeachMeanings, valuesGained } from '#desk/knowledge/plan.ts';
import { parseWish } from '#desk/refusal.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { printable, printJson, say } from '../say/terminal.ts';

const HEADING = ['Kind', 'Printed', 'Section', 'Means', 'Said by', 'On', 'Note'];

const meaningText = (called: string | null): string => called ?? 'nothing that is used';

const rowOf = ({ kind, printed, section, called, taughtBy, taughtAt, by, note }: Known) => [
  kind,
  printable(printed),
  printable(section),
  meaningText(called),
  by === 'all' ? `${printable(taughtBy)}, for all dealers` : printable(taughtBy),
  moscowMinute(taughtAt),
  printable(note ?? ''),
];

const list: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const known = await listKnowledge(dealerId, ports);
  if (flags.has('json')) return printJson(known);
  if (known.length === 0) say(`Nobody has said yet what words of ${dealerId}'s documents mean.`);
  else sayTable(HEADING, known.map(rowOf));
};

const sayFields = async (flags: Set<string>): Promise<void> => {
  const named = fieldsByName();
  if (flags.has('json')) return printJson(named);
  sayTable(
    ['Field', 'Such as'],
    named.map(({ name, example }) => [name, example]),
  );
  say('`nothing` is said of what no ad is made of, such as a seat height.');
};

/** `Nominal belt=track width`: the printed label, and what it means. */
const saidIn = (word: string, { kind, section, note }: Arguments['options']) => {
  const at = word.lastIndexOf('=');
  if (at < 1) throw new UsageError(`${JSON.stringify(word)} says no meaning: write "LABEL=FIELD"`);
  const [text, means] = [word.slice(0, at), word.slice(at + 1).trim()];
  return {
    text,
    means: means.toLowerCase() === 'nothing' ? null : means,
    ...(kind !== undefined && { kind }),
    ...(section !== undefined && { section }),
    ...(note !== undefined && { note }),
  };
};

const values = (count: number): string => `${count} printed value${count === 1 ? '' : 's'} more`;

const teach: Action['run'] = async ([dealerId, ...words], ports, flags, options) => {
  const meanings = words.map((word) => saidIn(word, options));
  const wish = parseWish(TeachMeanings, { dealerId, meanings });
  if (flags.has('dry-run')) {
    const gained = valuesGained(await planMeanings(wish, ports));
    if (flags.has('json')) return printJson({ values: gained });
    return say(`${values(gained)} would be read. Nothing was kept.`);
  }
  const learned = await teachMeanings(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(learned);
  for (const { printed, called } of learned.meanings)
    say(`"${printable(printed)}" is ${meaningText(called)} from now on.`);
  say(
    `${values(learned.values)} of its books are read, without reading a file; its lists were matched again.`,
  );
  sayNextFeed(learned.feed);
};

const named = (words: readonly string[], { kind, section }: Arguments['options']) =>
  words.map((text) => ({
    text,
    ...(kind !== undefined && { kind }),
    ...(section !== undefined && { section }),
  }));

const forget: Action['run'] = async ([dealerId, ...words], ports, flags, options) => {
  const meanings = named(words, options);
  const wish = parseWish(ForgetMeanings, { dealerId, meanings, ofAll: flags.has('all') });
  const learned = await forgetMeanings(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(learned);
  for (const { printed } of learned.meanings) say(`What "${printable(printed)}" means is forgotten.`);
  sayNextFeed(learned.feed);
};

const promote: Action['run'] = async ([dealerId, ...words], ports, flags, options) => {
  const wish = parseWish(PromoteMeanings, { dealerId, meanings: named(words, options) });
  const learned = await promoteMeanings(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(learned);
  for (const { printed, called } of learned.meanings)
    say(`"${printable(printed)}" is ${meaningText(called)} for all dealers from now on.`);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  fields: { takes: [], run: (_words, _ports, flags) => sayFields(flags) },
  teach: { takes: ['DEALER', '"LABEL=FIELD"…'], run: teach },
  forget: { takes: ['DEALER', '"LABEL"…'], run: forget },
  promote: { takes: ['DEALER', '"LABEL"…'], run: promote },
};

/** `feedwright knowledge`: what people say that words of documents mean, for later documents too. */
export const knowledge: Command = {
  summary: "Say what labels of a dealer's spec books mean, list it, take it back, share it with all dealers",
  usage: usageOf('knowledge', ACTIONS),
  examples: [
    'feedwright knowledge teach samples "Ski stance=nothing" "Platform=nothing"',
    'feedwright knowledge teach samples "Windshield=nothing" --section "Features" --note "page 2"',
    'feedwright knowledge teach samples "Ekspertti=Expert" --kind word',
    'feedwright knowledge teach samples "sentim=cm" --kind unit',
    'feedwright knowledge teach samples "Bolti ár=price" --kind heading',
    'feedwright knowledge fields',
    'feedwright knowledge list samples',
    'feedwright knowledge forget samples "Ski stance"',
    'feedwright knowledge promote samples "Platform"',
  ],
  options: {
    section: {
      type: 'string',
      value: 'TITLE',
      description: 'teach, forget, promote: it means that only there',
    },
    kind: {
      type: 'string',
      value: 'KIND',
      description:
        'teach, forget, promote: label (the default), word of a name, unit, heading of a list; forget, promote: name (set by ' +
        '`match set`)',
    },
    note: { type: 'string', value: 'TEXT', description: 'teach: for yourself; it is never shared' },
    'dry-run': {
      type: 'boolean',
      description: 'teach: say how many values more would be read, keep nothing',
    },
    all: { type: 'boolean', description: 'forget: what holds for all dealers' },
  },
  run: async (given) => {
    // What fields there are is known without any data.
    if (given.files.join() !== 'fields') return runAction('knowledge', ACTIONS, given);
    await sayFields(given.flags);
    return 0;
  },
};
