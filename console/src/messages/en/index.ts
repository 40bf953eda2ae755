import { EN } from '#messages/en/index.ts';
import { otherwise } from '../said-here.ts';
import type { Words } from '../words.ts';
import { AUDIT } from './audit.ts';
import { BATCHES } from './batches.ts';
import { COSTS } from './costs.ts';
import { DEALER } from './dealer.ts';
import { DEALER_RULES } from './dealer-rules.ts';
import { DELIVERIES } from './deliveries.ts';
import { DOCUMENTS } from './documents.ts';
import { FEED } from './feed.ts';
import { FIND } from './find.ts';
import { HEALTH } from './health.ts';
import { HERE } from './here.ts';
import { KNOWLEDGE } from './knowledge.ts';
import { MACHINES } from './machines.ts';
import { MARKET } from './market.ts';
import { ON_CALL } from './on-call.ts';
import { PEOPLE } from './people.ts';
import { QUESTIONS } from './questions.ts';
import { RULES } from './rules.ts';
import { SHELL } from './shell.ts';
import { STATES } from './states.ts';
import { STOCK } from './stock.ts';
import { TODAY } from './today.ts';

export const words: Words = {
  audit: AUDIT,
  batches: BATCHES,
  costs: COSTS,
  dealer: DEALER,
  dealerRules: DEALER_RULES,
  deliveries: DELIVERIES,
  documents: DOCUMENTS,
  feed: FEED,
  find: FIND,
  health: HEALTH,
  knowledge: KNOWLEDGE,
  machines: MACHINES,
  market: MARKET,
  onCall: ON_CALL,
  people: PEOPLE,
  questions: QUESTIONS,
  rules: RULES,
  shell: SHELL,
  states: STATES,
  stock: STOCK,
  today: TODAY,
};

export const reasons = otherwise(EN, HERE);
