import type { ObjectStore, Ports } from '#shared/ports.ts';
import { auditTrail } from '#shared/table/audit-trail.ts';
import type { TableHandle } from '#shared/table/batches.ts';
import { repositories } from '#shared/table/repositories.ts';
import { AccessDenied, walledTable } from '#shared/table/walled-table.ts';

/** Where objects of a dealer lie, by what their keys begin with. */
const PLACES = ['inbox', 'runs', 'feeds', 'reports'];

/** Pictures lie under the hashes of their contents: who knows one has seen it. */
const PICTURES = 'pictures/';

/** The key, where it is one of the dealer's objects, or begins so elsewhere. Throws `AccessDenied`. */
const ownKeys = (dealerId: string, ...elsewhere: string[]) => {
  const own = [...PLACES.map((place) => `${place}/${dealerId}/`), ...elsewhere];
  return (key: string): string => {
    if (!key.split('/').includes('..') && own.some((place) => key.startsWith(place))) return key;
    throw new AccessDenied(`Not an object of ${dealerId}`);
  };
};

/** Reads of a dealer's own objects; nothing is written here but what goes up, and that by an address of its own. */
const walledStore = (store: ObjectStore, dealerId: string): ObjectStore => {
  const [own, known] = [ownKeys(dealerId), ownKeys(dealerId, PICTURES)];
  const denied = (): never => {
    throw new AccessDenied('Who answers dealers writes no objects');
  };
  return {
    head: async (key, version) => store.head(known(key), version),
    read: async (key, version) => store.read(known(key), version),
    readStream: async (key, version) => store.readStream(known(key), version),
    list: (prefix) => store.list(own(prefix)),
    versions: (prefix) => store.versions(own(prefix)),
    write: async () => denied(),
    writeFile: async () => denied(),
    keep: async () => denied(),
    remove: async () => denied(),
  };
};

/** It starts nothing: what is to be done is written down, and somebody else begins it. */
const NO_MACHINES: Ports['machines'] = {
  start: async () => {
    throw new AccessDenied('Who answers dealers starts nothing');
  },
  status: async () => {
    throw new AccessDenied('Who answers dealers looks at no execution');
  },
};

/** Hosts and marketplaces are entered by who carries acts out. */
const NO_SECRETS: Ports['secrets'] = {
  read: async () => {
    throw new AccessDenied('Who answers dealers reads no secrets');
  },
};

/**
 * The ports as one dealer's callers may have them: its records and objects, and what holds for all to read. Made of who
 * asks, never of an id in the input; the second wall behind the check of roles.
 */
export const walledPorts = (
  ports: Ports,
  { table, audit }: Record<'table' | 'audit', TableHandle>,
  dealerId: string,
): Ports => ({
  ...ports,
  table: repositories(walledTable(table, dealerId)),
  audit: auditTrail(walledTable(audit, dealerId)),
  inbox: walledStore(ports.inbox, dealerId),
  artefacts: walledStore(ports.artefacts, dealerId),
  assets: walledStore(ports.assets, dealerId),
  ...{ site: null, machines: NO_MACHINES, secrets: NO_SECRETS },
});
