import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { secretCalls, secretsFile } from '#local/host/host.ts';
import { temporaryFolder } from './machines.ts';

afterEach(() => vi.unstubAllEnvs());

const own = { 'demo/ftp': { host: '127.0.0.1' } };

const read = async (name: string) => secretCalls(own)['secretsmanager.GetSecretValue']?.({ SecretId: name });

test('gives its own secrets, then those of a file that only its owner may read', async () => {
  await using folder = await temporaryFolder();
  vi.stubEnv('XDG_CONFIG_HOME', folder.path);
  await expect(read('his/ftp')).rejects.toThrow(secretsFile());
  await mkdir(dirname(secretsFile()));
  await writeFile(secretsFile(), '{"his/ftp": {"host": "ftp.example.ru"}}', { mode: 0o644 });
  await expect(read('his/ftp')).rejects.toThrow('chmod 600');
  await chmod(secretsFile(), 0o600);
  expect(await read('his/ftp')).toMatchObject({ SecretString: '{"host":"ftp.example.ru"}' });
  const forget = secretCalls(own)['secretsmanager.DeleteSecret'];
  for (const name of ['demo/ftp', 'nobody/ftp', 'his/ftp']) await forget?.({ SecretId: name });
  await expect(read('his/ftp')).rejects.toThrow(secretsFile());
  expect(await readFile(secretsFile(), 'utf8')).toBe('{}\n');
  expect((await stat(secretsFile())).mode & 0o777).toBe(0o600);
  expect(await read('demo/ftp')).toMatchObject({ SecretString: '{"host":"127.0.0.1"}' });
});
