import * as z from 'zod';
import { checkSecret, forgetSecret } from '#shared/aws/secrets.ts';
import { count } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import { actsOf } from '../acts.ts';
import { attendTo, waitingCommands } from '../commands/carry-out.ts';
import type { DeskPorts } from '../ports.ts';

/** Whose a command is, by the key that it lies under: who wrote it down could write there alone. */
const Address = z.object({
  PK: z.object({ S: z.string().regex(/^(?:D#[^#]+|SHARED)#COMMANDS$/) }),
  SK: z.object({ S: z.string().startsWith('COMMAND#') }),
});

/** New commands as the table's stream tells of them; nothing of what is in them. Without any: the hourly round. */
export const Called = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: Address }) })).optional(),
});

/** What became of the commands. */
export const Attended = z.strictObject({
  commands: z.number(),
  /** Why some could not be carried out, one each: their records tell it to who waits for them. */
  givenUp: z.array(z.string()),
});

type Named = Pick<CommandRecord, 'dealerId' | 'commandId'>;

const namedBy = ({ PK, SK }: z.infer<typeof Address>): Named => ({
  dealerId: /^D#([^#]+)#/.exec(PK.S)?.[1] ?? null,
  commandId: SK.S.slice('COMMAND#'.length),
});

/** The desk on AWS: a bucket has no folders to make, and a secret's name is looked at, never what it says. */
const deskOn = (ports: Ports): DeskPorts => ({
  ...ports,
  acts: actsOf(ports),
  checkSecret,
  forgetSecret,
  openInbox: async () => {},
});

const calledFor = async ({ Records }: z.infer<typeof Called>, ports: Ports): Promise<Named[]> =>
  Records ? Records.map(({ dynamodb }) => namedBy(dynamodb.Keys)) : waitingCommands(ports);

/**
 * Carries out what was written down, one after the other; of two calls with the same command one does it. The hourly
 * round takes up what was left by a call that was killed.
 */
export const carryOutCalled = async (
  called: z.infer<typeof Called>,
  ports: Ports,
): Promise<z.infer<typeof Attended>> => {
  const [commands, desk] = [await calledFor(called, ports), deskOn(ports)];
  const givenUp: string[] = [];
  for (const command of commands) {
    const error = await attendTo(command, desk);
    if (!error) continue;
    count('ActsGivenUp');
    givenUp.push(`${command.dealerId ?? 'all'} ${command.commandId}: ${error.name}`);
  }
  return { commands: commands.length, givenUp };
};
