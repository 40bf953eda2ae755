import * as z from 'zod';
import { channelPart, FIRST_CHANNEL } from '#contracts/channel.ts';
import { Dealer } from '#contracts/dealer.ts';
import { DayFigures } from '#contracts/history.ts';
import { ActRecord } from './audit-trail.ts';
import { BatchDealer, BatchFile, BatchRecord, BatchTurn } from './batch-records.ts';
import type { TableHandle } from './batches.ts';
import { collection } from './collection.ts';
import { CachedVector, RememberedAnswer, RuleSetRecord, SnapshotRecord } from './common-records.ts';
import {
  Breaker,
  Lock,
  Place,
  ProviderStanding,
  RepairRecord,
  WaitingFile,
  WaitingLine,
} from './coordination-records.ts';
import { AdLedgerEntry, ChannelState, DeliveryReceipt, FeedVersion } from './feed-records.ts';
import { OpenSocket, Revisions, SocketTicket } from './hint-records.ts';
import type { Keys } from './keys.ts';
import { GivenAnswer, ModelValue, TaughtMeaning } from './knowledge-records.ts';
import { LeavingRecord } from './leaving-records.ts';
import { MarketPrice, MarketSource } from './market-records.ts';
import { Allowance, CommandRecord, DealerToken, Invitation, Member, Seat } from './member-records.ts';
import { AnswerTally, Outcome } from './objective-records.ts';
import { partitionsOn } from './partitions.ts';
import { PictureRecord } from './picture-records.ts';
import { ComingLists, DealerPlan, PlanRecord, Used } from './plan-records.ts';
import {
  BookInForce,
  DealerRuleRecord,
  DealerState,
  DocumentRecord,
  HostTestRecord,
  ListInForce,
  ManualMatch,
  NoticeRecord,
  Offer,
  ProductAnswer,
  ProductResult,
  ReviewItem,
  SharedMatch,
  StageStatistic,
  StockRecord,
} from './records.ts';
import { AccountRecord, AdNumber, AdVerdict, UploadRecord, WindowVerdict } from './verdict-records.ts';

/** The version under this name is a pointer to the one in force, and the only one that ever changes. */
export const CURRENT = 'CURRENT';

/** Rule sets and reference data have a megabyte at most each, vectors four kilobytes. */
const VERSIONS_KEPT = 8;
const VECTORS_KEPT = 4_000;

const dealerScope = 'D#${dealerId}';

/** A version of a dealer's configuration, or the one in use. */
const DealerRecord = z.object({
  dealerId: z.string(),
  /** Of the content: the same configuration is the same version. */
  version: z.string(),
  configuration: Dealer,
  /** Of the one in use: the version that its file had when it was last taken over. */
  fileVersion: z.string().optional(),
});
export type DealerRecord = z.infer<typeof DealerRecord>;

const reviewKeys = (scope: string): Keys => ({
  primary: { pk: scope, sk: 'REVIEW#${subject}' },
  GSI1: { pk: `${scope}#REVIEW#\${status}`, sk: '${subject}' },
});

/**
 * What belongs to a channel of a dealer. A channel that comes later has partitions of its own, under the same sort keys;
 * the first one's lie in the dealer's, as they did before there were others. Its state is one item with the dealer's:
 * neither is ever put whole.
 */
