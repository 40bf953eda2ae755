import { type AdmitPorts, admit } from '#functions/operations/admit/admit.ts';
import { fileOf, type InboxFile } from '#functions/operations/reconcile/unknown-files.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';

const LOOK_EVERY_MS = 500;
const INBOX = 'inbox/';

type WatchedPorts = AdmitPorts & Pick<Ports, 'inbox'>;

/** One version of one file. */
const identity = ({ key, version }: StoredObject): string => `${key}\n${version}`;

/**
 * Looks into the inbox again and again and has each new file kept and admitted, those too that came while nobody
 * looked; what there is no room for is asked for again. A file counts once it looks the same twice.
 */
export const watchInbox = (ports: WatchedPorts) => {
  const seen = new Map<string, string>();
  const kept = new Set<string>();
  const waiting = new Map<string, InboxFile>();

  const isNew = (object: StoredObject) =>
    seen.get(object.key) === object.version && !kept.has(identity(object));

  const keep = async (object: StoredObject) => {
    if (!(await ports.inbox.keep(object))) return;
    kept.add(identity(object));
    waiting.set(identity(object), fileOf(object));
  };

  const admitWaiting = async () => {
    const full = new Set<string>();
    for (const [key, file] of waiting) {
      if (full.has(file.dealerId)) continue;
      if ((await admit(file, ports)) === 'waiting') full.add(file.dealerId);
      else waiting.delete(key);
    }
  };

  const look = async () => {
    const objects = await Array.fromAsync(ports.inbox.list(INBOX));
    for (const object of objects) if (isNew(object)) await keep(object);
    for (const { key, version } of objects) seen.set(key, version);
    await admitWaiting();
  };

  let timer: NodeJS.Timeout;
  const lookAgain = () => {
    timer = setTimeout(() => look().catch(console.error).finally(lookAgain), LOOK_EVERY_MS);
  };
  lookAgain();
  return { stop: () => clearTimeout(timer) };
};
