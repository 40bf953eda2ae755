import type { DealerSession } from '#shared/aws/dealer-sessions.ts';
import type { Environment } from '#shared/environment.ts';
import type { Uploads } from '../route.ts';
import { uploadPlace } from '../upload-place.ts';

const SECONDS_OPEN = 15 * 60;

/** Addresses of the buckets themselves, each signed for one file of one size by the session of its dealer. */
export const uploadsBy = (
  sessions: { dealer(dealerId: string): DealerSession },
  { FEEDWRIGHT_INBOX: inbox, FEEDWRIGHT_ASSETS: assets }: Environment,
): Uploads => ({
  addressFor: async ({ bytes, ...named }) => {
    const { store, key } = uploadPlace(named);
    const file = { bucket: { inbox, assets }[store], key, bytes };
    const { putAddress } = await import('#shared/aws/signed-address.ts');
    const url = await putAddress(await sessions.dealer(named.dealerId).client(), file, SECONDS_OPEN);
    const expiresAt = new Date(Date.now() + SECONDS_OPEN * 1_000).toISOString();
    return { url, method: 'PUT', headers: {}, expiresAt };
  },
});
