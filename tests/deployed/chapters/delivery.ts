import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test, vi } from 'vitest';
import { lastDelivery } from '#desk/feeds/feed.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { type Chapter, DEADLINE, DEALER, secretOf } from '../world.ts';

/** After the update: only then may a dealer's host be on loopback. */
export const delivery: Chapter = (world) => {
  test('the feed goes to the dealer’s host and his public URL serves it', async () => {
    const host = world.everything.use(await ftpHost({ root: world.host }));
    const secret = { Name: secretOf(DEALER), SecretString: JSON.stringify(host.secret) };
    await new SecretsManagerClient({}).send(new CreateSecretCommand(secret));
    const ports = world.ports();
    const at = new Date().toISOString();
    await ports.machines.start('delivery', ports.newId(), { at, mode: 'deliver', dealerId: DEALER });
    const receipt = await vi.waitUntil(() => lastDelivery(DEALER, ports), DEADLINE);
    expect(receipt).toMatchObject({ outcome: 'delivered' });
    expect(await readFile(join(world.host, 'feed.xml'))).toEqual(await world.feed());
  });
};