const channelRecords = (table: TableHandle, channel: string) => {
  const scope = dealerScope + channelPart(channel, '#CHANNEL#');
  return {
    channel,
    channelStates: collection(table, 'state', ChannelState, { primary: { pk: scope, sk: 'STATE' } }),
    locks: collection(table, 'lock', Lock, { primary: { pk: scope, sk: 'LOCK#${name}' } }),
    offers: collection(table, 'offer', Offer, {
      primary: { pk: scope, sk: 'OFFER#${brand}#${modelYear}#${market}#${modelCode}' },
      // By a key that stays: one that changes with each write would cost its partition a row twice.
      GSI1: { pk: `${scope}#OFFER#\${verdict}`, sk: '${brand}#${modelYear}#${market}#${modelCode}' },
      GSI2: { pk: 'CODE#${modelCode}', sk: scope },
    }),
    feeds: collection(table, 'feed', FeedVersion, { primary: { pk: scope, sk: 'FEED#${version}' } }),
    ads: collection(table, 'ad', AdLedgerEntry, { primary: { pk: scope, sk: 'AD#${adId}' } }),
    deliveries: collection(table, 'delivery', DeliveryReceipt, {
      primary: { pk: scope, sk: 'DELIVERY#${window}#${sequence}' },
    }),
    verdicts: collection(table, 'verdict', AdVerdict, { primary: { pk: scope, sk: 'VERDICT#${adId}' } }),
    adNumbers: collection(table, 'ad-number', AdNumber, { primary: { pk: scope, sk: 'NUMBER#${avitoId}' } }),
    uploads: collection(table, 'upload', UploadRecord, { primary: { pk: scope, sk: 'UPLOAD#${uploadId}' } }),
    windowVerdicts: collection(table, 'window-verdict', WindowVerdict, {
      primary: { pk: scope, sk: 'JUDGED#${window}' },
    }),
    accounts: collection(table, 'account', AccountRecord, { primary: { pk: scope, sk: 'ACCOUNT' } }),
    /** The change guard's items of the review queue; those of the first channel are among the dealer's `reviews`. */
    guardItems: collection(table, 'review', ReviewItem, reviewKeys(scope)),
  };
};

