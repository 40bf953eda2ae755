import type { Ports, StoredObject } from '#shared/ports.ts';
import { documentIdOf, parseInboxKey } from '#shared/run.ts';
import type { Runner } from '../machines/runner.ts';

const LOOK_EVERY_MS = 500;
const INBOX = 'inbox/';

type WatchedPorts = Pick<Ports, 'inbox' | 'table' | 'newId'>;

const isKnown = async ({ key, version }: StoredObject, { table }: WatchedPorts): Promise<boolean> => {
  const { dealerId } = parseInboxKey(key);
  return (await table.documents.get({ dealerId, documentId: documentIdOf(key, version) })) !== null;
};

/**
 * Looks into the inbox again and again and starts what no document record knows: new files, and those
 * that came while nobody looked. A file counts once it looks the same twice.
 */
export const watchInbox = (ports: WatchedPorts, runner: Runner) => {
  const seen = new Map<string, string>();
  const taken = new Set<string>();

  const isStill = ({ key, version }: StoredObject) => seen.get(key) === version;
  const isNew = ({ key, version }: StoredObject) => !taken.has(`${key}\n${version}`);

  const take = async (object: StoredObject) => {
    const { key, version } = object;
    taken.add(`${key}\n${version}`);
    if (await isKnown(object, ports)) return;
    runner.start({ machine: 'price-list', name: ports.newId(), input: { key, version } });
  };

  const look = async () => {
    const objects = await Array.fromAsync(ports.inbox.list(INBOX));
    for (const object of objects) if (isStill(object) && isNew(object)) await take(object);
    for (const { key, version } of objects) seen.set(key, version);
  };

  let timer: NodeJS.Timeout;
  const lookAgain = () => {
    timer = setTimeout(() => look().catch(console.error).finally(lookAgain), LOOK_EVERY_MS);
  };
  lookAgain();
  return { stop: () => clearTimeout(timer) };
};
