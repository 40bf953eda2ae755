import { AUDIT } from './audit.ts';
import { DEALER } from './dealer.ts';
import { DELIVERIES } from './deliveries.ts';
import { DOCUMENTS } from './documents.ts';
import { FEED } from './feed.ts';
import { MACHINES } from './machines.ts';
import { PEOPLE } from './people.ts';
import { QUESTIONS } from './questions.ts';
import { SHELL } from './shell.ts';
import { STATES } from './states.ts';
import { TODAY } from './today.ts';

/** What the console says, in Russian first: other languages have the same words. */
export const RU = {
  audit: AUDIT,
  dealer: DEALER,
  deliveries: DELIVERIES,
  documents: DOCUMENTS,
  feed: FEED,
  machines: MACHINES,
  people: PEOPLE,
  questions: QUESTIONS,
  shell: SHELL,
  states: STATES,
  today: TODAY,
};
