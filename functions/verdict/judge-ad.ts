import type { Reason } from '#contracts/reason.ts';
import { cleaned, knownCode } from '#marketplace/avito-api/messages.ts';
import type { Item } from '#marketplace/avito-api/schemas.ts';
import { groupOf, standingOf } from '#marketplace/avito-api/standing.ts';
import { reason } from '#messages/reason.ts';
import type { AdMessage, AdVerdict } from '#shared/table/verdict-records.ts';

/** The load that an ad is judged by. */
export interface Load {
  dealerId: string;
  uploadId: string;
  /** When it began. */
  at: string;
  feedVersion: number;
}

type Found = Pick<
  AdVerdict,
  'standing' | 'live' | 'status' | 'section' | 'sectionTitle' | 'messages' | 'avitoId' | 'url' | 'endsAt'
>;

const foundIn = (item: Item): Found => ({
  ...standingOf(item),
  status: item.status,
  section: item.section.slug,
  sectionTitle: item.section.title,
  messages: item.messages.map(cleaned),
  avitoId: item.avitoId,
  url: item.url,
  endsAt: item.endsAt,
});

const NOTHING: Omit<Found, 'standing' | 'live'> = {
  ...{
    status: null,
    section: null,
    sectionTitle: null,
    messages: [],
    avitoId: null,
    url: null,
    endsAt: null,
  },
};

/** What counts as another verdict; dates and words may change without, as from "added" to "unchanged". */
const verdictKey = ({ standing, live, status, section, messages }: Found): string =>
  JSON.stringify([
    standing,
    live,
    status,
    groupOf(section) === 'live' ? 'live' : section,
    messages.map(({ code, title }) => code ?? title).toSorted(),
  ]);

/** By what refusals are counted: codes, or the section where no message has one. */
export const refusedFor = ({ messages, section, status }: Found): string[] => {
  const errors = messages.filter(({ type }) => type === 'error' || type === null);
  const codes = errors.flatMap(({ code }) => (code === null ? [] : [code]));
  return codes.length > 0 ? [...new Set(codes)] : [section ?? status ?? 'unknown'];
};

const countedRefusals = (found: Found, before: AdVerdict | null, { at }: Load): AdVerdict['refusals'] => {
  const known = before?.refusals ?? {};
  if (found.standing !== 'refused') return known;
  const again = refusedFor(found).map(
    (code) => [code, { times: (known[code]?.times ?? 0) + 1, last: at }] as const,
  );
  return { ...known, ...Object.fromEntries(again) };
};

const formerIds = (found: Found, before: AdVerdict | null): string[] => {
  const { avitoId = null, formerIds: former = [] } = before ?? {};
  const isChanged = avitoId !== null && found.avitoId !== null && found.avitoId !== avitoId;
  return isChanged ? [...new Set([...former, avitoId])] : former;
};

const verdictOf = (adId: string, found: Found, before: AdVerdict | null, load: Load): AdVerdict => {
  const { dealerId, uploadId, at, feedVersion } = load;
  const isSame = before !== null && verdictKey(before) === verdictKey(found);
  return {
    ...{ dealerId, adId, uploadId, feedVersion, loadedAt: at, ...found },
    avitoId: found.avitoId ?? before?.avitoId ?? null,
    url: found.url ?? before?.url ?? null,
    formerIds: formerIds(found, before),
    since: isSame ? before.since : at,
    refusals: countedRefusals(found, before, load),
  };
};

/** What a load says of an ad. */
export const judgeAd = (item: Item, before: AdVerdict | null, load: Load): AdVerdict =>
  verdictOf(item.adId, foundIn(item), before, load);

/** An ad of which the load says nothing, or two things at once. */
export const judgeUnseen = (
  adId: string,
  standing: 'missing' | 'unknown' | 'gone',
  before: AdVerdict | null,
  load: Load,
): AdVerdict => verdictOf(adId, { ...NOTHING, standing, live: null }, before, load);

/** Words and codes of a load that nobody knows: shown, counted, and to be explained. */
export const unknownWords = ({ messages, section }: AdVerdict): string[] => [
  ...messages.flatMap(({ code }) => (code !== null && !knownCode(code) ? [code] : [])),
  ...(section !== null && !groupOf(section) ? [section] : []),
];

/** A message as a reason: explained where the code is known, else in the words of the marketplace. */
export const explained = ({ code, title, description }: AdMessage): Reason => {
  const known = knownCode(code);
  if (known) return { code: known.reason, values: {} };
  const words = [title, description].filter(Boolean).join(': ');
  return reason('message-unknown', { code: code ?? 'no code', title: words });
};
