import type { Reason } from '#contracts/reason.ts';
import { DEALER_SECTIONS, OVERALL_SECTIONS, type Section } from '../shell/sections.ts';

/** Where the console does what a command does, by its words; what is not named it does not do. */
const DONE_AT: Readonly<Record<string, Section['name']>> = {
  audit: 'audit',
  'batch list': 'batches',
  'batch start': 'batches',
  'dealers list': 'allDealers',
  'dealers put': 'dealer',
  'dealers resume': 'dealer',
  deliver: 'deliveries',
  'deliveries list': 'deliveries',
  'documents list': 'documents',
  'feed approve': 'feed',
  'feed diff': 'feed',
  'feed list': 'feed',
  'knowledge fields': 'knowledge',
  'knowledge forget': 'knowledge',
  'knowledge list': 'knowledge',
  lists: 'documents',
  'lists show': 'documents',
  'market put': 'market',
  'market remove': 'market',
  'market sources': 'market',
  'match list': 'knowledge',
  offers: 'machines',
  'offers list': 'machines',
  'pictures list': 'machines',
  questions: 'questions',
  'questions known': 'knowledge',
  'questions undo': 'knowledge',
  redrive: 'documents',
  'review edit': 'questions',
  'review reopen': 'machines',
  'rules list': 'rules',
  'rules put': 'rules',
  'stock list': 'stock',
  trace: 'machines',
  'verdicts list': 'machines',
  'verdicts show': 'machines',
};

/** Longer ones first: "questions" begins "questions undo". */
const COMMANDS = Object.keys(DONE_AT).toSorted((one, other) => other.length - one.length);

/** What is given to a command: names for the reader to fill in, options, what is quoted, and values of the reason. */
const GIVEN = '[A-ZА-Я]{3,}|--[a-z-]+|"[^"]*"';

/** `RegExp.escape` is newer than browsers at a dealer's may be. */
const literally = (text: string): string => text.replace(/\W/g, '\\$&');

const commandsIn = ({ values }: Reason): RegExp => {
  const own = Object.values(values).filter((value) => typeof value === 'string' && value !== '');
  const given = [GIVEN, ...own.map((value) => `${literally(value as string)}(?:\\.json)?(?!\\w)`)];
  return new RegExp(`npx feedwright (${COMMANDS.join('|')})(?![\\w-])(?: (?:${given.join('|')}))*`, 'g');
};

/** A sentence in parts: words as they stand, and sections in the place of commands. */
export const withActsHere = (sentence: string, reason: Reason): (string | Section)[] => {
  const sections = [...DEALER_SECTIONS, ...OVERALL_SECTIONS];
  const parts: (string | Section)[] = [];
  let end = 0;
  for (const found of sentence.matchAll(commandsIn(reason))) {
    const section = sections.find(({ name }) => name === DONE_AT[found[1] as string]) as Section;
    parts.push(sentence.slice(end, found.index), section);
    end = found.index + found[0].length;
  }
  return [...parts, sentence.slice(end)];
};
