import { type AdmitPorts, fillPlaces, lineUp } from '#functions/operations/admit/admit.ts';
import { fileOf } from '#functions/operations/reconcile/unknown-files.ts';
import type { Ports, StoredObject } from '#shared/ports.ts';

export const LOOK_EVERY_MS = 500;
const INBOX = 'inbox/';

type WatchedPorts = AdmitPorts & Pick<Ports, 'inbox'>;

/** One version of one file. */
const identity = ({ key, version }: StoredObject): string => `${key}\n${version}`;

/**
 * Looks into the inbox again and again and has each new file kept and admitted, those too that came while nobody
 * looked; what there is no room for waits for its dealer's turn. A file counts once it looks the same twice.
 */
export const watchInbox = (ports: WatchedPorts) => {
  const seen = new Map<string, string>();
  const kept = new Set<string>();
  const told = new Set<string>();

  const isNew = (object: StoredObject) =>
    seen.get(object.key) === object.version && !kept.has(identity(object));

  const keep = async (object: StoredObject) => {
    if (!(await ports.inbox.keep(object))) return;
    await lineUp(fileOf(object), ports);
    kept.add(identity(object));
  };

  /** What cannot be kept, or may not be read, is told once and tried again; the others go on. */
  const tell = (object: StoredObject, error: unknown) => {
    if (!told.has(identity(object))) console.error(object.key, error);
    told.add(identity(object));
  };

  const look = async () => {
    const objects = await Array.fromAsync(ports.inbox.list(INBOX));
    for (const object of objects) if (isNew(object)) await keep(object).catch((error) => tell(object, error));
    for (const { key, version } of objects) seen.set(key, version);
    await fillPlaces(ports);
  };

  let timer: NodeJS.Timeout;
  const lookAgain = () => {
    timer = setTimeout(() => look().catch(console.error).finally(lookAgain), LOOK_EVERY_MS);
  };
  lookAgain();
  return { stop: () => clearTimeout(timer) };
};
