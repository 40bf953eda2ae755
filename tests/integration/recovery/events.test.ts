import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EVENTS, type EventName } from '#contracts/events.ts';
import { drop, hostOn, type TestHost } from '../../fakes/host.ts';

const LIST = fileURLToPath(new URL('../../../samples/price-lists/ski-doo-2027-fi.pdf', import.meta.url));

const run = async (host: TestHost): Promise<void> => {
  const key = await drop(host, LIST, 'list.pdf');
  host.runner.start({ machine: 'price-list', name: 'run-1', input: { key } });
  await host.runner.idle();
};

/** Every event of the host, held against its schema. */
const toldBy = async (host: TestHost): Promise<EventName[]> =>
  (await host.events()).map(({ DetailType, Detail }) => {
    const name = DetailType as EventName;
    expect(EVENTS[name].parse(Detail), name).toEqual(Detail);
    expect(Detail).toMatchObject({ dealerId: 'demo', runId: 'run-1' });
    return name;
  });

it('a list tells of its start, of what was read, judged and stored, and of its end', async () => {
  await using host = await hostOn();
  await run(host);
  expect(await toldBy(host)).toEqual([
    'PipelineStarted',
    'DataProcessed',
    'DataValidated',
    'QualityCheck',
    'DataStored',
    'PipelineCompleted',
  ]);
});

it('a list whose stage fails tells where and why', async () => {
  await using host = await hostOn(() => ({
    match: async () => {
      throw new Error('the store is away');
    },
  }));
  await run(host);
  expect(await toldBy(host)).toEqual(['PipelineStarted', 'PipelineFailed']);
  expect((await host.events()).at(-1)?.Detail).toMatchObject({ stage: 'match', reason: 'the store is away' });
});
