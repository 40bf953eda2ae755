import type { Delivery } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { Ports, PublicWeb, WebAnswer } from '#shared/ports.ts';
import { chosenFeed, dealerOf, isOvertaken, prolongLease } from './delivery.ts';

/** What a public URL served: the hash of its bytes, or null for anything but a 200; and what to say of it where it is wrong. */
interface Served {
  sha256: string | null;
  reason: Reason;
}

const answer = (url: string, { status, bytes, sha256 }: WebAnswer): Served =>
  status === 200
    ? { sha256, reason: reason('url-other-bytes', { url, bytes }) }
    : { sha256: null, reason: reason('url-refuses', { url, status }) };

/** Errors quote what a host has sent, such as every name of its certificate: too much for a state of the machine. */
const LONGEST_DETAIL = 280;

const silence = (url: string, error: unknown): Served => {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_DETAIL);
  return { sha256: null, reason: reason('url-silent', { url, detail }) };
};

/** Asks a public URL as Avito would; trouble on the way is an answer too. */
export const servedAt = (url: string, web: PublicWeb): Promise<Served> =>
  web.get(url).then(
    (given) => answer(url, given),
    (error) => silence(url, error),
  );

/** The machine asks again after half a minute; see its state Patience. */
const ASK_AGAIN_SECONDS = 30;

const mayAskAgain = ({ deadline }: Delivery, now: Date) =>
  now.getTime() + ASK_AGAIN_SECONDS * 1000 < Date.parse(deadline);

const isStale = ({ previousSha256 }: Delivery, served: Served) =>
  served.sha256 !== null && served.sha256 === previousSha256;

const asksAgain = ({ waitedSeconds }: Delivery, { reason }: Served): Partial<Delivery> => ({
  reason,
  waitedSeconds: waitedSeconds + ASK_AGAIN_SECONDS,
  route: 'wait',
});

/** A host that lost or changed the feed gets it again, but never in the window's first second. */
const mayBringAgain = ({ uploaded, mode }: Delivery) => !uploaded && mode !== 'verify';

const judge = (delivery: Delivery, served: Served, now: Date): Partial<Delivery> => {
  if (served.sha256 === delivery.feed?.sha256)
    return { outcome: delivery.uploaded ? 'delivered' : 'unchanged', reason: null, route: 'receipt' };
  const { reason } = served;
  if (mayBringAgain(delivery)) return { reason, route: 'pictures' };
  if (mayAskAgain(delivery, now)) return asksAgain(delivery, served);
  return { outcome: isStale(delivery, served) ? 'servedStale' : 'failed', reason, route: 'receipt' };
};

/**
 * Asks the public URL as Avito would and compares the hash: the only proof of a delivery. Until the
 * deadline a wrong answer is asked for again; nobody waits for one where people have withdrawn machines meanwhile.
 */
export const verify = async (
  delivery: Delivery,
  ports: Pick<Ports, 'table' | 'clock' | 'web'>,
): Promise<Delivery> => {
  chosenFeed(delivery);
  await prolongLease(delivery, ports);
  const { dealerId, mode } = delivery;
  const { publicUrl } = (await dealerOf(dealerId, ports)).feed;
  const served = await servedAt(publicUrl, ports.web);
  const judged = judge(delivery, served, ports.clock());
  const waits = judged.route === 'wait' && mode !== 'verify';
  if (waits && isOvertaken(delivery, await ports.table.states.get({ dealerId })))
    return { ...delivery, route: 'guard' };
  return { ...delivery, ...judged };
};
