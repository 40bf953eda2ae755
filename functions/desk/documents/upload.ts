import { refuseBySize } from '#functions/intake/size.ts';
import { beyondStorage } from '#shared/beyond-plan.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseLeaving, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { orRefuse, Refusal } from '../refusal.ts';

/** A list or a book for sure; anything else may say what was sold, which is taken whatever was used. */
const isPdf = ({ name }: { name: string }): boolean => /\.pdf$/i.test(name);

/**
 * Throws `Refusal` where files of those sizes would be rejected once they are there, or nobody would look for them. What
 * a plan says of files that may tell a sale is said once they are read.
 */
export const refuseUnfitUpload = async (
  { dealerId, files }: { dealerId: string; files: readonly { name: string; bytes: number }[] },
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  await refuseUnknownDealer(dealerId, ports);
  await refuseLeaving(dealerId, ports);
  for (const { bytes } of files) orRefuse(refuseBySize(bytes) ?? {});
  if (!files.every(isPdf)) return;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const why = await beyondStorage({ dealerId, bytes }, ports);
  if (why) throw new Refusal(why);
};
