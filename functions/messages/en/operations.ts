import { counted } from './words.ts';

type Burning = { name: string; hours: number; percent: number; left: number };

/** What is promised, by its name in `shared/objectives.ts`. */
const OBJECTIVES: Readonly<Record<string, string>> = {
  'list-to-feed': 'A price list gets into the feed within 15 minutes',
  delivered: 'When a window opens, its feed is at its URL',
  'sold-to-gone': 'What is sold is gone from the URL within 15 minutes',
  'api-answered': 'The API answers without a fault of its own',
  'api-fast': 'Questions that only read are answered within 200 ms',
};

/** What the operations find, and what became of executions and of acts that were broken off. */
export const OPERATIONS = {
  'execution-ended': { why: ({ status }: { status: string }) => `The execution ended as ${status}.` },
  'execution-lost': {
    why: ({ status }: { status: string }) => `The execution ended as ${status} and left the document open.`,
  },
  'execution-silent': { why: 'The execution ended without a result.' },
  'act-done-later': { why: 'It was broken off after its effect; what was left was done later.' },
  'act-unknown': {
    why: ({ found, expected }: { found: number; expected: number }) =>
      `It was broken off; the records bear ${found} of ${expected}: look whether it is as you want.`,
  },
  'stage-fails': {
    why: ({ stage, percent, dealers }: { stage: string; percent: string; dealers: readonly string[] }) =>
      `Stage ${stage.charAt(0).toUpperCase()}${stage.slice(1)} success rate below threshold: ${percent}% (${dealers.join(', ')})`,
    whatToDo: 'See what failed and why; what is mended goes on at the stage that did not end.',
  },
  'service-down': {
    why: ({ service, until }: { service: string; until: string }) =>
      `${service} is down, and left alone until ${until}`,
    whatToDo:
      'Nothing, unless it stays so: what needs it waits or goes another way, and it is asked again by itself.',
  },
  'feed-held-long': {
    why: ({ hours }: { dealerId: string; hours: number }) => `A feed has been held for ${hours} hours`,
    whatToDo: ({ dealerId, channel }: { dealerId: string; channel?: string }) =>
      `See what it changes, and reject or approve it: npx feedwright feed approve ${dealerId} VERSION --why "…"${channel ? ` --channel ${channel}` : ''}.`,
  },
  'objective-burns': {
    why: ({ name, hours, percent, left }: Burning) =>
      `${OBJECTIVES[name] ?? name}: that is to be so ${percent} % of the time, and within ${counted(hours, 'hour')} it was not far too often. Of what may go wrong in 28 days ${left} % is left.`,
    whatToDo: 'Look what those have in common: stages, deliveries or the API, at one dealer or at all.',
  },
  'day-dear': {
    why: ({ usd }: { usd: string }) => `The last day has cost ${usd} USD`,
    whatToDo: 'See which stage spends it, and whether a file is read again and again.',
  },
};
