import type { ON_CALL as RU } from '../ru/on-call.ts';

export const ON_CALL: typeof RU = {
  what: 'What waits for a person at any dealer. What loses most comes first.',
  quiet: 'Quiet: nothing waits for a person at any dealer.',
  runbook: (section) => `What to do, in full: ${section}`,
  inEnglish: '',
  high: 'Needs a person now',
  low: 'Can wait for working hours',
  rehearse: 'Rehearse it:',
  drills: 'Drills',
  drillsDo:
    'These alarms can be brought about on purpose, and mended, in the terminal of one machine. The command has a folder and a dealer of its own: it touches nothing of yours.',
  all: 'The whole runbook',
  description: 'What it is',
  investigation: 'How to find out',
  resolution: 'How to mend it',
  onOneMachine: 'On one machine',
  to: {
    feed: 'Look at the feed',
    documents: 'Files in this state',
    questions: 'Answer the questions',
    settings: 'Dealer settings',
    deliveries: 'Deliveries',
  },
};
