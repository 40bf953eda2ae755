import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { ftpUploader } from '#functions/deliver/ftp/ftp-uploader.ts';
import { avito } from '#marketplace/avito.ts';
import type { Ports } from '#shared/ports.ts';
import { DeliverEvent, runStep } from '../../functions/deliver/steps.ts';

const DEFINITION = JSON.parse(
  readFileSync(new URL('../../state-machines/delivery.asl.json', import.meta.url), 'utf8'),
);
const STATES = { ...DEFINITION.States, ...DEFINITION.States.Dealers.ItemProcessor.States };
const TASKS = Object.keys(STATES).filter((name) => STATES[name].Type === 'Task' && name !== 'Announce');

/** Runs the delivery machine to its end without its waits; gives the events that it announced. */
export const runDelivery = async (input: { at: string; mode?: string; dealerId?: string }, ports: Ports) => {
  const announced: { Detail: Record<string, unknown> }[] = [];
  const invoke = async ({ Payload }: { Payload: unknown }) => ({
    Payload: await runStep(DeliverEvent.parse(Payload), ports, { shape: avito.feed, connect: ftpUploader }),
  });
  const announce = async ({ Entries }: { Entries: typeof announced }) => announced.push(...Entries);
  const handlers = Object.fromEntries([...TASKS.map((name) => [name, invoke]), ['Announce', announce]]);
  const machine = new StateMachine(DEFINITION, { validationOptions: { checkArn: false } });
  const execution = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: handlers,
      waitTimeOverrides: { Opening: 0, Patience: 0 },
      retryIntervalOverrides: Object.fromEntries(TASKS.map((name) => [name, 0])),
    },
  });
  await execution.result;
  return announced.map(({ Detail }) => Detail);
};
