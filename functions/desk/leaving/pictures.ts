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

/** The keys of the pictures that a dealer's books and its own addresses have come to. */
export const picturesOf = async (dealerId: string, ports: PicturePorts): Promise<string[]> => {
  const names = new Set<string>();
  for await (const { key } of namingObjects(dealerId, ports))
    for (const name of await namesIn(key, ports.artefacts)) names.add(`pictures/${name}`);
  const there = await Promise.all(
    [...names].map(async (key) => ((await ports.assets.head(key)) ? [key] : [])),
  );
  return there.flat();
};

/** Those of the pictures that no other dealer names. */
export const namedByNobodyElse = async (
  pictures: readonly string[],
  dealerId: string,
  ports: PicturePorts,
): Promise<string[]> => {
  const left = new Set(pictures);
  for (const other of await ports.table.dealers.queryIndex('GSI1', {})) {
    if (other.dealerId === dealerId) continue;
    for await (const { key } of left.size > 0 ? namingObjects(other.dealerId, ports) : [])
      for (const name of await namesIn(key, ports.artefacts)) left.delete(`pictures/${name}`);
  }
  return [...left];
};
