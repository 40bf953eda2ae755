import { expect, onTestFinished, test, vi } from 'vitest';
import { LOOK_EVERY_MS, watchInbox } from '#local/inbox/watcher.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

test('a file that cannot be kept is told once, and those behind it are begun with', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  for (const name of ['a-locked.pdf', 'b-list.pdf'])
    await ports.inbox.write(`inbox/demo/${name}`, new Uint8Array(9), 'application/pdf');
  const keep: typeof ports.inbox.keep = async (object) => {
    if (object.key.includes('locked'))
      throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    return ports.inbox.keep(object);
  };
  const complained = vi.spyOn(console, 'error').mockReturnValue();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
    complained.mockRestore();
  });
  const started = Promise.withResolvers<object>();
  const start: typeof ports.machines.start = async (_machine, _name, input) => {
    started.resolve(input);
    return true;
  };

  const watched = { ...ports, inbox: { ...ports.inbox, keep }, machines: { ...ports.machines, start } };
  const { stop } = watchInbox(watched);
  const ticking = setInterval(() => vi.advanceTimersByTime(LOOK_EVERY_MS), 5);
  onTestFinished(() => clearInterval(ticking));
  expect(await started.promise).toMatchObject({ key: 'inbox/demo/b-list.pdf' });
  stop();
  expect(complained.mock.calls.map(([key]) => key)).toEqual(['inbox/demo/a-locked.pdf']);
});
