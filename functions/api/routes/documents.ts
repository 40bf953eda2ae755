import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { ListIdentity } from '#contracts/state.ts';
import { pageOfDocuments, STATES } from '#desk/documents/list.ts';
import { ShowDocument, showDocument } from '#desk/documents/show.ts';
import { refuseUnfitUpload } from '#desk/documents/upload.ts';
import { StageStatistic } from '#shared/table/records.ts';
import { acts, answers, lists } from '../route.ts';
import { AddressShown } from '../shapes/upload.ts';
import { OfDealer } from './dealer-id.ts';

const Listed = z.object({
  dealerId: z.string(),
  documentId: z.string(),
  file: z.string(),
  receivedAt: z.string(),
  state: z.enum(STATES),
  reason: Reason.nullable(),
  counts: z.record(z.string(), z.number()),
  seconds: z.number(),
  costUsd: z.number(),
});

const Stage = StageStatistic.pick({
  ...{ stage: true, processed: true, succeeded: true, failed: true },
  ...{ seconds: true, costUsd: true, engine: true, error: true },
  ...{ startedAt: true, endedAt: true, retried: true },
});

const Shown = Listed.extend({
  bytes: z.number(),
  kind: z.string().nullable(),
  lists: z.array(ListIdentity),
  runId: z.string(),
  stages: z.array(Stage),
  runUsd: z.number().nullable(),
  feedVersion: z.number().nullable(),
});

const FileNamed = z.strictObject({
  /** Its own name; it is no path, but for the folder of other shops' prices. */
  name: z
    .string()
    .min(1)
    .max(200)
    .regex(/^(?:market\/)?[^./\\\p{Cc}][^/\\\p{Cc}]*$/u, 'write the file’s own name, without folders'),
  bytes: z.number().int().nonnegative(),
});

/** Files that came in, and what became of them. */
export const DOCUMENT_ROUTES = [
  answers({
    method: 'POST',
    path: '/dealers/{dealerId}/uploads',
    permission: 'documents.drop',
    dearness: 'write',
    summary: 'Addresses that take files into the inbox, one each; what becomes of them is told by documents',
    in: OfDealer.extend({ files: z.array(FileNamed).min(1).max(20) }),
    out: z.object({ uploads: z.array(AddressShown) }),
    answer: async ({ dealerId, files }, { uploads, ports }) => {
      await refuseUnfitUpload({ dealerId, files }, ports);
      const addresses = files.map(async ({ name, bytes }) => ({
        ...(await uploads.addressFor({ dealerId, into: 'inbox', name, bytes })),
        name,
      }));
      return { uploads: await Promise.all(addresses) };
    },
  }),
  lists({
    path: '/dealers/{dealerId}/documents',
    permission: 'dealer.read',
    summary: 'Every file that came in, the newest first, in one state or in any',
    in: OfDealer.extend({ state: z.enum(STATES).optional() }),
    out: Listed,
    page: (wish, part, { ports }) => pageOfDocuments(wish, part, ports),
  }),
  answers({
    path: '/dealers/{dealerId}/documents/{document}',
    permission: 'dealer.read',
    summary: 'One file with its stages as they go, its cost, and why not all of it is published',
    in: ShowDocument,
    out: Shown,
    answer: (wish, { ports }) => showDocument(wish, ports),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/documents/{document}/redrive',
    permission: 'documents.drop',
    summary: 'Go on with a file that failed, at the stage that did not end',
    in: ShowDocument,
    command: 'document.redrive',
    asked: ({ document }) => ({ documents: [document] }),
  }),
  lists({
    path: '/documents',
    permission: 'all.read',
    dearness: 'dear',
    summary: 'Files of all dealers that stand alike, the newest first',
    in: z.strictObject({ state: z.enum(STATES) }),
    out: Listed,
    page: (wish, part, { ports }) => pageOfDocuments(wish, part, ports),
  }),
] as const;
