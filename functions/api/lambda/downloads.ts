import type { DealerSession } from '#shared/aws/dealer-sessions.ts';
import type { Environment } from '#shared/environment.ts';
import { AccessDenied } from '#shared/table/walled-table.ts';
import type { Downloads } from '../route.ts';

/** Addresses of objects, signed by the session of the dealer that is asked about: of another's it signs none that opens. */
export const downloadsBy =
  (
    sessions: { dealer(dealerId: string): DealerSession },
    { FEEDWRIGHT_ARTEFACTS: artefacts, FEEDWRIGHT_ASSETS: assets }: Environment,
    clock: () => Date,
  ) =>
  (dealerId: string | null): Downloads => ({
    addressFor: async ({ store, key, as }) => {
      if (dealerId === null) throw new AccessDenied('What concerns all is another function’s');
      const bucket = { artefacts, assets }[store];
      const { getAddress } = await import('#shared/aws/signed-address.ts');
      return getAddress(await sessions.dealer(dealerId).client(), { bucket, key, as }, clock());
    },
  });
