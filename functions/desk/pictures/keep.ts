import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { refuseOtherFile } from '#functions/intake/other-files.ts';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { beyondStorage } from '#shared/beyond-plan.ts';
import { addressOf, assetOf, uploadsOf } from '#shared/pictures/put-pictures.ts';
import {
  MOST_PICTURE_BYTES,
  type StillPicture,
  stillPicture,
  type Unfit,
} from '#shared/pictures/still-picture.ts';
import type { Ports } from '#shared/ports.ts';
import type { PictureRecord } from '#shared/table/picture-records.ts';
import { noteFile } from '#shared/used.ts';
import type { Actor } from '../acts.ts';
import { configuredDealers, refuseLeaving, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** Machines have twenty at most, and a dealer some hundred machines. */
const MOST_PICTURES = 2_000;

const MEGABYTE = 1024 * 1024;

/** A file that went up, by the name of its upload, and what it was called. */
export const KeepPicture = z.strictObject({
  dealerId: z.string(),
  upload: z.string().regex(/^[\w-]{1,64}$/),
  file: z.string().min(1).max(200),
});

/** A picture as configurations and stock can name it. */
export interface KeptPicture {
  name: string;
  address: string;
  widthPx: number;
  heightPx: number;
}

const sizeFault = (file: string, bytes: number): Reason | null => {
  if (bytes === 0) return reason('picture-broken', { file });
  return bytes > MOST_PICTURE_BYTES
    ? reason('picture-heavy', { file, most: MOST_PICTURE_BYTES / MEGABYTE })
    : null;
};

const refuseTooMany = async (dealerId: string, more: number, { table }: Pick<Ports, 'table'>) => {
  const kept = await table.pictures.query({ dealerId });
  if (kept.length + more > MOST_PICTURES) throw new Refusal(reason('pictures-full', { most: MOST_PICTURES }));
};

/** What there is no room for, as far as that is known before a byte of it has come. Throws `Refusal`. */
const refuseBeyond = async (dealerId: string, sizes: readonly number[], ports: Pick<Ports, 'table'>) => {
  await refuseTooMany(dealerId, sizes.length, ports);
  const why = await beyondStorage({ dealerId, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }, ports);
  if (why) throw new Refusal(why);
};

/** Throws `Refusal` where pictures of those sizes would not be kept once they are there. */
export const refuseUnfitPictures = async (
  { dealerId, files }: { dealerId: string; files: readonly { name: string; bytes: number }[] },
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  await refuseUnknownDealer(dealerId, ports);
  await refuseLeaving(dealerId, ports);
  for (const { name, bytes } of files) {
    const fault = sizeFault(name, bytes);
    if (fault) throw new Refusal(fault);
  }
  await refuseBeyond(
    dealerId,
    files.map(({ bytes }) => bytes),
    ports,
  );
};

const kindOf = (body: Uint8Array): string =>
  String(refuseOtherFile(body)?.reason.values.kind ?? 'a file of another kind');

const SIZES = { small: 'picture-small', vast: 'picture-vast' } as const;

const whyUnfit = (file: string, body: Uint8Array, fault: Unfit): Reason => {
  if (fault.unfit === 'other') return reason('picture-other', { file, kind: kindOf(body) });
  if (fault.unfit === 'cut') return reason('picture-broken', { file });
  const { unfit, widthPx, heightPx } = fault;
  return reason(SIZES[unfit], { file, widthPx, heightPx });
};

/** The picture in the bytes that came; what its name says counts for nothing. Throws `Refusal`. */
const pictureIn = async ({ dealerId, upload, file }: z.infer<typeof KeepPicture>, { assets }: DeskPorts) => {
  const key = uploadsOf(dealerId) + upload;
  const object = await assets.head(key);
  if (!object) throw new Refusal(reason('picture-not-come', { file }));
  const tooHeavy = sizeFault(file, object.bytes);
  if (tooHeavy) throw new Refusal(tooHeavy);
  const body = await assets.read(key);
  const found = stillPicture(body);
  if ('unfit' in found) throw new Refusal(whyUnfit(file, body, found));
  return found;
};

const recordOf = (
  { dealerId, upload, file }: z.infer<typeof KeepPicture>,
  { name, bytes, widthPx, heightPx }: StillPicture,
  { who, at }: Pick<Act, 'who' | 'at'>,
): PictureRecord => ({
  ...{ dealerId, name, file, upload, widthPx, heightPx },
  ...{ bytes: bytes.length, keptBy: who, keptAt: at },
});

/** It counts as a file that the dealer holds, under the name that it is kept by. */
const noteHeld = ({ dealerId, name, bytes }: PictureRecord, ports: Pick<Ports, 'table'>): Promise<void> =>
  noteFile({ dealerId, documentId: name, inbox: { key: assetOf(name), bytes } }, ports);

const keep = async (picture: StillPicture, record: PictureRecord, ports: DeskPorts): Promise<void> => {
  const key = assetOf(picture.name);
  if (!(await ports.assets.head(key))) await ports.assets.write(key, picture.bytes, picture.mediaType);
  await noteHeld(record, ports);
  await ports.table.pictures.put(record);
};

const shown = ({ name, widthPx, heightPx }: PictureRecord, dealer: Dealer): KeptPicture => ({
  ...{ name, widthPx, heightPx },
  address: addressOf(name, dealer),
});

/**
 * Keeps a file that went up as a picture of the dealer's own, under its content's hash and without the place where it was
 * taken; the same one is there once. It is shown by who names its address. Throws `Refusal`.
 */
export const keepPicture = async (
  actor: Actor,
  wish: z.infer<typeof KeepPicture>,
  ports: DeskPorts,
): Promise<KeptPicture> => {
  const { dealerId, upload, file } = wish;
  const [dealer] = (await configuredDealers(dealerId, ports)) as [Dealer];
  const asked = { dealerId, action: 'picture.keep', subject: upload };
  return ports.acts.once(actor, asked, async () => {
    const before = await ports.table.pictures.query({ dealerId });
    const same = before.find((record) => record.upload === upload);
    if (same) return { answer: shown(same, dealer) };
    const picture = await pictureIn(wish, ports);
    const isNew = !before.some(({ name }) => name === picture.name);
    if (isNew) await refuseBeyond(dealerId, [picture.bytes.length], ports);
    return {
      subject: picture.name,
      details: { file, bytes: picture.bytes.length },
      effect: async (act) => {
        const record = recordOf(wish, picture, act);
        await keep(picture, record, ports);
        // As it came it tells where it was taken.
        await ports.assets.remove(uploadsOf(dealerId) + upload);
        return shown(record, dealer);
      },
    };
  });
};
