import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { actsOf } from '#desk/acts.ts';
import { attendTo, waitingCommands } from '#desk/commands/carry-out.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { checkSecret, forgetSecret } from '#shared/aws/secrets.ts';
import type { Ports } from '#shared/ports.ts';
import { handleOf } from '#shared/table/connect.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import { apiOf } from '../../../functions/api/app.ts';
import { cursorFor, placeIn } from '../../../functions/api/cursor.ts';
import { callerIn, type Doors } from '../../../functions/api/identity/callers.ts';
import { loopbackSessions } from '../../../functions/api/identity/loopback-session.ts';
import { counterOn } from '../../../functions/api/limits.ts';
import { ProblemAnswer } from '../../../functions/api/problem.ts';
import type { Uploads } from '../../../functions/api/route.ts';
import { ROUTES } from '../../../functions/api/routes.ts';
import { talliesOn } from '../../../functions/api/tallies.ts';
import { uploadPlace } from '../../../functions/api/upload-place.ts';
import { walledPorts } from '../../../functions/api/walls.ts';
import { settingsOf } from '../../settings.ts';
import { inboxOf } from '../inbox/inboxes.ts';
import { downloadsFrom } from './downloads.ts';
import type { Folders } from './folders.ts';
import { HINTS } from './hints.ts';

/** The desk's ports on this machine's folders. */
export const deskPortsIn = (folders: Pick<Folders, 'inboxRoot'>, ports: Ports): DeskPorts => ({
  ...ports,
  acts: actsOf(ports),
  checkSecret,
  forgetSecret,
  openInbox: async (dealerId) =>
    void (await mkdir(inboxOf(dealerId, folders.inboxRoot), { recursive: true })),
});

const MINUTES_OPEN = 15;

/** What an address of an upload says of itself, signed. */
const Awaited = z.object({
  dealerId: z.string(),
  into: z.enum(['inbox', 'pictures']),
  name: z.string(),
  bytes: z.number(),
  until: z.number(),
});

/**
 * Takes files by addresses of this host's own: on AWS the buckets' presigned ones do. A file is seen once all of it is
 * there.
 */
const uploadsInto = ({ inboxRoot: inbox, assets, data }: Folders, key: string) => {
  const addressFor: Uploads['addressFor'] = async (file) => {
    const until = Date.now() + MINUTES_OPEN * 60_000;
    const word = cursorFor(
      JSON.stringify({ ...file, until } satisfies z.infer<typeof Awaited>),
      'upload',
      key,
    );
    const expiresAt = new Date(until).toISOString();
    return { url: `/api/uploads/${word}`, method: 'PUT', headers: {}, expiresAt };
  };
  const take = async (word: string, body: ReadableStream<Uint8Array> | null): Promise<Response> => {
    const { bytes, until, ...named } = Awaited.parse(JSON.parse(placeIn(word, 'upload', key)));
    if (until < Date.now() || body === null) return new Response(null, { status: 403 });
    const place = uploadPlace(named);
    const path = join({ inbox, assets }[place.store], place.key);
    const part = join(data, 'uploads', randomUUID());
    try {
      const isWhole = await writeWhole(body, part, bytes);
      // The folders of other shops' prices and of pictures need not be there.
      await mkdir(dirname(path), { recursive: true });
      if (isWhole) await rename(part, path);
      return new Response(null, { status: isWhole ? 200 : 400 });
    } finally {
      // Also where the sender broke off.
      await rm(part, { force: true });
    }
  };
  return { addressFor, take };
};

/** Whether as many bytes came as were announced; of more none is written beyond. */
const writeWhole = async (
  body: ReadableStream<Uint8Array>,
  path: string,
  bytes: number,
): Promise<boolean> => {
  let count = 0;
  const counted = async function* () {
    for await (const chunk of body) {
      count += chunk.length;
      if (count > bytes) return;
      yield chunk;
    }
  };
  await mkdir(dirname(path), { recursive: true });
  // Opened before the first byte: what opens by itself may do so after its sender broke off and all was tidied up.
  const file = await open(path, 'w');
  await pipeline(counted, file.createWriteStream());
  return count === bytes;
};

/** What went wrong with a good address is told as such. */
const unlessForged = (error: unknown): Response => {
  if (error instanceof ProblemAnswer) return new Response(null, { status: 403 });
  throw error;
};

/** The API of this machine, and its door for who sits at it. */
export interface LocalApi {
  fetch(request: Request): Promise<Response>;
  /** A word that opens a session once: see `/sign-in`. */
  newTicket(): string;
  /** The session's cookie; null for a ticket that opens nothing. */
  signIn(ticket: string): string | null;
  /** Takes up what was written down and not carried out when the host was killed; an act that was at work, after an hour. */
  resume(): Promise<void>;
}

const apiFor = (folders: Folders, ports: Ports, doors: Doors) => {
  const { FEEDWRIGHT_TABLE = '', FEEDWRIGHT_AUDIT = '' } = process.env;
  const tables = { table: handleOf(FEEDWRIGHT_TABLE), audit: handleOf(FEEDWRIGHT_AUDIT) };
  const desk = deskPortsIn(folders, ports);
  const key = randomBytes(32).toString('hex');
  const uploads = uploadsInto(folders, key);
  const downloads = downloadsFrom(ports, key);
  const begin = async (command: CommandRecord) => {
    const error = await attendTo(command, desk);
    if (error) console.error(error);
  };
  const app = apiOf(ROUTES, {
    identify: (request, dealerId) => callerIn(request, dealerId, doors, ports),
    addressOf: () => 'this machine',
    portsFor: ({ overall }, dealerId) =>
      overall || dealerId === null ? ports : walledPorts(ports, tables, dealerId),
    counter: counterOn(ports),
    measure: talliesOn(ports),
    begin,
    report: console.error,
    uploads,
    downloadsFor: () => downloads,
    alarms: settingsOf('prod').alarms,
    hintsAt: HINTS,
    key,
  });
  app.get('/files/:word', ({ req }) => downloads.give(req.param('word')).catch(unlessForged));
  app.put('/uploads/:word', ({ req }) => uploads.take(req.param('word'), req.raw.body).catch(unlessForged));
  const resume = async () => {
    for (const command of await waitingCommands(ports)) await begin(command).catch(console.error);
  };
  return { app, resume };
};

/** The API of a host on these folders, once it is connected. */
export const localApi = (folders: Folders, connected: Promise<Ports>): LocalApi => {
  const sessions = loopbackSessions(userInfo().username);
  const api = connected.then((ports) => apiFor(folders, ports, { sessions }));
  return {
    fetch: async (request) => (await api).app.fetch(request),
    newTicket: sessions.newTicket,
    signIn: sessions.open,
    resume: async () => (await api).resume(),
  };
};
