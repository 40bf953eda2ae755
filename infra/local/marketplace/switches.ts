/** How an error is dressed; `documented` is what the method's own description says. */
export type ErrorShape =
  | 'documented'
  | 'nested'
  | 'nested-message'
  | 'flat'
  | 'flat-text-code'
  | 'message'
  | 'fields'
  | 'result'
  | 'oauth'
  | 'gateway'
  | 'html'
  | 'nothing';

/** Methods that are counted together; those with a null limit are not counted. */
export type Group = 'reports' | 'autoload' | 'items' | 'item' | 'price' | 'stock' | 'account';

/**
 * What the descriptions leave open, or the world does otherwise than they say. Each can be set for the server, for one
 * account, and changed while it runs.
 *
 * | Switch | Values (the first is the default) | What it does |
 * |---|---|---|
 * | `tokenSeconds` | 86400 | life of a token |
 * | `tokenAnswer` | `whole`, `bare`, `error-in-200` | `bare` has no `expires_in` and no `token_type` |
 * | `badKeys` | 403, 400, 401 | status for wrong keys |
 * | `expired` | 403, 401 | status for a token that is unknown or too old |
 * | `newTokenEndsOld` | true, false | whether a token dies when the next is given |
 * | `autoload` | `open`, `refused`, `reports-refused` | 403 on all of autoload, or 401 on its reports alone |
 * | `self` | `whole`, `id`, `nothing` | fields of `/core/v1/accounts/self` |
 * | `processingSeconds` | 60 | how long a load is `processing`; its ads are done one by one |
 * | `lagSeconds` | 60 | how long after its end a load becomes `last_successful` |
 * | `listedAfterSeconds` | 0 | how late a load stands in the list |
 * | `breaksAfter` | null, n | a load ends with `error` after n ads |
 * | `adLimit` | 100000 | ads behind it are ignored (600) |
 * | `lostFeed` | `keeps`, `unpublishes` | what a file that cannot be fetched does to live ads |
 * | `halfDownloaded` | `fails`, `goes-on` | one of several files cannot be fetched |
 * | `brokenFeed`, `emptyFeed` | `unpublishes`, `keeps` | what a file that is no XML, or holds no ads, does to live ads |
 * | `updateCosts` | false, true | a change of a live ad takes a placement |
 * | `stopEndsAll` | true, false | an ad with the Id `STOP` takes all offline |
 * | `removedAds` | `counted`, `listed`, `left-out` | ads gone from the file: in items and `stats`, in items alone, in neither |
 * | `feedCopy` | `bearer`, `open`, `gone`, `rewritten`, `other` | who gets the copy; `rewritten` is the same XML in other bytes, `other` is none of ours |
 * | `copySeconds` | Infinity | how long a copy lives |
 * | `nulls` | `mixed`, `null`, `absent`, `empty` | how a nullable field says nothing; `empty` is `""` where a date belongs, else null |
 * | `times` | `offset`, `z` | `+03:00` or `Z` |
 * | `uploadStatus` | `known`, `null`, `absent`, `unknown` | `status` of a load that has ended |
 * | `startedAt` | `known`, `null`, `absent` | `started_at` of a load |
 * | `source` | `known`, `lower`, `null`, `absent`, `unknown` | `source` of a load |
 * | `unknownSlugs`, `unknownStatuses`, `unknownTypes` | 0 … 1 | share of ads (always the same ones) with a word nobody knows |
 * | `statsSections` | `always`, `with-ads` | `sections` is left out where `count` is 0 |
 * | `perPage` | null, n | this many rows a page, whatever is asked |
 * | `unstablePages` | false, true | each page is cut from another order |
 * | `strayRows` | `none`, `foreign`, `double`, `conflicting` | a row too many in answers about several Ids |
 * | `errorShape` | `documented`, … | shape of all errors, see `ErrorShape` |
 * | `errorCode` | null, n | `code` in errors, else the status |
 * | `idsOrder` | `shuffled`, `asked` | rows of `avito_ids` and `ad_ids` |
 * | `unknownIds` | `omitted`, `null`, `absent` | their rows for what nobody knows |
 * | `profileNeeds` | [], names | undocumented fields without which a profile is 400 |
 * | `profileShows` | true, false | undocumented fields in the answer |
 * | `scheduleOrder` | `shuffled`, `kept` | `weekdays` and `time_slots` |
 * | `uploadAnswer` | `empty`, `204`, `json` | answer to the start of a load |
 * | `startReplacesSlot` | false, true | a slot is left out within an hour after a load was started by the API |
 * | `nested` | `maps`, `plain` | categories below a category: maps of arrays, or nodes |
 * | `priceModel` | `file-wins`, `api-stays` | a load compares the file with the live ad, or with the file before |
 * | `priceAnswer` | `success`, `absent`, `false`, `refused` | `result.success`; `false` changes nothing, `refused` is 400 for the category |
 * | `priceOfInactive` | `refused`, `taken` | a price for an ad that is not live |
 * | `stockFlow` | `refused`, `open` | 401 "Unsupported flow" for client_credentials |
 * | `stockNames` | `snake`, `camel` | names of the fields of `stocks` |
 * | `stockRows` | `all`, `missing` | the last row of an answer is missing |
 * | `itemsTotal` | false, true | `meta.total` of the live list |
 * | `employeeKeys` | false, true | the live list is empty |
 * | `tariffLagSeconds` | 0 | how late `remain` knows of a load |
 * | `operations` | `wrapped`, `bare` | with or without `result` |
 * | `limits` | by group | calls a minute; null is no limit. `reports` has none described, about 10 were counted |
 * | `limitHeaders` | `none`, `retry-after`, `retry-date`, `x-ratelimit` | headers of a 429 |
 *
 * What happens to one answer alone (HTML, a hang-up, a time-out, 429, an empty body) is a `Fault`.
 */
