import * as z from 'zod';
import { count, flag, id, instant, rows, text, word } from './parse.ts';

/** One of Avito's messages, about a whole load or about an ad. */
const Message = z
  .looseObject({ code: id, type: word, title: text, description: text, updated_at: instant })
  .transform(({ code, type, title, description, updated_at: updatedAt }) => ({
    code,
    type,
    title,
    description,
    updatedAt,
  }));
export type Message = z.output<typeof Message>;

/** How many ads ended so, by the section's slug, over all levels of the tree. */
export type SectionCounts = Record<string, number>;

interface Section {
  slug?: unknown;
  count?: unknown;
  sections?: unknown;
}

/** Three levels are known; whoever sends more is not followed for ever. */
const DEEPEST = 6;

const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null;

const countsOf = (section: unknown, depth = 0): [string, number][] => {
  if (!isSection(section) || depth > DEEPEST) return [];
  const { slug, count: ads, sections } = section;
  const own: [string, number][] = typeof slug === 'string' && typeof ads === 'number' ? [[slug, ads]] : [];
  const inner = Array.isArray(sections) ? sections.flatMap((part) => countsOf(part, depth + 1)) : [];
  return [...own, ...inner];
};

const Stats = z.unknown().transform((stats) => ({
  total: isSection(stats) && typeof stats.count === 'number' ? stats.count : null,
  sections: Object.fromEntries(countsOf(stats)) as SectionCounts,
}));

/** A load. Avito's own vocabulary: source `url`, `openapi`, `web`, `email`; status `processing`, `success`, `success_warning`, `error`. */
export const Upload = z
  .looseObject({
    upload_id: id,
    source: word,
    started_at: instant,
    status: word,
    stats: Stats,
    events: rows(Message),
    feed_urls: rows(
      z.looseObject({ name: text, url: text }).transform(({ name, url }) => ({ name: name ?? '', url })),
    ),
  })
  .transform(({ upload_id, source, started_at, status, stats, events, feed_urls }, context) => {
    if (upload_id === null) {
      context.addIssue('a load without a number');
      return z.NEVER;
    }
    return { uploadId: upload_id, source, startedAt: started_at, status, stats, events, copies: feed_urls };
  });
export type Upload = z.output<typeof Upload>;

const Meta = z
  .looseObject({ perPage: count, page: count, pages: count, total: count })
  .nullish()
  .catch(null)
  .transform((meta) => ({
    perPage: meta?.perPage ?? null,
    pages: meta?.pages ?? null,
    total: meta?.total ?? null,
  }));
export type Meta = z.output<typeof Meta>;

export const Uploads = z.looseObject({ uploads: rows(Upload), meta: Meta });

/** An ad as a load left it. */
export const Item = z
  .looseObject({
    ad_id: z.union([z.string().min(1), z.number().transform(String)]),
    section: z
      .looseObject({ slug: word, title: text })
      .nullish()
      .catch(null)
      .transform((section) => section ?? { slug: null, title: null }),
    messages: rows(Message),
    avito_id: id,
    avito_status: word,
    avito_date_end: instant,
    feed_name: text,
    url: text,
  })
  .transform(({ ad_id, section, messages, avito_id, avito_status, avito_date_end, feed_name, url }) => ({
    adId: ad_id,
    section: { slug: section.slug, title: section.title },
    messages,
    avitoId: avito_id,
    status: avito_status,
    endsAt: avito_date_end,
    feedName: feed_name,
    url,
  }));
export type Item = z.output<typeof Item>;

export const Items = z.looseObject({ items: rows(Item), meta: Meta });

/** Which of our Ids has which of Avito's numbers. */
export const AvitoIds = z.looseObject({
  items: rows(
    z
      .looseObject({ ad_id: z.string(), avito_id: id })
      .transform(({ ad_id: adId, avito_id: avitoId }) => ({ adId, avitoId })),
  ),
});

export const Account = z.looseObject({ id, name: text });

/** The Bearer token, and the seconds it lives. */
export const Token = z.looseObject({
  access_token: text,
  expires_in: count,
  error: text,
  error_description: text,
});

const Numbers = z
  .array(z.number().int())
  .nullish()
  .catch(null)
  .transform((values) => [...new Set(values ?? [])].sort((one, other) => one - other));

/**
 * The profile of the automatic load. Days are counted from Monday, 0; slots are hours, Moscow time. `raw` is all of it,
 * unknown fields too: who writes a profile sends back what it has not changed.
 */
export const Profile = z.looseObject({
  autoload_enabled: flag,
  uploadMode: word,
  feeds_data: rows(z.looseObject({ feed_name: text, feed_url: text })),
  schedule: rows(z.looseObject({ rate: count, weekdays: Numbers, time_slots: Numbers })),
  report_email: text,
  allow_pay_over_limit: flag,
});
export type ProfileAnswer = z.output<typeof Profile>;

const names = rows(z.string());

const Package = z
  .looseObject({
    categories: rows(
      z.looseObject({ name: text, subCategories: names }).transform(({ name, subCategories }) => ({
        name,
        subCategories,
      })),
    ),
    locations: names,
    total: count,
    remain: count,
  })
  .transform(({ categories, locations, total, remain }) => ({ categories, locations, total, remain }));
export type Package = z.output<typeof Package>;

/** What is paid for: packages of placements. Times are seconds since 1970. */
export const Tariff = z.looseObject({
  current: z
    .looseObject({ level: text, isActive: flag, closeTime: count, packages: rows(Package) })
    .nullish()
    .catch(null)
    .transform((contract) => contract ?? null),
});
