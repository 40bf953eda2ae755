import { sha256 } from '../hash.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';

/** What of a file is a picture, and its size. */
export interface Picture {
  widthPx: number;
  heightPx: number;
  bytes: Buffer;
}

/** A picture as marketplaces take it, without what its file told of the place where it was taken. */
export interface StillPicture extends Picture {
  /** Its content's hash and its kind's ending: Avito fetches one address once. */
  name: string;
  mediaType: string;
}

/** Avito's limit of a picture. Source: its definition of Images. */
export const MOST_PICTURE_BYTES = 25 * 1024 * 1024;

/** Pixels: what is smaller is a preview or an icon, and an ad of it repels. */
const LEAST_SIDE = 300;
/** More are no photograph's: what opens them would need gigabytes. */
const MOST_PIXELS = 200_000_000;

/** What Avito takes, by the bytes that such files begin with. Source: its definition of Images. */
const KINDS = [
  { begins: [0xff, 0xd8, 0xff], extension: 'jpg', mediaType: 'image/jpeg', read: readJpeg },
  {
    begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...{ extension: 'png', mediaType: 'image/png', read: readPng },
  },
];

/** Why a file is no picture for an ad: of another kind, cut off, or of a size that nobody shows. */
export type Unfit =
  | { unfit: 'other' }
  | { unfit: 'cut' }
  | { unfit: 'small' | 'vast'; widthPx: number; heightPx: number };

const unfitSize = ({ widthPx, heightPx }: Picture): Unfit | null => {
  if (Math.min(widthPx, heightPx) < LEAST_SIDE) return { unfit: 'small', widthPx, heightPx };
  return widthPx * heightPx > MOST_PIXELS ? { unfit: 'vast', widthPx, heightPx } : null;
};

/** A file's picture, by its bytes and whatever its name: the same photograph is the same picture wherever it was saved. */
export const stillPicture = (body: Uint8Array): StillPicture | Unfit => {
  const file = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const kind = KINDS.find(({ begins }) => file.subarray(0, begins.length).equals(Buffer.from(begins)));
  if (!kind) return { unfit: 'other' };
  const picture = kind.read(file);
  if (!picture) return { unfit: 'cut' };
  const { mediaType, extension } = kind;
  return unfitSize(picture) ?? { ...picture, mediaType, name: `${sha256(picture.bytes)}.${extension}` };
};
