import { userInfo } from 'node:os';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';

/** An act of the person at this terminal, known by the name he is logged in under. */
export const actOf = (
  what: Pick<Act, 'dealerId' | 'action' | 'subject' | 'details'>,
  { newId, clock }: Pick<Ports, 'newId' | 'clock'>,
): Act => ({ ...what, id: newId(), at: clock().toISOString(), who: userInfo().username });