const commonRecords = (table: TableHandle) => ({
  dealers: collection(table, 'dealer', DealerRecord, {
    primary: { pk: dealerScope, sk: 'DEALER' },
    GSI1: { pk: 'DEALERS', sk: dealerScope },
  }),
  /** The same record without its place in the list of all: see `operations/canary`. */
  unlistedDealers: collection(table, 'dealer', DealerRecord, {
    primary: { pk: dealerScope, sk: 'DEALER' },
  }),
  /** Put a moment ago: to be seen before the index has them. See `claimTarget`. */
  announcedDealers: collection(table, 'announced-dealer', DealerRecord.extend({ ttl: z.number() }), {
    primary: { pk: 'SHARED#ANNOUNCED', sk: dealerScope },
  }),
  dealerVersions: collection(table, 'dealer-version', DealerRecord, {
    primary: { pk: dealerScope, sk: 'DEALER#${version}' },
  }),
  leavings: collection(table, 'leaving', LeavingRecord, { primary: { pk: dealerScope, sk: 'LEAVING' } }),
  states: collection(table, 'state', DealerState, { primary: { pk: dealerScope, sk: 'STATE' } }),
  places: collection(table, 'place', Place, { primary: { pk: 'SHARED#PLACES', sk: 'PLACE#${place}' } }),
  waitingLines: collection(table, 'waiting-line', WaitingLine, {
    primary: { pk: 'SHARED#LINES', sk: 'LINE#${dealerId}#${kind}' },
  }),
  waitingFiles: collection(table, 'waiting-file', WaitingFile, {
    primary: { pk: dealerScope, sk: 'WAITING#${kind}#${modifiedAt}#${documentId}' },
  }),
  repairs: collection(table, 'repair', RepairRecord, {
    primary: { pk: dealerScope, sk: 'REPAIR#${subject}' },
  }),
  documents: collection(table, 'document', DocumentRecord, {
    primary: { pk: dealerScope, sk: 'DOC#${documentId}' },
    GSI1: { pk: 'D#${dealerId}#DOC#${status}', sk: '${receivedAt}' },
  }),
  lists: collection(table, 'list', ListInForce, {
    primary: { pk: dealerScope, sk: 'HEAD#${brand}#${modelYear}#${market}' },
  }),
  statistics: collection(table, 'statistic', StageStatistic, {
    primary: { pk: dealerScope, sk: 'DOC#${documentId}#RUN#${runId}#STAT#${stage}' },
  }),
  results: collection(table, 'result', ProductResult, {
    // In a partition of the run's own: they are as many units as the offers, which fill the dealer's.
    primary: { pk: 'D#${dealerId}#RESULT#${runId}', sk: 'RESULT#${brand}#${modelYear}#${modelCode}#${row}' },
  }),
  books: collection(table, 'book', BookInForce, {
    primary: { pk: dealerScope, sk: 'BOOK#${brand}#${modelYear}' },
  }),
  manualMatches: collection(table, 'manual-match', ManualMatch, {
    primary: { pk: dealerScope, sk: 'MATCH#${model}' },
  }),
  sharedMatches: collection(table, 'shared-match', SharedMatch, {
    primary: { pk: 'SHARED', sk: 'MATCH#${model}' },
  }),
  meanings: collection(table, 'meaning', TaughtMeaning, {
    primary: { pk: '${scope}', sk: 'MEANING#${kind}#${text}#${section}' },
  }),
  reviews: collection(table, 'review', ReviewItem, reviewKeys(dealerScope)),
  members: collection(table, 'member', Member, {
    primary: { pk: 'SHARED#MEMBERS', sk: 'MEMBER#${memberId}' },
  }),
  // In partitions of their own: IAM knows no sort keys, and who asks is looked up by somebody who may see nothing else.
  seats: collection(table, 'seat', Seat, {
    primary: { pk: 'D#${dealerId}#SEATS', sk: 'SEAT#${memberId}' },
    GSI1: { pk: 'MEMBER#${memberId}', sk: dealerScope },
  }),
  /** Held by who takes somebody's right to keep a dealer or the installation. */
  keeperLocks: collection(table, 'lock', Lock, {
    primary: { pk: 'SHARED#KEEPERS', sk: 'LOCK#${name}' },
  }),
  invitations: collection(table, 'invitation', Invitation, {
    primary: { pk: dealerScope, sk: 'INVITATION#${digest}' },
  }),
  dealerTokens: collection(table, 'dealer-token', DealerToken, {
    primary: { pk: 'D#${dealerId}#TOKENS', sk: 'TOKEN#${digest}' },
  }),
  allowances: collection(table, 'allowance', Allowance, {
    primary: { pk: 'SHARED#ALLOWANCE#${whose}', sk: 'ALLOWANCE#${kind}' },
  }),
  /** Of a dealer's programs together, under its own key: its people see what is left. */
  programAllowances: collection(table, 'allowance', Allowance, {
    primary: { pk: 'D#${whose}#ALLOWANCE', sk: 'ALLOWANCE#${kind}' },
  }),
  plans: collection(table, 'plan', PlanRecord, { primary: { pk: '${scope}', sk: 'PLAN#${name}' } }),
  dealerPlans: collection(table, 'dealer-plan', DealerPlan, { primary: { pk: dealerScope, sk: 'PLAN' } }),
  comingLists: collection(table, 'coming-lists', ComingLists, {
    primary: { pk: dealerScope, sk: 'COMING' },
  }),
  used: collection(table, 'used', Used, {
    primary: { pk: 'D#${dealerId}#USED', sk: 'USED#${kind}#${period}#${unit}' },
  }),
  /** Beside tickets all that who answers a dealer's people may write. */
  commands: collection(table, 'command', CommandRecord, {
    primary: { pk: 'D#${dealerId}#COMMANDS', sk: 'COMMAND#${commandId}' },
  }),
  commandsForAll: collection(table, 'command', CommandRecord, {
    primary: { pk: 'SHARED#COMMANDS', sk: 'COMMAND#${commandId}' },
  }),
  revisions: collection(table, 'revisions', Revisions, {
    primary: { pk: dealerScope, sk: 'REVISIONS' },
  }),
  socketTickets: collection(table, 'socket-ticket', SocketTicket, {
    primary: { pk: 'D#${dealerId}#TICKETS', sk: 'TICKET#${digest}' },
  }),
  openSockets: collection(table, 'open-socket', OpenSocket, {
    primary: { pk: dealerScope, sk: 'SOCKET#${socketId}' },
    GSI1: { pk: 'HOLDER#${holder}', sk: dealerScope },
  }),
  hostTests: collection(table, 'host-test', HostTestRecord, {
    primary: { pk: dealerScope, sk: 'HOSTTEST' },
  }),
  outcomes: collection(table, 'outcome', Outcome, {
    primary: { pk: dealerScope, sk: 'OUTCOME#${objective}#${at}#${id}' },
  }),
  // Beside what requests are counted by: who answers may write nowhere else.
  answerTallies: collection(table, 'answer-tally', AnswerTally, {
    primary: { pk: 'SHARED#ALLOWANCE#ANSWERS', sk: 'ANSWERS#${hour}#${process}' },
  }),
  notices: collection(table, 'notice', NoticeRecord, { primary: { pk: dealerScope, sk: 'NOTICE' } }),
  productAnswers: collection(table, 'product-answer', ProductAnswer, {
    primary: { pk: dealerScope, sk: 'ANSWER#${brand}#${modelYear}#${modelCode}' },
  }),
  dealerRules: collection(table, 'dealer-rule', DealerRuleRecord, {
    primary: { pk: dealerScope, sk: 'OWNRULE#${ruleId}' },
  }),
  stock: collection(table, 'stock', StockRecord, {
    primary: { pk: dealerScope, sk: 'STOCK#${modelCode}#${piece}' },
  }),
  pictures: collection(table, 'picture', PictureRecord, {
    primary: { pk: dealerScope, sk: 'PICTURE#${name}' },
  }),
  marketSources: collection(table, 'market-source', MarketSource, {
    primary: { pk: dealerScope, sk: 'MARKETSOURCE#${sourceId}' },
  }),
  // In a partition of its own: thousands of them are read as a whole, and nothing else with them.
  marketPrices: collection(table, 'market-price', MarketPrice, {
    primary: { pk: 'D#${dealerId}#MARKET', sk: 'MARKETPRICE#${key}' },
  }),
  days: collection(table, 'day', DayFigures.strip().extend({ ttl: z.number() }), {
    primary: { pk: dealerScope, sk: 'DAY#${day}' },
  }),
  /** The scope is a dealer, or `SHARED` for what was made good for all. */
  modelValues: collection(table, 'model-value', ModelValue, {
    primary: { pk: '${scope}', sk: 'VALUE#${model}#${field}' },
  }),
  givenAnswers: collection(table, 'given-answer', GivenAnswer, {
    primary: { pk: dealerScope, sk: 'GIVEN#${at}#${question}#${part}' },
  }),
  rules: collection(
    table,
    'rules',
    RuleSetRecord,
    { primary: { pk: '${scope}', sk: 'RULES#${name}#${version}' } },
    { cache: 'rule-sets', most: VERSIONS_KEPT, when: ({ version }) => version !== CURRENT },
  ),
  snapshots: collection(
    table,
    'snapshot',
    SnapshotRecord,
    { primary: { pk: '${scope}', sk: 'REFERENCE#${name}#${version}' } },
    { cache: 'snapshots', most: VERSIONS_KEPT },
  ),
  vectors: collection(
    table,
    'vector',
    CachedVector,
    { primary: { pk: 'EMBED#${model}#${dimensions}#${bucket}', sk: '${hash}' } },
    { cache: 'vectors', most: VECTORS_KEPT },
  ),
  answers: collection(table, 'answer', RememberedAnswer, {
    primary: { pk: 'ANSWER#${model}#${bucket}', sk: '${hash}' },
  }),
  acts: collection(table, 'act', ActRecord, { primary: { pk: '${scope}#ACTS', sk: 'ACT#${id}' } }),
  breakers: collection(table, 'breaker', Breaker, {
    primary: { pk: 'SHARED', sk: 'BREAKER#${service}' },
  }),
  providers: collection(table, 'provider', ProviderStanding, {
    primary: { pk: 'SHARED', sk: 'PROVIDER#${place}#${name}#${ended}' },
  }),
  batches: collection(table, 'batch', BatchRecord, {
    primary: { pk: 'SHARED#BATCHES', sk: 'BATCH#${batchId}' },
  }),
  batchFiles: collection(table, 'batch-file', BatchFile, {
    primary: { pk: 'SHARED#BATCH#${batchId}', sk: 'FILE#${dealerId}#${place}' },
  }),
  batchTurns: collection(table, 'batch-turn', BatchTurn, {
    primary: { pk: 'SHARED#BATCH#${batchId}', sk: 'TURN#${group}#${turn}#${dealerId}#${place}' },
  }),
  batchDealers: collection(table, 'batch-dealer', BatchDealer, {
    primary: { pk: 'SHARED#BATCH#${batchId}', sk: 'DEALER#${dealerId}' },
  }),
});

/**
 * Every kind of record and its keys; each key begins with a scope: a dealer, a channel of it, `SHARED`, or the model that
 * made a vector or an answer. What belongs to a channel is the first one's.
 */
export const repositories = (table: TableHandle) => ({
  ...commonRecords(table),
  ...channelRecords(table, FIRST_CHANNEL),
  ofChannel: (channel: string) => channelRecords(table, channel),
  partitions: partitionsOn(table),
});

export type Repositories = ReturnType<typeof repositories>;
