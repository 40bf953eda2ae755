import * as z from 'zod';
import type { DrawnPage } from '#contracts/drawn.ts';
import type { placesSeen } from '#desk/documents/drawn.ts';
import type { Downloads } from '../route.ts';

/** A page's picture: it fills `width` and `height`, in points, which boxes of the page are told in from its top left. */
export const Picture = z.object({
  url: z.string(),
  width: z.number(),
  height: z.number(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
});

/** The picture under an address of its own. */
export const pictureAt = async (
  page: DrawnPage | null,
  downloads: Downloads,
): Promise<z.input<typeof Picture> | null> =>
  page && { ...page, url: await downloads.addressFor({ store: 'artefacts', key: page.key }) };

/** Where to look at a place: the page's picture, or its sheet as a table; neither where it was not drawn. */
export const Seen = z.object({
  documentId: z.string().nullable(),
  picture: Picture.nullable(),
  /** `GET …/documents/{documentId}/pages/{page}/table` has it. */
  isTable: z.boolean(),
  /** Of the sheet. */
  row: z.number().int().nullable(),
});

type Look = Awaited<ReturnType<typeof placesSeen>>;

/** A place with what there is to see there. */
export const seenThere = async <Place extends Parameters<Look>[0]>(
  place: Place,
  look: Look,
  downloads: Downloads,
): Promise<Place & z.input<typeof Seen>> => {
  const { picture, ...seen } = await look(place);
  return { ...place, ...seen, picture: await pictureAt(picture, downloads) };
};
