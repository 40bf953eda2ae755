import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import { lastDelivery } from '#desk/feeds/feed.ts';
import { putDealer } from '#shared/dealers.ts';
import { sha256 } from '#shared/hash.ts';
import { type Chapter, DEADLINE, type World } from '../world.ts';

const DEALER = 'without-host';
const PATH = '/api/avito/feed.xml';
const FEED = '<Ads><Ad><Id>1000</Id></Ad></Ads>';

/** The emulator has no CloudFront that serves: its S3 plays the address. */
const addressOf = async ({ environment }: World): Promise<string> => {
  const { Buckets = [] } = await new S3Client({}).send(new ListBucketsCommand({}));
  const { Name } = Buckets.find((bucket) => bucket.Name?.includes('site')) ?? expect.fail('There is no site');
  return `${environment.AWS_ENDPOINT_URL}/${Name}/${DEALER}`;
};

/** After the update, which gives the stack a site. */
export const site: Chapter = (world) => {
  test('the feed of a dealer without a host goes into the site’s bucket, and is proven at its address', async () => {
    const ports = world.ports();
    const publicUrl = (await addressOf(world)) + PATH;
    const { ftp: _, ...withoutHost } = world.dealer(DEALER);
    await putDealer({ ...withoutHost, feed: { path: PATH, publicUrl } }, ports, { fromFile: false });
    const [key, now] = [`feeds/${DEALER}/1.xml`, new Date().toISOString()];
    await ports.artefacts.write(key, FEED, 'application/xml');
    const hash = { sha256: sha256(FEED), bytes: FEED.length };
    const version = { dealerId: DEALER, version: 1, key, ...hash, ads: 1, revision: 1, builtAt: now };
    await ports.table.feeds.put({ ...version, status: 'built' });
    await ports.table.channelStates.add({ dealerId: DEALER }, { builtFeed: 1 });

    await ports.machines.start('delivery', ports.newId(), { at: now, mode: 'deliver', dealerId: DEALER });
    const receipt = await vi.waitUntil(() => lastDelivery(DEALER, ports), DEADLINE);
    expect(receipt).toMatchObject({ outcome: 'delivered', server: 's3', sha256: sha256(FEED) });
    const served = await fetch(publicUrl);
    expect(await served.text()).toBe(FEED);
    expect(served.headers.get('content-type')).toContain('application/xml');
  });
};
