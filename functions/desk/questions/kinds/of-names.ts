import { type Reason, reasonKey } from '#contracts/reason.ts';
import { modelKey } from '#functions/match/understand.ts';
import { reason } from '#messages/reason.ts';
import { printedModel } from '#shared/model-values.ts';
import { Refusal } from '../../refusal.ts';
import { type Effect, identityOf } from '../effects.ts';
import { rowsAndPages } from '../evidence.ts';
import {
  acceptance,
  accepting,
  type Choice,
  type Hurdle,
  type Kind,
  keepingOut,
  machinesIn,
} from '../kind.ts';
import type { Machine, Standing } from '../standing.ts';

/** What comes of a name that is not known. */
const isOfName = ({ machine, reason: why }: Hurdle): boolean => {
  const { decision, reasons } = machine.listing.matched;
  if (decision === 'accepted') return false;
  if (why.code === 'match-unsure' || (why.code === 'field-missing' && why.values.field === 'Model'))
    return true;
  if (doubtsModelAlone(machine, why)) return true;
  const key = reasonKey(why);
  return reasons.some((each) => reasonKey(each) === key);
};

/** A model that no family is known for is asked about by its name, and not once more as a cell unlike others. */
function doubtsModelAlone({ listing: { extracted } }: Machine, { code }: Reason): boolean {
  const doubts = (extracted.doubts ?? []).filter((doubt) => doubt.code === code);
  return (
    code === 'cell-unlike-column' && doubts.length > 0 && doubts.every(({ column }) => column === 'model')
  );
}

const unknownWords = ({ listing }: Machine): readonly string[] => {
  const why = listing.matched.reasons.find(({ code }) => code === 'words-unknown');
  return (why?.values.words as readonly string[] | undefined) ?? [];
};

const printedOf = ({ listing: { extracted } }: Machine): string =>
  [printedModel(extracted), extracted.trackLength].filter(Boolean).join(' ');

/** All rows of one model get the name, those that do not wait too. */
const namedAs = (machine: Machine, name: string, { machines }: Standing): Effect[] => {
  const model = modelKey(machine.listing.extracted);
  const rows = machines.filter(({ listing }) => modelKey(listing.extracted) === model);
  return [{ does: 'name', modelCode: machine.product.modelCode, name, rows: rows.map(identityOf) }];
};

const listedName = (wanted: string, { judges: { rules } }: Standing): string => {
  const names = rules.layers['model-catalogue'].flatMap((rule) => (rule.tag === 'Model' ? rule.names : []));
  const name = names.find((each) => each.trim() === wanted.trim());
  if (name) return name;
  throw new Refusal(
    reason('unfit-value', { field: 'Model', value: wanted, example: names[0]?.trim() ?? '' }),
  );
};

const MOST_CANDIDATES = 4;

const candidatesOf = ({ listing: { matched } }: Machine): string[] => [
  ...new Set([
    ...(matched.avitoModel ? [matched.avitoModel] : []),
    ...matched.candidates.map(({ name }) => name),
  ]),
];

/** By their numbers. */
const namesOffered = (machine: Machine): string[] => candidatesOf(machine).slice(0, MOST_CANDIDATES);

const nameChoices = (hurdles: readonly Hurdle[], standing: Standing): Choice[] => {
  const { machine } = hurdles[0] as Hurdle;
  const names = namesOffered(machine);
  // A name that is known is no doubt about its cell any more.
  const seen = acceptance(hurdles.filter((hurdle) => doubtsModelAlone(hurdle.machine, hurdle.reason)));
  const naming = (name: string) => [...namedAs(machine, name, standing), ...seen];
  const numbered = names.map(
    (name, at): Choice => ({
      name: String(at + 1),
      says: reason('option-name-is', { name: name.trim() }),
      against: machine.listing.matched.candidates.find((each) => each.name === name)?.against ?? [],
      effects: () => naming(name),
    }),
  );
  const another: Choice = {
    name: 'name',
    says: reason('option-name'),
    wants: { example: names[0]?.trim() ?? 'Ski-Doo Summit X 850 E-TEC' },
    effects: (name) => naming(listedName(name, standing)),
  };
  return [...numbered, another];
};

const doubts = (hurdles: readonly Hurdle[]): Hurdle[] =>
  hurdles.filter(({ reason: { code } }) => code !== 'field-missing');

/** The names proposed are right, and would be without the words: these are known for later lists too. */
const sayingNothing = (words: readonly string[], says: Reason, hurdles: readonly Hurdle[]): Choice[] =>
  accepting('nothing', says, hurdles).map((choice) => ({
    ...choice,
    effects: (value, hand) => [
      ...words.map((text): Effect => ({ does: 'word', text })),
      ...choice.effects(value, hand),
    ],
  }));

/** A word in names that nobody knows: where it changes nothing, the names proposed are right. */
const WORD: Kind = {
  kind: 'name',
  about: (hurdle) => {
    const words = unknownWords(hurdle.machine);
    return isOfName(hurdle) && words.length > 0 && hurdle.machine.listing.matched.avitoModel
      ? JSON.stringify(['words', ...words.toSorted()])
      : null;
  },
  ask: (hurdles, standing) => {
    const machines = machinesIn(hurdles);
    const words = unknownWords(machines[0] as Machine);
    const models = new Set(machines.map(({ listing }) => modelKey(listing.extracted)));
    const names = [...new Set(machines.map(({ listing }) => listing.matched.avitoModel?.trim() ?? ''))];
    return {
      asks: reason('ask-words', { words, waiting: machines.length }),
      evidence: rowsAndPages(machines, ['model', 'package']),
      choices: [
        ...sayingNothing(words, reason('option-words-nothing', { names }), doubts(hurdles)),
        ...(models.size === 1 ? nameChoices(hurdles, standing) : []),
        ...keepingOut(machines),
      ],
      facts: machines.map(namesOffered),
    };
  },
};

/** The marketplace's name of a model. */
const NAME: Kind = {
  kind: 'name',
  about: (hurdle) => (isOfName(hurdle) ? modelKey(hurdle.machine.listing.extracted) : null),
  ask: (hurdles, standing) => {
    const machines = machinesIn(hurdles);
    const first = machines[0] as Machine;
    return {
      asks: reason('ask-name', { printed: printedOf(first) }),
      evidence: rowsAndPages(machines, ['model', 'package', 'engine']),
      choices: [...nameChoices(hurdles, standing), ...keepingOut(machines)],
      facts: namesOffered(first),
    };
  },
};

export const OF_NAMES: readonly Kind[] = [WORD, NAME];
