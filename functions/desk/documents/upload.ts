import { refuseBySize } from '#functions/intake/size.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { orRefuse } from '../refusal.ts';

/** Throws `Refusal` where files of those sizes would be rejected once they are there, or nobody would look for them. */
export const refuseUnfitUpload = async (
  { dealerId, files }: { dealerId: string; files: readonly { bytes: number }[] },
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  await refuseUnknownDealer(dealerId, ports);
  for (const { bytes } of files) orRefuse(refuseBySize(bytes) ?? {});
};
