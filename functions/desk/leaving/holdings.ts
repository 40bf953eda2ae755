import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { Dealer } from '#contracts/dealer.ts';
import { secretNamesOf } from '#shared/dealers.ts';
import { channelsOf } from '#shared/in-channel.ts';
import type { ObjectStore, Ports, StoredObject } from '#shared/ports.ts';
import { ownPartitions, type RawRecord } from '#shared/table/partitions.ts';

/** Objects below a prefix, in one of the stores. */
export interface Folder {
  store: 'inbox' | 'artefacts' | 'assets' | 'site';
  prefix: string;
  /** What lies there, in words. */
  what: string;
}

/** Where a dealer's objects lie, by what their keys begin with; its id follows. What writes elsewhere belongs here. */
const PLACES: readonly Folder[] = [
  { store: 'inbox', prefix: 'inbox/', what: 'Files as they were dropped, each version' },
  { store: 'artefacts', prefix: 'runs/', what: 'What was read, matched and judged of a file in a run' },
  { store: 'artefacts', prefix: 'feeds/', what: 'Versions of the feeds, and what each changed' },
  { store: 'artefacts', prefix: 'reports/', what: 'Reports' },
  { store: 'artefacts', prefix: 'verdicts/', what: 'What the marketplace said of the ads' },
  { store: 'artefacts', prefix: 'pictures/', what: 'Which pictures the dealer names of its own' },
  { store: 'artefacts', prefix: 'deliveries/', what: 'Which pictures were brought to the host' },
  { store: 'assets', prefix: 'uploads/', what: 'Files that were sent as pictures and not kept' },
  { store: 'site', prefix: '', what: 'What the web address of this installation serves' },
];

/** What is held of a dealer, as far as its records and names of objects tell. */
export interface Holdings {
  dealerId: string;
  /** The main one last. */
  partitions: string[];
  folders: Folder[];
  /** Names of secrets that no other dealer names. */
  secrets: string[];
}

type HoldingPorts = Pick<Ports, 'table' | 'artefacts' | 'inbox' | 'site' | 'assets'>;

/** What the records of a dealer's main partition lead to. */
interface Leads {
  runs: Set<string>;
  channels: Set<string>;
  secrets: Set<string>;
}

/** Also of a configuration that is in use no more: what it named is still there. */
const noteConfiguration = ({ channels, secrets }: Leads, configuration: unknown): void => {
  const { data } = Dealer.safeParse(configuration);
  if (!data) return;
  for (const channel of channelsOf(data)) channels.add(channel);
  for (const name of secretNamesOf(data)) secrets.add(name);
};

const note = (leads: Leads, { fields }: RawRecord): void => {
  if (typeof fields.runId === 'string') leads.runs.add(fields.runId);
  if (fields.configuration) noteConfiguration(leads, fields.configuration);
};

const leadsOf = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Leads> => {
  const leads: Leads = { runs: new Set(), secrets: new Set(), channels: new Set([FIRST_CHANNEL]) };
  for await (const record of table.partitions.stream(`D#${dealerId}`)) note(leads, record);
  return leads;
};

/** Two dealers may share an account at a host; who was put a moment ago is in no index yet. */
const namedByOthers = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Set<string>> => {
  const others = [
    ...(await table.dealers.queryIndex('GSI1', {})),
    ...(await table.announcedDealers.query({})),
  ];
  return new Set(
    others.filter((one) => one.dealerId !== dealerId).flatMap((one) => secretNamesOf(one.configuration)),
  );
};

const BATCH_FOLDER = /^batches\/[^/]+\/([^/]+)\//;

/** Folders `batches/<name>/<dealer>/`, also where no record tells of a file: it may never have been put through. */
const batchFoldersOf = async (dealerId: string, { inbox }: Pick<Ports, 'inbox'>): Promise<Folder[]> => {
  const prefixes = new Set<string>();
  for await (const { key } of inbox.versions('batches/')) {
    const [prefix, whose] = BATCH_FOLDER.exec(key) ?? [];
    if (prefix && whose === dealerId) prefixes.add(prefix);
  }
  return [...prefixes].map((prefix) => ({ store: 'inbox', prefix, what: 'Files of a batch' }));
};

const foldersOf = async (dealerId: string, ports: Pick<Ports, 'inbox' | 'site'>): Promise<Folder[]> => [
  ...PLACES.filter(({ store }) => store !== 'site' || ports.site !== null).map((place) => ({
    ...place,
    prefix: `${place.prefix}${dealerId}/`,
  })),
  ...(await batchFoldersOf(dealerId, ports)),
];

/** Finds what is held of a dealer; its main partition must still be there. */
export const holdingsOf = async (dealerId: string, ports: HoldingPorts): Promise<Holdings> => {
  const leads = await leadsOf(dealerId, ports);
  const collections = [...leads.channels].flatMap((channel) =>
    Object.values({ ...ports.table, ...ports.table.ofChannel(channel) }),
  );
  return {
    dealerId,
    partitions: ownPartitions(
      collections.filter((one) => typeof one === 'object'),
      { dealerId, runs: [...leads.runs] },
    ),
    folders: await foldersOf(dealerId, ports),
    secrets: [...leads.secrets.difference(await namedByOthers(dealerId, ports))],
  };
};

/** A folder's store. */
export const storeOf = (
  { store }: Folder,
  ports: Pick<Ports, 'inbox' | 'artefacts' | 'assets' | 'site'>,
): ObjectStore => {
  const found = ports[store];
  if (found) return found;
  throw new TypeError(`There is no ${store} here`);
};

/** Every version of every object of the folders. */
export async function* objectsIn(
  folders: readonly Folder[],
  ports: HoldingPorts,
): AsyncGenerator<{ folder: Folder; object: StoredObject }> {
  for (const folder of folders)
    for await (const object of storeOf(folder, ports).versions(folder.prefix)) yield { folder, object };
}
