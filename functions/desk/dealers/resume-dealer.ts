import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { refuseUnknownDealer } from './known-dealer.ts';

export const ResumeDealer = z.strictObject({ dealerId: z.string() });

/**
 * Has a halted dealer delivered to again, by the next sweep: a person has looked after the credentials that its host
 * refused. Gives why it was halted; null where it was not.
 */
export const resumeDealer = async (
  actor: Actor,
  { dealerId }: z.infer<typeof ResumeDealer>,
  ports: DeskPorts,
): Promise<{ halted: Reason | null }> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'dealer.resume', subject: dealerId };
  return ports.acts.once<{ halted: Reason | null }>(actor, asked, async () => {
    const halted = (await ports.table.channelStates.get({ dealerId }))?.halted ?? null;
    if (halted === null) return { answer: { halted } };
    const effect = async () => {
      await ports.table.channelStates.patchIf({ dealerId }, { halted: null, queued: true });
      return { halted };
    };
    return { details: { halted }, effect };
  });
};
