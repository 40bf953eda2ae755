import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lambdaPoolOf } from '#local/machines/lambda-pool.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { functionsOn, machineOn } from '../../fakes/machine.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { temporaryFolder } from '../../unit/local/machines.ts';

const ENDLESS = 'export const handler = async () => { for (;;); };';
const KEY = 'inbox/demo/list.pdf';
const LIMIT_SECONDS = 1;

/** The local host's threads, with a function of this name that never ends. */
const poolWith = async (endless: string, folder: string) => {
  await mkdir(join(folder, endless), { recursive: true });
  await writeFile(join(folder, endless, 'handler.ts'), ENDLESS);
  const parts = { functions: folder, log: join(folder, 'handlers.log') };
  return lambdaPoolOf(parts, { [endless]: LIMIT_SECONDS });
};

test.each([
  'intake',
  'extract',
])('a file on which %s never ends takes one thread with it, and its document ends rejected', async (endless) => {
  await using ports = await testPorts();
  await using folder = await temporaryFolder();
  await addDemoDealer(ports);
  const list = { layout: 'ruled', language: 'fi', brand: 'LYNX', modelYear: 2027, productCount: 3 } as const;
  const { bytes } = await generatePriceList({ ...list, seed: 1 });
  await ports.inbox.write(KEY, bytes, 'application/pdf');
  const pool = await poolWith(endless, folder.path);
  const whole = functionsOn(ports)[endless];
  const stuck = (event: { unread?: boolean }) =>
    event.unread ? whole?.(event) : pool.lambda(endless, event);
  const machine = await machineOn(ports, folder.path, { [endless]: async (event) => stuck(event) });
  machine.start({ machine: 'price-list', name: 'first', input: { key: KEY } });
  await machine.idle();
  await pool.close();
  const [document] = await ports.table.documents.query({ dealerId: 'demo' });
  expect(document).toMatchObject({ status: 'rejected', ending: { reason: { code: 'too-costly' } } });
});
