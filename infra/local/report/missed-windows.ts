import * as z from 'zod';
import { WindowCheck } from '#contracts/delivered.ts';
import type { Progress } from '../machines/progress.ts';
import { bold, say } from './terminal.ts';

/** The state of the delivery machine that looks back; its name in `delivery.asl.json`. */
const CHECK = 'Check';

const Checked = z.object({ Payload: WindowCheck });

const sayMissed = (dealerId: string): void =>
  say(
    `${bold(`${dealerId} missed his window`)}: it opened without the feed that was due. The next delivery goes out at the full hour, or now by feedwright deliver --dealer ${dealerId}; see feedwright deliveries list ${dealerId}.`,
  );

/** Says which windows opened without the feed that was due, each time the machine has looked. */
export const showMissedWindows = (progress: Progress): void => {
  progress.on('left', (_, { state, output }) => {
    if (state !== CHECK) return;
    for (const dealerId of Checked.parse(output).Payload.dealers) sayMissed(dealerId);
  });
};
