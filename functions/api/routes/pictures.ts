import * as z from 'zod';
import { KeepPicture, refuseUnfitPictures } from '#desk/pictures/keep.ts';
import { listPictures, RemovePicture } from '#desk/pictures/pictures.ts';
import { assetOf } from '#shared/pictures/put-pictures.ts';
import { PictureRecord } from '#shared/table/picture-records.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { AddressShown } from '../shapes/upload.ts';
import { OfDealer } from './dealer-id.ts';

const FileNamed = z.strictObject({
  name: z.string().min(1).max(200),
  bytes: z.number().int().nonnegative(),
});

const PictureShown = PictureRecord.omit({ dealerId: true, upload: true }).extend({
  address: z.string(),
  namedBy: z.array(z.string()),
  /** The picture as it is kept here. */
  url: z.string(),
});

/** Pictures of a dealer's own, as files. */
export const PICTURE_ROUTES = [
  answers({
    method: 'POST',
    path: '/dealers/{dealerId}/pictures/uploads',
    permission: 'offers.withdraw',
    dearness: 'write',
    summary: 'Addresses that take pictures, one each; each is kept once its upload is named to pictures',
    in: OfDealer.extend({ files: z.array(FileNamed).min(1).max(20) }),
    out: z.object({ uploads: z.array(AddressShown.extend({ upload: z.string() })) }),
    answer: async ({ dealerId, files }, { uploads, ports }) => {
      await refuseUnfitPictures({ dealerId, files }, ports);
      const addresses = files.map(async ({ name, bytes }) => {
        const upload = ports.newId();
        const file = { dealerId, into: 'pictures' as const, name: upload, bytes };
        return { ...(await uploads.addressFor(file)), name, upload };
      });
      return { uploads: await Promise.all(addresses) };
    },
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/pictures',
    permission: 'offers.withdraw',
    summary:
      'Keep a picture that went up: a whole JPEG or PNG of at most 25 MB; its address is for stock to name',
    in: KeepPicture,
    command: 'picture.keep',
  }),
  lists({
    path: '/dealers/{dealerId}/pictures',
    permission: 'dealer.read',
    summary: 'The pictures that the dealer has put as files, the newest first, each with what names it',
    in: OfDealer,
    out: PictureShown,
    page: async (wish, part, { ports, downloads }) => {
      const { items, cursor } = pageOf(await listPictures(wish, ports), part);
      const withUrl = async (picture: (typeof items)[number]) => ({
        ...picture,
        url: await downloads.addressFor({ store: 'assets', key: assetOf(picture.name) }),
      });
      return { items: await Promise.all(items.map(withUrl)), cursor };
    },
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/pictures/{picture}',
    permission: 'offers.withdraw',
    summary: 'Take away a picture that nothing names any more',
    in: RemovePicture,
    command: 'picture.remove',
  }),
] as const;
