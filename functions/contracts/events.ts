import * as z from 'zod';
import { Channel } from './channel.ts';
import { DELIVERY_WARNINGS, FeedReference, OUTCOMES, WindowCheck } from './delivered.ts';
import { Notice } from './notice.ts';
import { Artefacts, ListIdentity, ROUTES, RunState, STATUSES } from './state.ts';
import { AdCounts, COPIES, WINDOW_OUTCOMES } from './verdict.ts';

/** Rises when a field changes its meaning or goes; a field that comes does not count. */
const version = z.literal(1);
const number = z.number().int().nonnegative();

/** What every event of a run begins with; `runId` is the pipeline's id of S3-02. */
const ofRun = { version, dealerId: z.string(), documentId: z.string(), runId: z.string() };

/** What an event of an ad at the marketplace begins with. */
const ofAd = {
  version,
  dealerId: z.string(),
  channel: Channel,
  adId: z.string(),
  uploadId: z.string().describe('The load that said so'),
  window: z.string(),
  avitoId: z.string().describe("The marketplace's number of the ad; may be empty"),
  url: z.string().describe('Where buyers see it; may be empty'),
  since: z.string().describe('When the load began since which it stands so'),
};

/**
 * What the machines put on the bus, by the events' `detail-type` (S3-04); the source is `feedwright`. Each may come
 * twice: a state that is tried again tells again.
 */
export const EVENTS = {
  PipelineStarted: z
    .object({
      ...ofRun,
      key: z.string().describe('The file in the inbox'),
      from: z.enum(ROUTES).describe('Where the run begins: a refresh or a redrive enters later'),
      config: RunState.shape.pins.describe('The versions that the run goes by'),
    })
    .describe('A run has begun'),
  DataProcessed: z
    .object({
      ...ofRun,
      lists: z.array(ListIdentity).describe('The price lists that the file holds'),
      products: number.describe('Rows read and matched'),
    })
    .describe('The rows of a list were read and matched'),
  DataValidated: z
    .object({ ...ofRun, rulesVersion: z.string(), counts: RunState.shape.counts })
    .describe('Every product was held against the rules'),
  QualityCheck: z
    .object({
      ...ofRun,
      products: number,
      waiting: number.describe('Products that wait for a person'),
      refused: number.describe('Products that a rule forbids'),
    })
    .describe('How much of a list is fit to be published'),
  DataStored: z
    .object({ ...ofRun, artefacts: Artefacts.describe('Keys in the object store') })
    .describe('The offers of a list are in force, and how they came to be is kept'),
  PipelineCompleted: z
    .object({
      ...ofRun,
      status: z.enum(STATUSES),
      category: z.string().describe('The reason as a word for programs; may be empty'),
      reason: z.string().describe('A sentence; names the one cause for which most of a list waits'),
      whatToDo: z.string().describe('The remedy; may be empty'),
      counts: RunState.shape.counts,
      feed: RunState.shape.feed,
    })
    .describe('A run has ended, and its document with it'),
  PipelineFailed: z
    .object({
      ...ofRun,
      stage: z.string().describe('Where it stopped'),
      error: z.string().describe('Name of the error'),
      reason: z.string(),
      whatToDo: z.string(),
    })
    .describe('A run broke off; its document is closed as failed and can be redriven'),
  DeliveryEnded: z
    .object({
      version,
      dealerId: z.string(),
      channel: Channel.describe('The marketplace that loads the feed'),
      deliveryId: z.string(),
      window: z.string(),
      outcome: z.enum(OUTCOMES),
      category: z.string().describe('The reason as a word for programs; may be empty'),
      reason: z.string().nullable(),
      whatToDo: z.string().describe('The remedy; may be empty'),
      feed: FeedReference.nullable(),
      server: z.string(),
      warnings: z.array(z.enum(DELIVERY_WARNINGS)),
      windowAtRisk: z.boolean().describe('Told before the window opens: it may find an older feed, or none'),
    })
    .describe("A feed was brought to a dealer's host, or not"),
  WindowsChecked: z
    .object({ version, ...WindowCheck.shape })
    .describe('Somebody has looked back at the windows that have opened'),
  WindowAhead: z
    .object({ version, ...Notice.shape })
    .describe('A window opens within two hours, and something waits for a person or has changed'),
  UploadJudged: z
    .object({
      version,
      dealerId: z.string(),
      channel: Channel,
      window: z.string(),
      uploadId: z.string().nullable().describe('The load; null where none was seen'),
      outcome: z.enum(WINDOW_OUTCOMES),
      category: z.string().describe('The first alarm as a word for programs; may be empty'),
      reason: z.string(),
      whatToDo: z.string().describe('The remedy; may be empty'),
      alarms: z.array(z.string()).describe('Codes of all that a person should hear of'),
      counts: AdCounts.nullable().describe('How the ads stand; null where nobody could read them'),
      copy: z.enum(COPIES).describe("How the marketplace's copy of the feed compares with ours"),
      feed: FeedReference.nullable().describe('What we had published when the load began'),
    })
    .describe('A load has ended at the marketplace, or none came for a window'),
  AdRefused: z
    .object({
      ...ofAd,
      live: z.boolean().describe('A refused change leaves a live ad as it was'),
      codes: z.array(z.string()).describe('Codes of its messages, or its section'),
      reason: z.string(),
      whatToDo: z.string(),
    })
    .describe('The marketplace has refused an ad, or a change of it'),
  AdActive: z.object(ofAd).describe('Buyers see an ad that they did not see before'),
} as const;

export type EventName = keyof typeof EVENTS;
export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];
