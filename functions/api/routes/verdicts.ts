import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { listVerdicts, ReadVerdicts, showVerdict } from '#desk/verdicts/verdicts.ts';
import { AdVerdict, STANDINGS_OF_ADS, UploadRecord, WindowVerdict } from '#shared/table/verdict-records.ts';
import { type Asked, acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Field = z.object({
  tag: z.string(),
  value: z.string(),
  sources: z.array(Reason),
  places: z.array(z.object({ document: z.string(), page: z.number(), box: z.array(z.number()) })),
});

const Shown = z.object({
  verdict: AdVerdict,
  messages: z.array(z.object({ type: z.string().nullable(), reason: Reason, fields: z.array(Field) })),
});

type OfOne = z.infer<typeof OfDealer> & { standing?: (typeof STANDINGS_OF_ADS)[number] | undefined };

const verdictsOf = async (wish: OfOne, { ports }: Asked) => (await listVerdicts(wish, ports))[0];

/** What the marketplace said of loads and ads. */
export const VERDICT_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/verdicts',
    permission: 'dealer.read',
    summary: 'How the ads stand at the marketplace, with its messages',
    in: OfDealer.extend({ standing: z.enum(STANDINGS_OF_ADS).optional() }),
    out: AdVerdict,
    page: async (wish, part, asked) => pageOf((await verdictsOf(wish, asked))?.ads ?? [], part),
  }),
  answers({
    path: '/dealers/{dealerId}/verdicts/{ad}',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'One ad’s verdict, its messages explained, and the cells that they lead back to',
    in: OfDealer.extend({ ad: z.string() }),
    out: Shown,
    answer: (wish, { ports }) => showVerdict(wish, ports),
  }),
  lists({
    path: '/dealers/{dealerId}/loads',
    permission: 'dealer.read',
    summary: 'Loads of the feed by the marketplace, the newest first',
    in: OfDealer,
    out: UploadRecord,
    page: async (wish, part, asked) => pageOf((await verdictsOf(wish, asked))?.loads ?? [], part),
  }),
  lists({
    path: '/dealers/{dealerId}/windows',
    permission: 'dealer.read',
    summary: 'What came of the feed at each window, the newest first',
    in: OfDealer,
    out: WindowVerdict,
    page: async (wish, part, asked) => pageOf((await verdictsOf(wish, asked))?.windows ?? [], part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/verdicts/read',
    permission: 'feed.deliver',
    summary: 'Ask the marketplace now',
    in: ReadVerdicts,
    command: 'verdicts.read',
  }),
] as const;
