import { assetOf } from '#shared/pictures/put-pictures.ts';
import type { ObjectStore, Ports, StoredObject } from '#shared/ports.ts';

/** Pictures of books and of dealers lie under the hashes of their contents, for all who name them. */
const NAME = /[0-9a-f]{64}\.(?:png|jpg)/g;
const LONGEST_NAME = 68;

type PicturePorts = Pick<Ports, 'table' | 'artefacts' | 'assets'>;

/** Where pictures are named: what was read of a book, and what was looked at and brought of a dealer's own. */
const NAMES_PICTURES =
  /^(?:runs\/.*\/(?:catalogue|printed)|pictures\/.*\/own|deliveries\/.*\/pictures)\.json$/;

/** The pictures that an object names, found as it streams by. */
const namesIn = async (key: string, artefacts: ObjectStore): Promise<Set<string>> => {
  const names = new Set<string>();
  let before = '';
  for await (const chunk of await artefacts.readStream(key)) {
    const text = before + Buffer.from(chunk).toString('latin1');
    for (const [name] of text.matchAll(NAME)) names.add(name);
    before = text.slice(-LONGEST_NAME);
  }
  return names;
};

async function* namingObjects(dealerId: string, { artefacts }: PicturePorts): AsyncGenerator<StoredObject> {
  for (const place of ['runs', 'pictures', 'deliveries'])
    for await (const object of artefacts.list(`${place}/${dealerId}/`))
      if (NAMES_PICTURES.test(object.key)) yield object;
}

/** The keys of the pictures that a dealer's books, its feeds and its own addresses have come to. */
export const picturesNamed = async (dealerId: string, ports: PicturePorts): Promise<Set<string>> => {
  const keys = new Set<string>();
  for await (const { key } of namingObjects(dealerId, ports))
    for (const name of await namesIn(key, ports.artefacts)) keys.add(assetOf(name));
  return keys;
};

/** The keys of those that it has put as files. */
const picturesPut = async (dealerId: string, { table }: PicturePorts): Promise<string[]> =>
  (await table.pictures.query({ dealerId })).map(({ name }) => assetOf(name));

/** The keys of all pictures of a dealer's that are there. */
export const picturesOf = async (dealerId: string, ports: PicturePorts): Promise<string[]> => {
  const keys = await picturesNamed(dealerId, ports);
  for (const key of await picturesPut(dealerId, ports)) keys.add(key);
  const there = await Promise.all(
    [...keys].map(async (key) => ((await ports.assets.head(key)) ? [key] : [])),
  );
  return there.flat();
};

/** Those of the pictures that no other dealer names or has put. */
export const namedByNobodyElse = async (
  pictures: readonly string[],
  dealerId: string,
  ports: PicturePorts,
): Promise<string[]> => {
  const left = new Set(pictures);
  for (const other of await ports.table.dealers.queryIndex('GSI1', {})) {
    if (other.dealerId === dealerId || left.size === 0) continue;
    for (const key of await picturesPut(other.dealerId, ports)) left.delete(key);
    for await (const { key } of left.size > 0 ? namingObjects(other.dealerId, ports) : [])
      for (const name of await namesIn(key, ports.artefacts)) left.delete(assetOf(name));
  }
  return [...left];
};
