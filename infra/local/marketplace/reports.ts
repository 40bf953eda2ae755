import { createHash } from 'node:crypto';
import type { World } from './account.ts';
import {
  type Answer,
  type Call,
  momentParam,
  momentSaid,
  Refused,
  type Route,
  shuffled,
  wholeParam,
  withNullable,
} from './call.ts';
import {
  currentOf,
  doneBy,
  groupOf,
  type Item,
  type Load,
  lastSuccessfulOf,
  type Message,
  statusOf,
  titleOf,
} from './uploads.ts';

/** The same ads each time, at a share of all. */
const isAmong = (share: number, key: string): boolean =>
  createHash('sha256').update(key).digest().readUInt32BE() / 2 ** 32 < share;

const sourceSaid = ({ source }: Load, how: Call['switches']['source']): string | null | undefined =>
  ({ known: source, lower: source.toLowerCase(), null: null, absent: undefined, unknown: 'Planner' })[how];

const beginSaid = (
  { startedAt }: Load,
  { startedAt: how, times }: Call['switches'],
): string | null | undefined => ({ known: momentSaid(startedAt, times), null: null, absent: undefined })[how];

const statusSaid = (load: Load, { switches: { uploadStatus }, now }: Call): string | null | undefined => {
  const status = statusOf(load, now);
  if (status === 'processing') return status;
  return { known: status, null: null, absent: undefined, unknown: 'finished_partially' }[uploadStatus];
};

const counted = (slugs: readonly string[], of: (slug: string) => string): [string, string[]][] =>
  Object.entries(Object.groupBy(slugs, of)).map(([slug, rows = []]) => [slug, rows]);

const statsOf = (load: Load, { switches: { statsSections }, now }: Call) => {
  const slugs = load.slugs.slice(0, doneBy(load, now));
  const sections = counted(slugs, groupOf).map(([slug, rows]) => ({
    ...{ title: titleOf(slug), slug, count: rows.length },
    sections:
      slug === 'successful'
        ? []
        : counted(rows, (row) => row).map(([level3, { length: count }]) => ({
            ...{ title: titleOf(level3), slug: level3, count },
          })),
  }));
  const isBare = statsSections === 'with-ads' && slugs.length === 0;
  const root = { title: 'Обработано объявлений', slug: 'sections_stats', count: slugs.length };
  return isBare ? root : { ...root, sections };
};

const uploadSaid = (load: Load, call: Call) => ({
  upload_id: load.id,
  source: sourceSaid(load, call.switches.source),
  started_at: beginSaid(load, call.switches),
  status: statusSaid(load, call),
  stats: statsOf(load, call),
  events: load.events,
  feed_urls: load.copies,
});

const pageOf = (call: Call, most: number, usual: number) => ({
  perPage: call.switches.perPage ?? wholeParam(call.query, 'perPage', { least: 1, most, usual }),
  page: wholeParam(call.query, 'page', { least: 1, usual: 1 }),
});

const paged = <T>(rows: readonly T[], { perPage, page }: { perPage: number; page: number }) => ({
  rows: rows.slice((page - 1) * perPage, page * perPage),
  meta: { perPage, page, pages: Math.ceil(rows.length / perPage), total: rows.length },
});

const listUploads = (call: Call): Answer => {
  const { account, query, switches, now } = call;
  const [from, to] = [momentParam(query, 'dateFrom'), momentParam(query, 'dateTo')];
  const listed = account.loads.filter(({ startedAt }) => {
    const began = startedAt.getTime();
    const isListed = now.getTime() >= began + switches.listedAfterSeconds * 1_000;
    return isListed && (from === null || began >= from) && (to === null || began <= to);
  });
  const { rows, meta } = paged(listed, pageOf(call, 50, 10));
  return { body: { uploads: rows.map((load) => uploadSaid(load, call)), meta } };
};

type Finding = (call: Call) => Load | undefined;

const FINDINGS: Record<string, Finding> = {
  current: ({ account, now }) => currentOf(account, now),
  last_successful: ({ account, now, switches }) => lastSuccessfulOf(account, now, switches),
};

const found = (finding: Finding, call: Call): Load => {
  const load = finding(call);
  if (load) return load;
  throw new Refused(404, 'Загрузка не найдена');
};

/** A new word each time would be one that no client can count. */
const wordOf = (word: string | null, unknown: string, share: number, adId: string): string | null =>
  word !== null && isAmong(share, unknown + adId) ? unknown : word;

const messageSaid =
  ({ adId }: Item, { switches: { unknownTypes, times } }: Call) =>
  ({ updatedAt, type, ...message }: Message) => ({
    ...message,
    type: wordOf(type, 'notice', unknownTypes, adId),
    updated_at: momentSaid(updatedAt, times),
  });

