import { AD_ROUTES } from './routes/ads.ts';
import { DEALER_RULE_ROUTES } from './routes/dealer-rules.ts';
import { DEALER_ROUTES } from './routes/dealers.ts';
import { DOCUMENT_ROUTES } from './routes/documents.ts';
import { FEED_ROUTES } from './routes/feeds.ts';
import { KNOWLEDGE_ROUTES } from './routes/knowledge.ts';
import { MARKET_ROUTES } from './routes/market.ts';
import { MEMBER_ROUTES } from './routes/members.ts';
import { OFFER_ROUTES } from './routes/offers.ts';
import { OPERATION_ROUTES } from './routes/operations.ts';
import { PAGE_ROUTES } from './routes/pages.ts';
import { PICTURE_ROUTES } from './routes/pictures.ts';
import { QUESTION_ROUTES } from './routes/questions.ts';
import { REPORT_ROUTES } from './routes/reports.ts';
import { REVISION_ROUTES } from './routes/revision.ts';
import { STOCK_ROUTES } from './routes/stock.ts';
import { TODAY_ROUTES } from './routes/today.ts';
import { VERDICT_ROUTES } from './routes/verdicts.ts';

/** All that can be asked for: the router, the checks, `docs/openapi.json` and the console's types are made of it. */
export const ROUTES = [
  ...TODAY_ROUTES,
  ...QUESTION_ROUTES,
  ...KNOWLEDGE_ROUTES,
  ...DOCUMENT_ROUTES,
  ...PAGE_ROUTES,
  ...OFFER_ROUTES,
  ...AD_ROUTES,
  ...STOCK_ROUTES,
  ...PICTURE_ROUTES,
  ...MARKET_ROUTES,
  ...DEALER_RULE_ROUTES,
  ...FEED_ROUTES,
  ...VERDICT_ROUTES,
  ...REVISION_ROUTES,
  ...DEALER_ROUTES,
  ...REPORT_ROUTES,
  ...OPERATION_ROUTES,
  ...MEMBER_ROUTES,
] as const;

/** Any of them, as the console's types know it. */
export type ApiRoute = (typeof ROUTES)[number];
