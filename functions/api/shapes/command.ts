import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { COMMAND_STATES, type CommandRecord } from '#shared/table/member-records.ts';

/** What was asked for, and what has come of it. */
export const CommandShown = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(COMMAND_STATES),
  who: z.string(),
  at: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** What the act gave; null while it waits, and where it was refused. */
  result: z.json(),
  reason: Reason.nullable(),
});

export const shownCommand = (record: CommandRecord): z.input<typeof CommandShown> => ({
  ...{ id: record.commandId, name: record.name, state: record.state, who: record.who, at: record.at },
  endedAt: record.endedAt ?? null,
  result: record.result === undefined ? null : JSON.parse(record.result),
  reason: record.reason ?? null,
});
