import { namesInPath, type Route } from '../route.ts';

export type Load = () => Promise<readonly Route[]>;

const ads: Load = async () => (await import('../routes/ads.ts')).AD_ROUTES;
const dealers: Load = async () => (await import('../routes/dealers.ts')).DEALER_ROUTES;
const documents: Load = async () => [
  ...(await import('../routes/documents.ts')).DOCUMENT_ROUTES,
  ...(await import('../routes/pages.ts')).PAGE_ROUTES,
];
const dealerRules: Load = async () => (await import('../routes/dealer-rules.ts')).DEALER_RULE_ROUTES;
const feeds: Load = async () => (await import('../routes/feeds.ts')).FEED_ROUTES;
const knowledge: Load = async () => (await import('../routes/knowledge.ts')).KNOWLEDGE_ROUTES;
const market: Load = async () => (await import('../routes/market.ts')).MARKET_ROUTES;
const members: Load = async () => (await import('../routes/members.ts')).MEMBER_ROUTES;
const offers: Load = async () => (await import('../routes/offers.ts')).OFFER_ROUTES;
const operations: Load = async () => (await import('../routes/operations.ts')).OPERATION_ROUTES;
const peopleOfAll: Load = async () => [...(await members()), ...(await operations())];
const pictures: Load = async () => (await import('../routes/pictures.ts')).PICTURE_ROUTES;
const questions: Load = async () => (await import('../routes/questions.ts')).QUESTION_ROUTES;
const reports: Load = async () => (await import('../routes/reports.ts')).REPORT_ROUTES;
const revision: Load = async () => (await import('../routes/revision.ts')).REVISION_ROUTES;
const stock: Load = async () => (await import('../routes/stock.ts')).STOCK_ROUTES;
const today: Load = async () => (await import('../routes/today.ts')).TODAY_ROUTES;
const whole: Load = async () => (await import('../routes.ts')).ROUTES;
const verdicts: Load = async () => (await import('../routes/verdicts.ts')).VERDICT_ROUTES;

/** Whose routes a function answers: those of one dealer at a time, or of all together. */
export type Concern = 'one dealer' | 'all dealers';

/**
 * Where routes are by the first word of their paths, behind the dealer's id where there is one: a function loads those
 * that it is asked for, since all of them with all they work with take three times as long to load as the rest.
 */
const WORDS: Record<Concern, Record<string, Load>> = {
  'one dealer': {
    '': dealers,
    ads,
    answers: questions,
    audit: dealers,
    'by-hand': offers,
    commands: dealers,
    costs: operations,
    days: market,
    'days.csv': market,
    deliveries: feeds,
    documents,
    exports: reports,
    feeds,
    'host-test': reports,
    invitations: members,
    knowledge,
    lists: offers,
    loads: verdicts,
    market,
    matches: knowledge,
    members,
    offers,
    pictures,
    plan: dealers,
    prices: market,
    questions,
    ranking: dealerRules,
    report: reports,
    resume: dealers,
    review: questions,
    revision,
    rules: dealerRules,
    scores: dealerRules,
    served: today,
    stock,
    tasks: dealers,
    test: dealers,
    tickets: revision,
    today,
    tokens: members,
    try: dealers,
    uploads: documents,
    usage: dealers,
    verdicts,
    windows: verdicts,
  },
  'all dealers': {
    audit: operations,
    batches: operations,
    commands: operations,
    costs: operations,
    dealers: operations,
    feeds: dealers,
    invitations: members,
    me: members,
    members: peopleOfAll,
    operations,
    plans: operations,
    rules: operations,
    tasks: dealers,
    today,
  },
};

const PLACE: Record<Concern, RegExp> = {
  'one dealer': /^\/dealers\/[^/]+(?:\/([^/]*)|$)/,
  'all dealers': /^\/([^/]*)/,
};

export const concernOf = ({ path }: Pick<Route, 'path'>): Concern =>
  namesInPath(path).includes('dealerId') ? 'one dealer' : 'all dealers';

/** What loads the routes among which a path's is; all of them, for a word that nobody has listed. */
export const loaderFor = (concern: Concern, path: string): Load => {
  const place = PLACE[concern].exec(path);
  const word = place?.[1] ?? '';
  return place && Object.hasOwn(WORDS[concern], word) ? (WORDS[concern][word] as Load) : whole;
};
