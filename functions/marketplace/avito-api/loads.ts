import { AvitoIds, type Item, Items, type Meta, Upload, Uploads } from './schemas.ts';
import type { Session } from './session.ts';

const LOADS = '/autoload/v4/uploads';

const MOST_PAGES = 4;

/** What the list of loads says, newest first as Avito gives it, and the bodies as they came. */
export interface ListedUploads {
  uploads: Upload[];
  texts: string[];
}

/**
 * The loads that began since then. What stands on two pages, since another has begun meanwhile, is there once; who reads it
 * looks at the dates itself.
 */
export const listUploads = async (since: string, session: Session): Promise<ListedUploads> => {
  const uploads = new Map<string, Upload>();
  const texts: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = new URLSearchParams({ perPage: '50', page: String(page), dateFrom: since });
    const { value, text } = await session.ask({ group: 'loads', path: `${LOADS}?${query}`, answer: Uploads });
    texts.push(text);
    for (const upload of value.uploads)
      if (!uploads.has(upload.uploadId)) uploads.set(upload.uploadId, upload);
    if (value.uploads.length === 0 || page >= (value.meta.pages ?? 1)) break;
  }
  return { uploads: [...uploads.values()], texts };
};

/** The two loads whose ads Avito still knows. */
export type Readable = 'last_successful' | 'current';

/** One of them, with its body as it came; null where there is none. */
export const readUpload = async (
  which: Readable,
  session: Session,
): Promise<{ upload: Upload; text: string } | null> => {
  const found = await session.askIfThere({ group: 'loads', path: `${LOADS}/${which}`, answer: Upload });
  return found && { upload: found.value, text: found.text };
};

/** An answer about ads: those that could be read, and how much there is. */
export interface ItemsPage {
  items: Item[];
  meta: Meta;
  text: string;
}

const itemsAt = async (path: string, session: Session): Promise<ItemsPage> => {
  const { value, text } = await session.ask({ group: 'loads', path, answer: Items });
  return { items: value.items, meta: value.meta, text };
};

/** The ads of a load by our Ids, which hold neither `,` nor `|`: these part them. */
export const itemsById = (which: Readable, ids: readonly string[], session: Session): Promise<ItemsPage> =>
  itemsAt(
    `${LOADS}/${which}/items?${new URLSearchParams({ query: ids.join('|'), perPage: '100' })}`,
    session,
  );

/** A page of all ads of a load; their order is not the same from page to page. */
export const itemsOnPage = (which: Readable, page: number, session: Session): Promise<ItemsPage> =>
  itemsAt(`${LOADS}/${which}/items?${new URLSearchParams({ perPage: '100', page: String(page) })}`, session);

/** Avito's numbers of our Ids, of at most a hundred; of what it does not know nothing is said. */
export const avitoIdsOf = async (
  ids: readonly string[],
  session: Session,
): Promise<{ adId: string; avitoId: string }[]> => {
  const path = `/autoload/v2/items/avito_ids?${new URLSearchParams({ query: ids.join('|') })}`;
  const { value } = await session.ask({ group: 'live', path, answer: AvitoIds });
  return value.items.flatMap(({ adId, avitoId }) => (avitoId === null ? [] : [{ adId, avitoId }]));
};

/** Has the profile's URL loaded at once; what may be paid for is. Throws `AvitoRefused`. */
export const startUpload = (session: Session): Promise<void> =>
  session.order({ group: 'profile', path: '/autoload/v1/upload' });