export interface Switches {
  tokenSeconds: number;
  tokenAnswer: 'whole' | 'bare' | 'error-in-200';
  badKeys: 400 | 401 | 403;
  expired: 401 | 403;
  newTokenEndsOld: boolean;
  autoload: 'open' | 'refused' | 'reports-refused';
  self: 'whole' | 'id' | 'nothing';
  processingSeconds: number;
  lagSeconds: number;
  listedAfterSeconds: number;
  breaksAfter: number | null;
  adLimit: number;
  lostFeed: 'keeps' | 'unpublishes';
  halfDownloaded: 'fails' | 'goes-on';
  brokenFeed: 'unpublishes' | 'keeps';
  emptyFeed: 'unpublishes' | 'keeps';
  updateCosts: boolean;
  stopEndsAll: boolean;
  removedAds: 'counted' | 'listed' | 'left-out';
  feedCopy: 'bearer' | 'open' | 'gone' | 'rewritten' | 'other';
  copySeconds: number;
  nulls: 'mixed' | 'null' | 'absent' | 'empty';
  times: 'offset' | 'z';
  uploadStatus: 'known' | 'null' | 'absent' | 'unknown';
  startedAt: 'known' | 'null' | 'absent';
  source: 'known' | 'lower' | 'null' | 'absent' | 'unknown';
  unknownSlugs: number;
  unknownStatuses: number;
  unknownTypes: number;
  statsSections: 'always' | 'with-ads';
  perPage: number | null;
  unstablePages: boolean;
  strayRows: 'none' | 'foreign' | 'double' | 'conflicting';
  errorShape: ErrorShape;
  errorCode: number | null;
  idsOrder: 'shuffled' | 'asked';
  unknownIds: 'omitted' | 'null' | 'absent';
  profileNeeds: readonly string[];
  profileShows: boolean;
  scheduleOrder: 'shuffled' | 'kept';
  uploadAnswer: 'empty' | '204' | 'json';
  startReplacesSlot: boolean;
  nested: 'maps' | 'plain';
  priceModel: 'file-wins' | 'api-stays';
  priceAnswer: 'success' | 'absent' | 'false' | 'refused';
  priceOfInactive: 'refused' | 'taken';
  stockFlow: 'refused' | 'open';
  stockNames: 'snake' | 'camel';
  stockRows: 'all' | 'missing';
  itemsTotal: boolean;
  employeeKeys: boolean;
  tariffLagSeconds: number;
  operations: 'wrapped' | 'bare';
  limits: Partial<Record<Group, number | null>>;
  limitHeaders: 'none' | 'retry-after' | 'retry-date' | 'x-ratelimit';
}

export const DEFAULTS: Switches = {
  tokenSeconds: 86_400,
  tokenAnswer: 'whole',
  badKeys: 403,
  expired: 403,
  newTokenEndsOld: true,
  autoload: 'open',
  self: 'whole',
  processingSeconds: 60,
  lagSeconds: 60,
  listedAfterSeconds: 0,
  breaksAfter: null,
  adLimit: 100_000,
  lostFeed: 'keeps',
  halfDownloaded: 'fails',
  brokenFeed: 'unpublishes',
  emptyFeed: 'unpublishes',
  updateCosts: false,
  stopEndsAll: true,
  removedAds: 'counted',
  feedCopy: 'bearer',
  copySeconds: Number.POSITIVE_INFINITY,
  nulls: 'mixed',
  times: 'offset',
  uploadStatus: 'known',
  startedAt: 'known',
  source: 'known',
  unknownSlugs: 0,
  unknownStatuses: 0,
  unknownTypes: 0,
  statsSections: 'always',
  perPage: null,
  unstablePages: false,
  strayRows: 'none',
  errorShape: 'documented',
  errorCode: null,
  idsOrder: 'shuffled',
  unknownIds: 'omitted',
  profileNeeds: [],
  profileShows: true,
  scheduleOrder: 'shuffled',
  uploadAnswer: 'empty',
  startReplacesSlot: false,
  nested: 'maps',
  priceModel: 'file-wins',
  priceAnswer: 'success',
  priceOfInactive: 'refused',
  stockFlow: 'refused',
  stockNames: 'snake',
  stockRows: 'all',
  itemsTotal: false,
  employeeKeys: false,
  tariffLagSeconds: 0,
  operations: 'wrapped',
  limits: { items: 25, item: 500, price: 150, stock: 100 },
  limitHeaders: 'none',
};

/** What becomes of one answer. */
export type Fault =
  | { kind: 'html'; status: 500 | 502 | 503 | 504 }
  | { kind: 'error'; status: number; shape?: ErrorShape }
  | { kind: 'limit'; headers?: Switches['limitHeaders'] }
  | { kind: 'empty'; status: 200 | 204 }
  | { kind: 'body'; status: number; body: string; type?: string }
  /** No answer ever comes. */
  | { kind: 'hang' }
  | { kind: 'hang-up' }
  /** Half of the answer comes; the call is done. */
  | { kind: 'cut-off' }
  /** No fault of the answer: this happens just before it, as the next load between two pages. */
  | { kind: 'meanwhile'; happens: () => unknown };

/** Which calls meet a fault: those whose path and query hold this text, so many of them or, without `times`, all. */
export interface FaultRule {
  fault: Fault;
  method?: string;
  path?: string;
  account?: number;
  times?: number;
  /** The call is done all the same, as a start of a load whose answer is lost. */
  acts?: boolean;
}
