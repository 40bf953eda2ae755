import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { startFeedwright, workingDirectory } from '../integration/local/feedwright.ts';

test('a host goes on where one left off that was killed at its first start', async () => {
  await using folder = await workingDirectory();
  {
    await using host = startFeedwright(folder.path);
    await host.says(/extract/);
    const { pid } = JSON.parse(await readFile(join(folder.path, '.feedwright/host.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
  }
  await using host = startFeedwright(folder.path);
  await host.says(/executions had not ended; they begin again/);
  await host.says(/ski-doo-2027-fi\.pdf +close/);
  await host.says(/URL +\S/);
});
