import { refuseBySize } from '#functions/intake/size.ts';
import { beyondPlan } from '#shared/beyond-plan.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { orRefuse, Refusal } from '../refusal.ts';

/** Throws `Refusal` where files of those sizes would be rejected once they are there, or nobody would look for them. */
export const refuseUnfitUpload = async (
  { dealerId, files }: { dealerId: string; files: readonly { bytes: number }[] },
  ports: Pick<Ports, 'table' | 'defaultPlan'>,
): Promise<void> => {
  await refuseUnknownDealer(dealerId, ports);
  for (const { bytes } of files) orRefuse(refuseBySize(bytes) ?? {});
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const why = await beyondPlan({ dealerId, bytes }, ports);
  if (why) throw new Refusal(why);
};
