import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findHost } from '#local/host/host-file.ts';
import { asTold } from '#messages/reason.ts';
import { connectTable } from '#shared/table/connect.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

afterEach(() => vi.unstubAllEnvs());

/** The table of the host that runs in this folder. */
const tableOf = async (cwd: string) => {
  const host = await findHost(join(cwd, '.feedwright/host.json'));
  for (const [name, value] of Object.entries(host?.environment ?? {})) vi.stubEnv(name, value);
  return connectTable('feedwright');
};

test('The upload log is listed and shown, and a halted dealer is resumed', async () => {
  await using folder = await workingDirectory();
  await using _ = await startWithSamples(folder.path);

  const listed = await feedwright(folder.path, 'deliveries', 'list', 'samples');
  // Within the hour before a window the feed goes for that one, before anybody asks.
  expect(listed.stdout).toMatch(/MSK +\S+ +samples .+ version \d+ +delivered, plainFtp +1 /);
  const { stdout } = await feedwright(folder.path, 'deliveries', 'list', '--json');
  const receipt = JSON.parse(stdout).find(({ outcome }: { outcome: string }) => outcome === 'delivered');
  const shown = await feedwright(folder.path, 'deliveries', 'show', receipt.sequence);
  expect(shown.stdout).toContain(receipt.sha256);
  expect((await feedwright(folder.path, 'deliveries', 'show', 'nothing')).code).toBe(64);

  const table = await tableOf(folder.path);
  await table.channelStates.patchIf({ dealerId: 'samples' }, { halted: asTold('530 Login incorrect') });
  const resumed = await feedwright(folder.path, 'dealers', 'resume', 'samples');
  expect(resumed.stdout).toContain('samples is delivered to again');
  expect(await table.channelStates.get({ dealerId: 'samples' })).toMatchObject({
    halted: null,
    queued: true,
  });
  expect((await feedwright(folder.path, 'dealers', 'resume', 'samples')).stdout).toContain('is not halted');
  // Another delivery may be at work: of the window that opens within the hour, or of the sweep that heard of it.
  const deliver = () => feedwright(folder.path, 'deliver', '--dealer', 'samples');
  await expect
    .poll(deliver, { timeout: 60_000 })
    .toMatchObject({ code: 0, stdout: expect.stringContaining('unchanged') });
});
