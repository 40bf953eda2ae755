import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { counted, meantText } from './words.ts';

interface ForDealer {
  readonly [name: string]: string | readonly string[];
  dealerId: string;
  codes: readonly string[];
}

/** The first channel is not named. */
type InChannel = { channel?: string };

const feedVersion = ({ version, channel }: InChannel & { version: number }): string =>
  `Feed version ${version}${channel ? ` in ${channel}` : ''}`;

const said = (reasons: readonly Reason[], say: Say): string => reasons.map(say).join('; ');

type Going = { version: number; removed: number; live: number; adIds: readonly string[]; more: number };

/** Why a wish of a person's is not fulfilled. */
export const ACTS = {
  'unknown-code': {
    why: ({ dealerId, codes }: ForDealer) => `${dealerId} has no offer of ${codes.join(', ')}.`,
    whatToDo: ({ dealerId }: ForDealer) => `See npx feedwright offers list ${dealerId}.`,
  },
  'confirm-withdrawal': {
    why: ({ dealerId, going, of, channel }: InChannel & { dealerId: string; going: number; of: number }) => {
      const whose = channel ? `${dealerId} in ${channel}` : dealerId;
      return going === of
        ? `No ad of ${whose} would be left: all ${of} would go at once.`
        : `${going} of ${of} ads of ${whose} would go at once, more than half.`;
    },
    whatToDo: 'What is unpublished may stay away for 30 days: confirm it if you mean it (--yes).',
  },
  'confirm-rollback': {
    why: ({ version, removed, live, adIds, more }: Going) =>
      `With version ${version} ${removed} of ${live} live ads would go: ${adIds.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    whatToDo: 'What is unpublished may stay away for 30 days: confirm it if you mean it (--yes).',
  },
  'not-withdrawn': {
    why: ({ dealerId, codes }: ForDealer) => `${codes.join(', ')} of ${dealerId} is not withdrawn.`,
    whatToDo: ({ dealerId }: ForDealer) => `See npx feedwright offers list ${dealerId}.`,
  },
  'search-not-indexed': {
    why: ({ detail }: { detail: string }) => `What was built cannot be looked for: ${detail}.`,
    whatToDo: 'The next feed indexes it anew; offers, documents and traces show it meanwhile.',
  },
  'search-no-embedder': { why: 'No embedder that goes by meaning is configured here.' },
  'search-no-vectors': {
    why: 'Nothing of it has a vector of the configured model yet.',
    whatToDo: 'The next feed makes them.',
  },
  'search-vectors-late': { why: 'There was no time for more vectors; the next feed goes on with them.' },
  'search-vectors-full': {
    why: ({ most }: { most: number }) => `Only the first ${counted(most, 'text')} have vectors.`,
  },
  'search-embedder-away': {
    why: ({ detail }: { detail: string }) => `Nobody could say what was meant: ${detail}.`,
  },
  'search-tokens-used': {
    why: ({ plan, most }: { plan: string; most: number }) =>
      `The ${counted(most, 'token')} of language models that the plan ${plan} gives a month are used up.`,
  },
  'feed-unknown': {
    why: ({ dealerId, version }: { dealerId: string; version: number }) =>
      `${dealerId} has no feed version ${version}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright feed list ${dealerId}.`,
  },
  'feed-overtaken': {
    why: ({ version, newest }: { version: number; newest: number }) =>
      `Feed version ${version} is superseded by version ${newest}.`,
    whatToDo: ({ newest }: { newest: number }) => `Look at version ${newest} instead.`,
  },
  'feed-not-open': {
    why: ({ version, status, word }: { version: number; status: string; word: string }) =>
      `Feed version ${version} is ${status}: there is nothing to ${word}.`,
    whatToDo: 'See npx feedwright feed list.',
  },
  'feed-changed': {
    why: ({ version }: { version: number }) => `Feed version ${version} has just changed.`,
    whatToDo: 'Look at it again.',
  },
  'feed-unfit': {
    why: ({ detail }: { detail: string }) => `It cannot come back: ${detail}.`,
    whatToDo: 'Choose a version that today’s rules allow.',
  },
  'feed-held': {
    why: (
      { reasons, ...feed }: InChannel & { version: number; dealerId: string; reasons: readonly Reason[] },
      say: Say,
    ) => `${feedVersion(feed)} is held back: ${said(reasons, say)}.`,
    whatToDo: ({ dealerId, channel }: InChannel & { dealerId: string }) =>
      `Approve or reject it; the feed delivered last stays meanwhile. What it changes: npx feedwright feed diff ${dealerId}${channel ? ` --channel ${channel}` : ''}.`,
  },
  'feeds-wait': {
    why: ({ reasons }: { reasons: readonly Reason[] }, say: Say) => reasons.map(say).join(' '),
    whatToDo: 'Decide about each of them; the feeds delivered last stay in place meanwhile.',
  },
  'feed-rejected': {
    why: ({ by, because, ...feed }: InChannel & { version: number; by: string; because: string }) =>
      `${feedVersion(feed)} was rejected by ${by}: ${because}.`,
    whatToDo: 'Correct the price list and drop it again; the feed delivered last stays in place meanwhile.',
  },
  'unknown-name': {
    why: ({ name }: { name: string; near: readonly string[] }) =>
      `Avito lists no model ${JSON.stringify(name)}.`,
    whatToDo: ({ near }: { near: readonly string[] }) =>
      `Use a name to the letter. Near it are: ${near.map((name) => `"${name}"`).join(', ')}.`,
  },
  'code-not-listed': {
    why: ({ dealerId, modelCode }: { dealerId: string; modelCode: string }) =>
      `No list in force of ${dealerId} has the code ${JSON.stringify(modelCode)}.`,
    whatToDo: 'Use a code as the list prints it; a list must have been processed first.',
  },
  'not-in-force': {
    why: 'This list is not in force.',
    whatToDo: 'See npx feedwright lists for those that are.',
  },
  'never-judged': {
    why: 'This document has no list that could be put in force.',
    whatToDo: 'See npx feedwright lists for those that there are, and drop the file again.',
  },
  'in-force': {
    why: 'This list is in force already.',
    whatToDo: 'Retire it where it should not be.',
  },
  'rules-overtaken': {
    why: 'Somebody else has put rules in force meanwhile.',
    whatToDo: 'Look at them with npx feedwright rules list, bring your change into them, and put it again.',
  },
  'machine-unknown': {
    why: ({ modelCode }: { modelCode: string }) =>
      `The list does not tell the brand or the model year of ${modelCode}.`,
    whatToDo: 'Correct the title of the list, and drop it again.',
  },
  'code-repeated': {
    why: ({ modelCode, reasons }: { modelCode: string; reasons: readonly Reason[] }, say: Say) =>
      `${modelCode} stands in several rows: ${said(reasons, say)}.`,
    whatToDo: 'Correct the list, and drop it again.',
  },
  forbidden: {
    why: ({ modelCode, reasons }: { modelCode: string; reasons: readonly Reason[] }, say: Say) =>
      `${modelCode} is rejected: ${said(reasons, say)}.`,
    whatToDo: 'What a rule forbids nobody can accept: edit the value, or reopen what was kept out.',
  },
  incomplete: {
    why: (
      { modelCode, reasons }: { modelCode: string; reasons: readonly Reason[]; fields: readonly string[] },
      say: Say,
    ) => `No word replaces what the ad of ${modelCode} needs: ${said(reasons, say)}.`,
    whatToDo: ({ fields }: { fields: readonly string[] }) =>
      `Give ${fields.join(', ')} by npx feedwright review edit, for example TrackWidth=508; all else, such as pictures, comes ` +
      'from the spec book or by npx feedwright dealers put.',
  },
  'unknown-field': {
    why: ({ field }: { field: string; fields: readonly string[] }) =>
      `${JSON.stringify(field)} is no field that can be edited.`,
    whatToDo: ({ fields, near = [] }: { fields: readonly string[]; near?: readonly string[] }) =>
      meantText(near) || `Write FIELD=VALUE with one of ${fields.join(', ')}.`,
  },
  'unfit-value': {
    why: ({ field, value }: { field: string; value: string; example: string }) =>
      `${JSON.stringify(value)} is no value of ${field}.`,
    whatToDo: ({ example }: { example: string }) => `Write it like ${example}.`,
  },
  'rule-broken': {
    why: ({ field, reasons }: { field: string; reasons: readonly Reason[] }, say: Say) =>
      `The rules refuse this ${field}: ${said(reasons, say)}.`,
    whatToDo: 'Use a value that they allow.',
  },
  'kept-out': {
    why: ({ modelCode, by, because }: { modelCode: string; by: string; because: string }) =>
      `${modelCode} was kept out by ${by}${because && `: ${because}`}.`,
    whatToDo: 'To sell it again reopen it first, by npx feedwright review reopen.',
  },
};
