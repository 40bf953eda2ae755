import { expect, test } from 'vitest';
import { carriedOut } from '#cli/target/carried-out.ts';
import { deskOn } from '../../fakes/desk.ts';
import { testPorts } from '../../fakes/ports.ts';

const HOUR_MS = 3_600_000;

test('what nobody carries out is not waited for without an end', async () => {
  await using ports = await testPorts();
  let looks = 0;
  const clock = () => new Date(Date.now() + looks++ * HOUR_MS);
  const here = { pages: '', fileOf: async () => '', isOwnHost: false, hostMemoryMb: () => null };
  const workplace = { ...deskOn({ ...ports, clock }), ...here, actor: { who: 'anna' } };
  const asked = carriedOut('dealer.erase', { dealer: 'demo' }, workplace, { options: { target: 'dev' } });
  await expect(asked).rejects.toMatchObject({
    reason: { code: 'command-waits', values: { action: 'dealer.erase' } },
  });
});
