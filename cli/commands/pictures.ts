import { basename } from 'node:path';
import type { z } from 'zod';
import { type KeepPicture, type KeptPicture, refuseUnfitPictures } from '#desk/pictures/keep.ts';
import { ListPictures, listPictures, type OwnPicture, RemovePicture } from '#desk/pictures/pictures.ts';
import { parseWish } from '#desk/refusal.ts';
import { counted } from '#messages/en/words.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { uploadsOf } from '#shared/pictures/put-pictures.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { readBytes, sizeOf } from '../files/read-text.ts';
import { sayTable } from '../say/grid.ts';
import { dim, printable, say, tell } from '../say/terminal.ts';
import { carriedOut } from '../target/carried-out.ts';

const HEADING = ['Picture', 'File', 'Size', 'Put', 'Shown by'];

const rowOf = ({ name, file, widthPx, heightPx, keptBy, keptAt, namedBy }: OwnPicture): string[] => [
  name,
  printable(file),
  `${widthPx} × ${heightPx}`,
  printable(`${keptBy}, ${moscowMinute(keptAt)}`),
  namedBy.join(' ') || 'nothing',
];

const list: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const pictures = await listPictures(parseWish(ListPictures, { dealerId }), ports);
  await tell({ flags }, pictures, () =>
    pictures.length === 0
      ? say(`${dealerId} has put no pictures: npx feedwright pictures put ${dealerId} FILE…`)
      : sayTable(HEADING, pictures.map(rowOf)),
  );
};

const sayKept = (dealerId: string, kept: readonly KeptPicture[]): void => {
  for (const { address, widthPx, heightPx } of kept) say(`${address} ${dim(`${widthPx} × ${heightPx}`)}`);
  const addresses = kept.map(({ address }) => address).join(' ');
  say(`Kept: ${counted(kept.length, 'picture')}. Have a machine show what is its own:`);
  say(`npx feedwright stock set ${dealerId} CODE "pictures=${addresses}"`);
};

const put: Action['run'] = async ([dealerId = '', ...paths], ports, flags, options) => {
  if (paths.length === 0) throw new UsageError('Name the files of the pictures, JPEG or PNG');
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), bytes: await sizeOf(path) })),
  );
  await refuseUnfitPictures({ dealerId, files }, ports);
  const kept: KeptPicture[] = [];
  // One after the other: together they may be more than memory holds.
  for (const path of paths) {
    const [upload, file] = [ports.newId(), basename(path)];
    await ports.assets.write(uploadsOf(dealerId) + upload, await readBytes(path), 'application/octet-stream');
    const wish: z.infer<typeof KeepPicture> = { dealerId, upload, file };
    kept.push((await carriedOut('picture.keep', wish, ports, { options })) as KeptPicture);
  }
  await tell({ flags }, kept, () => sayKept(dealerId, kept));
};

const remove: Action['run'] = async ([dealerId = '', picture = ''], ports, flags, options) => {
  const wish = parseWish(RemovePicture, { dealerId, picture });
  const removed = await carriedOut('picture.remove', wish, ports, { options });
  await tell({ flags }, removed, () => say(`${picture} is not among the pictures of ${dealerId} any more.`));
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  put: { takes: ['DEALER', 'FILE…'], run: put },
  remove: { takes: ['DEALER', 'PICTURE'], run: remove },
};

/** `feedwright pictures`: a dealer's own pictures, as files. */
export const pictures: Command = {
  summary: 'Put pictures of the dealer’s own as files, for stock and configuration to name',
  usage: usageOf('pictures', ACTIONS),
  examples: [
    'feedwright pictures put samples photo.jpg from-behind.jpg',
    'feedwright pictures list samples',
    `feedwright pictures remove samples ${'0'.repeat(64)}.jpg`,
  ],
  options: {},
  run: (given) => runAction('pictures', ACTIONS, given),
};
