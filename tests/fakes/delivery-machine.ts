import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { NoticeRequest } from '#contracts/notice.ts';
import { remind } from '#desk/remind/remind.ts';
import { ftpAccessWith } from '#functions/deliver/ftp/ftp-access.ts';
import { handOver } from '#local/machines/execute.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import type { Ports } from '#shared/ports.ts';
import { channelOf, DeliverEvent, runStep } from '../../functions/deliver/steps.ts';
import { accessByDealer } from '../../functions/deliver/uploaders.ts';
import { timePasses } from './late-table.ts';

/** Hosts that fall silent are given up soon. */
const accessTo = accessByDealer(ftpAccessWith({ silenceMs: 1500, loginMs: 3000 }));

const DEFINITION = JSON.parse(
  readFileSync(new URL('../../state-machines/delivery.asl.json', import.meta.url), 'utf8'),
);
/** Whether it is valid is `state-machines.test.ts`'s to say: to validate it takes longer than to run it. */
const MACHINE = new StateMachine(DEFINITION, { validationOptions: { noValidate: true } });
const STATES = {
  ...DEFINITION.States,
  ...DEFINITION.States.Dealers.ItemProcessor.States,
  ...DEFINITION.States.Notices.ItemProcessor.States,
};
const namesOf = (resource: string) =>
  Object.keys(STATES).filter((name) => STATES[name].Resource?.endsWith(resource));
const TASKS = namesOf('lambda:invoke');

/** Whatever the machine is asked. */
export type DeliveryInput = {
  at: string;
  mode?: string;
  hours?: number;
  dealerId?: string;
  after?: string;
};

/** Runs the delivery machine to its end without its waits, its states no larger than AWS takes; gives the events that it announced. */
export const runDelivery = async (input: DeliveryInput, ports: Ports): Promise<Record<string, unknown>[]> => {
  // A window comes long after the dealer: who was put in the last second waits for the next sweep.
  await timePasses();
  const onward: Promise<Record<string, unknown>[]>[] = [];
  const announced: { Detail: Record<string, unknown> }[] = [];
  const deliver = (given: unknown) => {
    const event = DeliverEvent.parse(given);
    const { feed: shape } = marketplaceOf({ ...ports, table: { channel: channelOf(event) } });
    return runStep(event, ports, { shape, accessTo });
  };
  const FUNCTIONS: Record<string, (event: unknown) => Promise<unknown>> = {
    '${DeliverFunction}': deliver,
    '${RemindFunction}': (event) => remind(NoticeRequest.parse(event), ports),
  };
  const invoke = async ({ FunctionName, Payload }: { FunctionName: string; Payload: unknown }) => {
    const result = await FUNCTIONS[FunctionName]?.(handOver('What a step is given', Payload));
    return { Payload: handOver('What a step gives', result) };
  };
  const announce = async ({ Entries }: { Entries: typeof announced }) => announced.push(...Entries);
  const begin = async ({ Input }: { Input: typeof input }) => ({
    onward: onward.push(runDelivery(Input, ports)),
  });
  const handlers = Object.fromEntries([
    ...TASKS.map((name) => [name, invoke]),
    ...namesOf('events:putEvents').map((name) => [name, announce]),
    ...namesOf('states:startExecution').map((name) => [name, begin]),
  ]);
  const execution = MACHINE.run(input, {
    overrides: {
      taskResourceLocalHandlers: handlers,
      waitTimeOverrides: { Opening: 0, Patience: 0, Rest: 0 },
      retryIntervalOverrides: Object.fromEntries(TASKS.map((name) => [name, 0])),
    },
  });
  await execution.result;
  const following = (await Promise.all(onward)).flat();
  return [...announced.map(({ Detail }) => Detail), ...following];
};
