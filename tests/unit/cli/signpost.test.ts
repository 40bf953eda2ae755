import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SIGNPOST = fileURLToPath(new URL('../../../infra/local/feedwright.mjs', import.meta.url));

test('the program is found where npx remembers it from before it lay in cli', () => {
  const { status, stdout } = spawnSync(process.execPath, [SIGNPOST, 'deliver', '--help'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain('feedwright deliver');
});
