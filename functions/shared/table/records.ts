import * as z from 'zod';
import { Box } from '#contracts/box.ts';
import { DealerRule } from '#contracts/dealer-rule.ts';
import { TestedStep } from '#contracts/host-test.ts';
import { Money } from '#contracts/money.ts';
import { PriceDerivation } from '#contracts/pricing.ts';
import { Reason } from '#contracts/reason.ts';
import { Artefacts, Ending, KINDS, ListIdentity, RunState, STATUSES } from '#contracts/state.ts';
import { SaidValues } from '#contracts/stock.ts';
import { Ad, RateUsed, VERDICTS } from '#contracts/validated.ts';

const instant = z.iso.datetime();
/** Counters begin at 0 when the item does not have them yet. */
const count = z.number().default(0);
const statusOrOpen = z.enum([...STATUSES, 'processing']);

/** A file as it came in; claimed by one execution, closed by the same. */
export const DocumentRecord = z.object({
  dealerId: z.string(),
  documentId: z.string(),
  key: z.string(),
  name: z.string(),
  version: z.string(),
  bytes: z.number(),
  receivedAt: instant,
  /** The execution that works on it, or ended it. */
  claimedBy: z.string(),
  status: statusOrOpen,
  runId: z.string(),
  /** Where a run that was asked for later begins; a file's own run reads it. */
  from: z.enum(['intake', 'match', 'validate', 'generate']).optional(),
  /** How often its run was taken up again after it had failed. */
  redrives: count.optional(),
  sha256: z.string().optional(),
  kind: z.string().optional(),
  lists: z.array(ListIdentity).optional(),
  /** By which it is, or was, newer than others of its kind: see `sourceOrder`. */
  order: z.string().optional(),
  /** By hand: it is newer than what had the order `after`; `printed` is its order of before. */
  restored: z.object({ after: z.string(), printed: z.string(), by: z.string(), at: instant }).optional(),
  /**
   * What a person says that it is, since nobody could tell, and the labels on its pages: later files with many of these
   * are of that kind too. Null once it is taken back.
   */
  saidToBe: z
    .object({ kind: z.enum(KINDS), labels: z.array(z.string()), by: z.string(), at: instant })
    .nullable()
    .optional(),
  /** Of a stock sheet: what a person says that its headings mean, that it is whole, and that what it sells is meant. */
  takenAs: z
    .object({
      headings: z.record(z.string(), z.string()).optional(),
      isWhole: z.boolean().optional(),
      confirmed: z.boolean().optional(),
      by: z.string(),
      at: instant,
    })
    .optional(),
  /** Keys of the newest run's artefacts: a refresh starts from them. */
  artefacts: Artefacts.optional(),
  counts: z.record(z.string(), z.number()).optional(),
  ending: Ending.optional(),
  feedVersion: z.number().optional(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** The list in force for a dealer, brand, model year and market. Greater or equal `order` wins. */
export const ListInForce = z.object({
  dealerId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  market: z.string(),
  sha256: z.string(),
  documentId: z.string(),
  runId: z.string(),
  order: z.string(),
  /** By hand: nothing of its kind is in force; its order is behind that of its own offers. */
  retired: z.object({ by: z.string(), at: instant }).optional(),
  /** What was known of the dealer's spec books when it was matched: see `DealerState.catalogueRevision`. */
  catalogueRevision: z.number().optional(),
});
export type ListInForce = z.infer<typeof ListInForce>;

/** S0-18: what one stage did in one run. */
export const StageStatistic = z.object({
  dealerId: z.string(),
  documentId: z.string(),
  runId: z.string(),
  stage: z.string(),
  processed: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  seconds: z.number(),
  costUsd: z.number(),
  inputTokens: count,
  outputTokens: count,
  engine: z.string(),
  startedAt: instant,
  endedAt: instant,
  artefact: z.string().optional(),
  /** Hash of what the stage was given. */
  input: z.string().optional(),
  error: z.string().optional(),
  /** Attempts of this run at this stage that ended with an error before this one, and the last of those errors. */
  retried: z.object({ times: z.number(), error: z.string() }).optional(),
  /** What the stage handed on: where a run that fails behind it goes on. */
  state: RunState.optional(),
});
export type StageStatistic = z.infer<typeof StageStatistic>;

/** One machine a dealer sells, as the newest list in force has it: the whole prefix is the feed's input. */
export const Offer = z.object({
  dealerId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  market: z.string(),
  modelCode: z.string(),
  documentId: z.string(),
  runId: z.string(),
  order: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(Reason),
  adId: z.string().optional(),
  ad: Ad.optional(),
  /** The rate that the ad's price was made with. */
  rate: RateUsed.optional(),
  /** How the ad's price came about. */
  derivation: PriceDerivation.optional(),
  /** What the list says of it, from which its price is made anew where the dealer's stock asks for that. */
  listed: z
    .object({
      ...{ price: Money.nullable(), family: z.string().nullable(), color: z.string().nullable() },
      /** What a dealer's own rules go by beside; absent of one that was kept before there were any. */
      machine: z
        .object({
          ...{ model: z.string().nullable(), package: z.string().nullable(), engine: z.string().nullable() },
          /** In mm. */
          trackLength: z.number().nullable(),
          springOnly: z.boolean(),
        })
        .optional(),
      /** See `MatchBehind`. */
      match: z
        .object({
          confidence: z.number(),
          book: z.enum(['exact', 'lent', 'none']),
          bookPicture: z.string().nullable(),
          name: z.string().nullable().optional(),
        })
        .optional(),
    })
    .optional(),
  /** Where the list names it, in points from the page's top left; absent where nobody has seen it there. */
  place: z.object({ page: z.number(), box: Box.nullable() }).optional(),
  updatedAt: instant,
});
export type Offer = z.infer<typeof Offer>;

/** S0-16 and S0-17 in one item: the match and the four layers of one product in one run. */
export const ProductResult = z.object({
  dealerId: z.string(),
  runId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  modelCode: z.string(),
  row: z.string(),
  match: z.record(z.string(), z.unknown()),
  layers: z.array(z.record(z.string(), z.unknown())),
  createdAt: instant,
  /** Seconds since 1970; the table forgets results after 180 days. */
  ttl: z.number(),
});
export type ProductResult = z.infer<typeof ProductResult>;

/** The dealer's revisions, which the feed of every channel is to follow. */
export const DealerState = z.object({
  dealerId: z.string(),
  offersRevision: count,
  /** Spec books ingested and names set by hand so far: what matching knows of the dealer. */
  catalogueRevision: count,
  /** Last ticket drawn; see `RunState.ticket`. */
  tickets: count,
  /** How often people have taken machines out. */
  withdrawals: count.optional(),
});
export type DealerState = z.infer<typeof DealerState>;

/** The spec book in force for a dealer, brand and model year; its entries are the artefact under `key`. */
export const BookInForce = z.object({
  dealerId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  sha256: z.string(),
  documentId: z.string(),
  document: z.string(),
  models: z.number(),
  key: z.string(),
  /** What it prints, of which its entries are worked out; absent of one that was read before that was kept. */
  printed: z.string().optional(),
  order: z.string(),
  /** Sheets of one or two models that add to the book: see `put-in-force.ts`. */
  sheets: z
    .array(
      z.object({
        documentId: z.string(),
        document: z.string(),
        key: z.string(),
        printed: z.string().optional(),
        order: z.string(),
      }),
    )
    .optional(),
  /** Counts what was put in force, so that of two at once neither is lost. */
  change: z.number().optional(),
});
export type BookInForce = z.infer<typeof BookInForce>;

/** Avito's name that a person set for a model; it holds for later lists of the same model too. */
export const ManualMatch = z.object({
  dealerId: z.string(),
  /** Brand, model, package, engine and length as matching writes them, without the year. */
  model: z.string(),
  /** The code by which it was set. */
  modelCode: z.string(),
  name: z.string(),
  /** The model as the list printed it. */
  printed: z.string(),
  /** What spoke against the name, and was said to the person. */
  contradictions: z.array(Reason),
  setBy: z.string(),
  setAt: instant,
});
export type ManualMatch = z.infer<typeof ManualMatch>;

/** The same for the models of all dealers: whose list it was set by stays theirs. */
export const SharedMatch = ManualMatch.omit({ dealerId: true, modelCode: true });
export type SharedMatch = z.infer<typeof SharedMatch>;

/** `product`: in review by its own reasons. The others are the change guard's: the live ad stays until they are answered. */
const REVIEW_KINDS = ['product', 'price-jump', 'vanished', 'budget-swap'] as const;

/** `open`: waits. `accepted` and `rejected` hold for what was `proposed` then. `closed`: the reason is gone. */
const REVIEW_STATUSES = ['open', 'accepted', 'rejected', 'closed'] as const;

/** Something that waits for a person. */
export const ReviewItem = z.object({
  dealerId: z.string(),
  /** `SKI-DOO#2026#TJTH#product`: what waits for the same reason waits once. See `reviewSubject`. */
  subject: z.string(),
  kind: z.enum(REVIEW_KINDS),
  /** Empty, and the year 0, where the list does not tell. */
  brand: z.string(),
  modelYear: z.number(),
  market: z.string(),
  modelCode: z.string(),
  adId: z.string().optional(),
  reasons: z.array(Reason),
  /** What might be meant, best first. */
  candidates: z.array(z.string()),
  /** What accepting lets through, for comparing: the price in roubles, the Id of the ad that comes instead, empty for one that goes. */
  proposed: z.string(),
  documentId: z.string(),
  /** The file's name. */
  document: z.string(),
  page: z.number().nullable(),
  box: Box.nullable(),
  /** Of the list that says so: a slow old run never overwrites what a newer one has seen. */
  order: z.string(),
  status: z.enum(REVIEW_STATUSES),
  openedAt: instant,
  updatedAt: instant,
  answeredBy: z.string().optional(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** A value that a person gave a machine's field, and what stood there: of anything else he knew nothing. */
const Edit = z.object({ value: z.string(), insteadOf: z.string(), by: z.string(), at: instant });

/** What people have said of one machine of a dealer; it holds for later lists too. */
export const ProductAnswer = z.object({
  dealerId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  modelCode: z.string(),
  /** By field, such as `TrackWidth`. */
  edits: z.record(z.string(), Edit).default({}),
  /** The reasons that were seen, of a machine with this `basis`: another row or a new reason is asked again. */
  accepted: z.object({ basis: z.string(), reasons: z.array(Reason), by: z.string(), at: instant }).optional(),
  keptOut: z.object({ why: z.string(), by: z.string(), at: instant }).optional(),
});
export type ProductAnswer = z.infer<typeof ProductAnswer>;

/** What a dealer has said of one of its machines, or of a piece of it; kept across lists and years. */
export const StockRecord = z.object({
  dealerId: z.string(),
  modelCode: z.string(),
  /** See `StockSubject`. */
  piece: z.string(),
  values: SaidValues,
  /** Of a code: the piece whose ad has the code's own Id, for ever. */
  first: z.string().optional(),
  /** Of a code: the places where it has been, as `pieceOf` has them; the ad of the first one has the code's own Id, for ever. */
  places: z.array(z.string()).optional(),
  /** Rises with every change: a write holds only what its writer has seen. */
  revision: z.number(),
});
export type StockRecord = z.infer<typeof StockRecord>;

/** What a dealer's contact was told last before a window. */
export const NoticeRecord = z.object({
  dealerId: z.string(),
  /** When that window opened, ISO, UTC. */
  window: instant,
  /** When it was asked for: the same moment asks again where an answer was lost. */
  at: instant,
  /** Hash of what was told. */
  digest: z.string(),
  /** When what is told once was told, by its name, as long as it is so. */
  toldOnce: z.record(z.string(), instant).optional(),
  /** Why the dealer's webhook did not take it. */
  failure: Reason.optional(),
});
export type NoticeRecord = z.infer<typeof NoticeRecord>;

/** The last test of the way to a dealer's feed. */
export const HostTestRecord = z.object({
  dealerId: z.string(),
  /** When it was asked for. */
  at: instant,
  steps: z.array(TestedStep),
});
export type HostTestRecord = z.infer<typeof HostTestRecord>;

/** One of a dealer's own rules, and who wrote it last. */
export const DealerRuleRecord = z.object({
  dealerId: z.string(),
  ruleId: z.string(),
  rule: DealerRule,
  by: z.string(),
  at: instant,
});
export type DealerRuleRecord = z.infer<typeof DealerRuleRecord>;