const itemSaid =
  (call: Call) =>
  (item: Item): Record<string, unknown> => {
    const { unknownSlugs, unknownStatuses, times } = call.switches;
    const slug = wordOf(item.slug, 'success_renewed', unknownSlugs, item.adId) ?? '';
    const row = {
      ad_id: item.adId,
      section: { slug, title: titleOf(slug) },
      messages: item.messages.map(messageSaid(item, call)),
    };
    return withNullable(call, row, {
      avito_id: { value: item.avitoId },
      avito_status: { value: wordOf(item.status, 'frozen', unknownStatuses, item.adId) },
      avito_date_end: { value: item.endAt && momentSaid(item.endAt, times), isDate: true },
      feed_name: { value: item.feedName || null },
      url: { value: item.url },
    });
  };

/** A comma is a separator even where it belongs to an Id; an empty question asks for all. */
export const idsIn = (query: URLSearchParams): string[] | null => {
  const ids = (query.get('query') ?? '').split(/[,|]/).filter((id) => id !== '');
  return ids.length > 0 ? ids : null;
};

/** `sections` takes groups and their slugs; those of `successful` are gone since v4. */
const isInSections = (asked: readonly string[] | undefined, slug: string): boolean => {
  const group = groupOf(slug);
  return !asked || asked.includes(group) || (group !== 'successful' && asked.includes(slug));
};

/** A row that does not belong into the answer, as live clients have met. One Id alone gets a clean answer. */
const withStrays = (
  rows: readonly Item[],
  all: readonly Item[],
  ids: readonly string[] | null,
  how: Call['switches']['strayRows'],
): readonly Item[] => {
  const [first] = rows;
  if (!first || ids?.length === 1) return rows;
  const strays: Record<typeof how, Item | undefined> = {
    none: undefined,
    foreign: all.find((item) => !rows.includes(item)),
    double: first,
    conflicting: { ...first, slug: 'error_other', status: 'rejected' },
  };
  return [...rows, ...(strays[how] ? [strays[how]] : [])];
};

const listItems =
  (finding: Finding) =>
  (call: Call): Answer => {
    const { switches, query, world, now } = call;
    const load = found(finding, call);
    if (!load.items) throw new Refused(404, 'Объявления загрузки не найдены');
    const all = load.items.slice(0, now.getTime() < load.endsAt ? doneBy(load, now) : undefined);
    const ids = idsIn(query);
    const sections = query.get('sections')?.split(',');
    const asked = all.filter(
      ({ adId, slug }) => (!ids || ids.includes(adId)) && isInSections(sections, slug),
    );
    const rows = withStrays(asked, all, ids, switches.strayRows);
    const ordered = switches.unstablePages ? shuffled(rows, world.random) : rows;
    const page = paged(ordered, pageOf(call, 100, 20));
    return { body: { items: page.rows.map(itemSaid(call)), meta: page.meta } };
  };

/** Same XML, other bytes: a mark of order, other ends of lines, no short empty elements. */
const rewritten = (bytes: Uint8Array): Uint8Array => {
  const text = new TextDecoder().decode(bytes);
  const long = text.replace(/<([A-Za-z]+)\/>/g, '<$1></$1>').replace(/\r?\n/g, '\r\n');
  return new TextEncoder().encode(`\uFEFF${long}`);
};

const OTHER = new TextEncoder().encode('<?xml version="1.0"?><Ads formatVersion="3" target="Avito.ru"/>');

/** Avito's copy of a file. It is no method of the API: who asks is looked at here. */
export const copyAt = (
  world: World,
  key: string,
  asker: number | null,
  switches: Call['switches'],
): Answer => {
  const copy = world.copies.get(key);
  const { feedCopy, copySeconds } = switches;
  const isOver = !copy || world.now().getTime() > copy.at.getTime() + copySeconds * 1_000;
  if (isOver || !copy.bytes || feedCopy === 'gone') return { status: 404, body: 'Not Found' };
  if (feedCopy === 'bearer' && asker !== copy.account.id) return { status: 403, body: 'Forbidden' };
  const bodies = { rewritten: rewritten(copy.bytes), other: OTHER, bearer: copy.bytes, open: copy.bytes };
  return { body: bodies[feedCopy], headers: { 'content-type': 'application/xml' } };
};

const BY_KIND: Route[] = Object.entries(FINDINGS).flatMap(([kind, finding]): Route[] => [
  {
    ...{ method: 'GET', path: `/autoload/v4/uploads/${kind}`, group: 'reports', errors: 'nested' },
    answer: (call) => ({ body: uploadSaid(found(finding, call), call) }),
  },
  {
    ...{ method: 'GET', path: `/autoload/v4/uploads/${kind}/items`, group: 'reports', errors: 'nested' },
    answer: listItems(finding),
  },
]);

/** What loads did, by version 4. */
export const REPORTS: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/autoload/v4/uploads', group: 'reports', errors: 'nested' },
    answer: listUploads,
  },
  ...BY_KIND,
];
