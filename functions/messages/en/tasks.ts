import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';
import { counted, roublesText } from './words.ts';

type Ahead = { live: number; waiting: number; ads: number; roubles: number; window: string };

type OfFile = { file: string; cause: Reason };

const lossText = (ads: number, roubles: number): string =>
  ads === 0 ? '' : ` (${counted(ads, 'ad')}${roubles > 0 ? ` worth ${roublesText(roubles)}` : ''})`;

const LIMITS: Readonly<Record<string, string>> = {
  listsAtOnce: 'lists at once',
  products: 'products on the lists in force',
  storageGb: 'GB of files',
  callsAnHour: 'calls of programs within an hour',
  pagesAMonth: 'pages recognised this month',
  tokensAMonth: 'tokens of language models this month',
};

/** What waits for whoever runs the installation, and what mends it. */
export const TASKS = {
  'questions-wait': {
    why: ({ questions, frees, best }: { questions: number; frees: number; best: Reason }, say: Say) =>
      questions === 1
        ? `A question waits: ${say(best)}`
        : `${counted(questions, 'question')} wait. The first frees ${counted(frees, 'ad')}: ${say(best)}`,
    whatToDo: 'Look at them and answer: what an answer frees goes out with the next feed.',
  },
  'file-rejected': {
    why: ({ file, cause }: OfFile, say: Say) => `${file} was rejected: ${say(cause)}`,
    whatToDo: 'See what was wrong with it, and drop it again once that is mended.',
  },
  'file-failed': {
    why: ({ file, cause }: OfFile, say: Say) => `${file} failed: ${say(cause)}`,
    whatToDo: 'Once the cause is gone, let it go on at the stage that did not end.',
  },
  'file-stuck': {
    why: ({ file, minutes }: { file: string; minutes: number }) =>
      `${file} is at work, and nothing has come of it for ${minutes} minutes.`,
    whatToDo:
      'Look at its stages. Every hour what is broken off is taken up again by itself; a file dropped again begins anew.',
  },
  'plan-nearly-used': {
    why: ({ plan, limit, used, most }: { plan: string; limit: string; used: number; most: number }) =>
      `Of its plan ${plan} ${used} of ${most} ${LIMITS[limit] ?? limit} are used.`,
    whatToDo:
      'Nothing that is live stops for it; new lists, or pages from pictures, will. Take out what is not sold any more, or choose a larger plan.',
  },
  'file-lacks-book': {
    why: ({ file, cause }: OfFile, say: Say) => `${file} waits for a spec book: ${say(cause)}`,
    whatToDo: ({ dealerId, books }: { dealerId: string; books: readonly string[] }) =>
      `Drop the spec book of ${books.join(', ')} into inbox/${dealerId}/; the list is then matched again by itself.`,
  },
  'host-refuses': {
    why: ({ cause }: { cause: Reason }, say: Say) =>
      `Nothing is delivered any more, since the host refused the dealer: ${say(cause)}`,
    whatToDo: 'Mend the credentials of the FTP account, then have it delivered to again.',
  },
  'window-missed': {
    why: ({ window, cause }: { window: string; cause: Reason | null }, say: Say) =>
      `The window of ${window} opened without the feed that was due${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: 'Deliver it now; it is tried again at each full hour.',
  },
  'feed-late': {
    why: ({ cause }: { cause: Reason | null }, say: Say) =>
      `The newest feed is not at its URL yet${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: 'Deliver it now; it is tried again at each full hour.',
  },
  'live-url-wrong': {
    why: ({ cause }: { cause: Reason }, say: Say) =>
      `The marketplace would not load what was delivered last: ${unended(say(cause))}.`,
    whatToDo: 'Look who else writes there, or which folder the web host serves; then deliver again.',
  },
  'live-feed-ages': {
    why: ({ channel, days, most }: { channel: string; days: number; most: number }) =>
      `The live feed in ${channel} tells a date ${days} days ago, and is renewed after ${most}: the version behind it waits, and the marketplace stops taking an old one.`,
    whatToDo: 'Approve the version that waits, or drop a list that makes another.',
  },
  'rates-old': {
    why: ({ rates }: { rates: readonly Reason[] }, say: Say) => `${rates.map(say).join('; ')}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Write today's rate and its date under conversion into the file that this prints, then put it: npx feedwright dealers put ${dealerId}.json`,
  },
  'webhook-failed': {
    why: ({ cause }: { cause: Reason }, say: Say) =>
      `The dealer's webhook did not take what it was told: ${unended(say(cause))}.`,
    whatToDo: 'Look at its address and at the key of its secret; it is told again before the next window.',
  },
  'tasks-unknown': {
    why: ({ detail }: { detail: string }) => `What waits could not be found out: ${unended(detail)}.`,
    whatToDo: 'Ask again by this command; where it fails too, bring back what it misses.',
  },
  'window-ahead-in': {
    why: ({ channel, live, window }: { channel: string; live: number; window: string }) =>
      `In ${channel}: ${counted(live, 'ad')} live, next window ${window}.`,
  },
  'window-ahead': {
    why: ({ live, waiting, ads, roubles, window }: Ahead) =>
      `${counted(live, 'ad')} live, ${waiting === 0 ? 'nothing waits' : `${counted(waiting, 'thing')} to do${lossText(ads, roubles)}`}, next window ${window}.`,
  },
};
