import { startFile, unknownFiles } from '#functions/operations/reconcile/unknown-files.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';

const LOOK_EVERY_MS = 500;
const INBOX = 'inbox/';

type WatchedPorts = Pick<Ports, 'inbox' | 'table' | 'machines'>;

/**
 * Looks into the inbox again and again and starts what no document record knows: new files, and those
 * that came while nobody looked. A file counts once it looks the same twice.
 */
export const watchInbox = (ports: WatchedPorts) => {
  const seen = new Map<string, string>();
  const taken = new Set<string>();

  const isStill = ({ key, version }: StoredObject) => seen.get(key) === version;
  const isNew = ({ key, version }: StoredObject) => !taken.has(`${key}\n${version}`);

  const take = async (objects: StoredObject[]) => {
    for (const { key, version } of objects) taken.add(`${key}\n${version}`);
    for (const file of await unknownFiles(objects, ports))
      if (await ports.inbox.keep(file.object)) await startFile(file, ports);
  };

  const look = async () => {
    const objects = await Array.fromAsync(ports.inbox.list(INBOX));
    await take(objects.filter((object) => isStill(object) && isNew(object)));
    for (const { key, version } of objects) seen.set(key, version);
  };

  let timer: NodeJS.Timeout;
  const lookAgain = () => {
    timer = setTimeout(() => look().catch(console.error).finally(lookAgain), LOOK_EVERY_MS);
  };
  lookAgain();
  return { stop: () => clearTimeout(timer) };
};
