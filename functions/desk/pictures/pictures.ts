import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { reason } from '#messages/reason.ts';
import { addressOf, assetOf, nameIn } from '#shared/pictures/put-pictures.ts';
import type { Ports } from '#shared/ports.ts';
import type { PictureRecord } from '#shared/table/picture-records.ts';
import { forgetFile } from '#shared/used.ts';
import type { Actor } from '../acts.ts';
import { configuredDealers } from '../dealers/known-dealer.ts';
import { namedByNobodyElse, picturesNamed } from '../leaving/pictures.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** A picture that the dealer has put as a file, and what shows it. */
export interface OwnPicture extends Omit<PictureRecord, 'dealerId' | 'upload'> {
  address: string;
  /** Codes of machines, and places in the configuration such as `byFamily.Rave`. */
  namedBy: string[];
}

const inConfiguration = ({ pictures: { byCode, byFamily, byColor = {} } }: Dealer): [string, string[]][] => {
  const colors = Object.entries(byColor).map(([family, lists]) => [`byColor.${family}`, lists] as const);
  return [...Object.entries({ byCode, byFamily }), ...colors].flatMap(([kind, lists]) =>
    Object.entries(lists).map(([name, list]): [string, string[]] => [`${kind}.${name}`, list]),
  );
};

/** All that names pictures by their addresses, by the pictures' names: machines by what is said of them, and the configuration. */
const namersOf = async (dealer: Dealer, { table }: Pick<Ports, 'table'>): Promise<Map<string, string[]>> => {
  const said = await table.stock.query({ dealerId: dealer.id });
  const machines = said.map(({ modelCode, piece, values }): [string, string[]] => [
    piece ? `${modelCode} ${piece}` : modelCode,
    values.pictures?.value ?? [],
  ]);
  const namers = new Map<string, string[]>();
  for (const [who, addresses] of [...machines, ...inConfiguration(dealer)])
    for (const name of new Set(addresses.map(nameIn))) namers.set(name, [...(namers.get(name) ?? []), who]);
  return namers;
};

export const ListPictures = z.strictObject({ dealerId: z.string() });

/** The pictures that a dealer has put, the newest first, each with what names it. Throws `Refusal`. */
export const listPictures = async (
  { dealerId }: z.infer<typeof ListPictures>,
  ports: Pick<Ports, 'table'>,
): Promise<OwnPicture[]> => {
  const [dealer] = (await configuredDealers(dealerId, ports)) as [Dealer];
  const namers = await namersOf(dealer, ports);
  const records = await ports.table.pictures.query({ dealerId });
  return records
    .toSorted((one, other) => other.keptAt.localeCompare(one.keptAt))
    .map(({ dealerId: _, upload: __, ...record }) => ({
      ...record,
      address: addressOf(record.name, dealer),
      namedBy: namers.get(record.name) ?? [],
    }));
};

export const RemovePicture = z.strictObject({
  dealerId: z.string(),
  picture: z.string().regex(/^[0-9a-f]{64}\.(?:jpg|png)$/, 'write its name, as pictures list prints it'),
});

/** What no feed, book or other dealer has named goes for good; all else may still be asked for by who brings an older feed back. */
const removeContent = async (dealerId: string, name: string, ports: DeskPorts): Promise<void> => {
  const key = assetOf(name);
  if ((await picturesNamed(dealerId, ports)).has(key)) return;
  for (const alone of await namedByNobodyElse([key], dealerId, ports)) await ports.assets.remove(alone);
};

/** Takes away a picture that nothing names any more. Throws `Refusal` for one that is shown, or that there is not. */
export const removePicture = async (
  actor: Actor,
  { dealerId, picture: name }: z.infer<typeof RemovePicture>,
  ports: DeskPorts,
): Promise<{ removed: string }> => {
  const [dealer] = (await configuredDealers(dealerId, ports)) as [Dealer];
  const asked = { dealerId, action: 'picture.remove', subject: name };
  return ports.acts.once(actor, asked, async () => {
    const record = await ports.table.pictures.get({ dealerId, name });
    if (!record) throw new Refusal(reason('picture-unknown', { name }));
    const namedBy = (await namersOf(dealer, ports)).get(name) ?? [];
    if (namedBy.length > 0) throw new Refusal(reason('picture-shown', { namedBy }));
    return {
      details: { file: record.file },
      effect: async () => {
        const { bytes } = record;
        await removeContent(dealerId, name, ports);
        await forgetFile({ dealerId, documentId: name, inbox: { key: assetOf(name), bytes } }, ports);
        await ports.table.pictures.remove({ dealerId, name });
        return { removed: name };
      },
    };
  });
};
