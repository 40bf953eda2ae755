import { ACTS } from './acts.ts';
import { ADS } from './ads.ts';
import { BOOKS } from './books.ts';
import { BY_HAND } from './by-hand.ts';
import { DEALER_RULES } from './dealer-rules.ts';
import { DELIVERIES } from './deliveries.ts';
import { DOCUMENTS } from './documents.ts';
import { FEEDS } from './feeds.ts';
import { LEAVING } from './leaving.ts';
import { MARKET } from './market.ts';
import { MATCHES } from './matches.ts';
import { OPERATIONS } from './operations.ts';
import { PICTURES } from './pictures.ts';
import { ASKED } from './questions.ts';
import { READING } from './reading.ts';
import { REFUSALS } from './refusals.ts';
import { ROWS } from './rows.ts';
import { RUNS } from './runs.ts';
import { SOURCES } from './sources.ts';
import { STOCK } from './stock.ts';
import { TASKS } from './tasks.ts';
import { VERDICTS } from './verdicts.ts';

/** Every reason in English; what its sentences name is what all languages are given. */
export const EN = {
  ...DOCUMENTS,
  ...READING,
  ...BOOKS,
  ...REFUSALS,
  ...LEAVING,
  ...ROWS,
  ...RUNS,
  ...MATCHES,
  ...ADS,
  ...SOURCES,
  ...FEEDS,
  ...DELIVERIES,
  ...ACTS,
  ...OPERATIONS,
  ...ASKED,
  ...STOCK,
  ...MARKET,
  ...PICTURES,
  ...TASKS,
  ...BY_HAND,
  ...VERDICTS,
  ...DEALER_RULES,
};
