import * as z from 'zod';
import { Delivery, WindowCheck } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Progress } from '#local/machines/progress.ts';
import { sentenceOf } from '#messages/say.ts';
import { bold, say } from '../say/terminal.ts';

/** The state of the delivery machine that looks back; its name in `delivery.asl.json`. */
const CHECK = 'Check';

const Checked = z.object({ Payload: WindowCheck });

const sayMissed = (dealerId: string): void =>
  say(
    `${bold(`${dealerId} missed its window`)}: it opened without the feed that was due. The next delivery goes out at the full hour, or now by feedwright deliver --dealer ${dealerId}; see feedwright deliveries list ${dealerId}.`,
  );

/** The state after which a delivery has ended. */
const RECEIPT = 'Receipt';

const Ended = z.object({
  Payload: Delivery.pick({ dealerId: true, reason: true, windowAtRisk: true }),
});

const sayAtRisk = (dealerId: string, reason: Reason | null): void =>
  say(
    `${bold(`${dealerId} may miss its window`)}: the feed is not at its URL yet${reason ? ` (${sentenceOf(reason)})` : ''}. Mend that, then feedwright deliver --dealer ${dealerId}.`,
  );

/** Says of a delivery that has ended without what it was to bring while its window is still ahead. */
export const showWindowsAtRisk = (progress: Progress): void => {
  progress.on('left', (_, { state, output }) => {
    const ended = state === RECEIPT ? Ended.safeParse(output).data?.Payload : undefined;
    if (ended?.windowAtRisk) sayAtRisk(ended.dealerId, ended.reason);
  });
};

/** Says which windows opened without the feed that was due, each time the machine has looked. */
export const showMissedWindows = (progress: Progress): void => {
  progress.on('left', (_, { state, output }) => {
    if (state !== CHECK) return;
    for (const dealerId of Checked.parse(output).Payload.dealers) sayMissed(dealerId);
  });
};
