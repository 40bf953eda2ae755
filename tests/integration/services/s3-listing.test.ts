import { expect, test } from 'vitest';
import { s3ObjectStore } from '#shared/aws/s3-object-store.ts';
import { s3Host } from '../../fakes/s3-host.ts';

test('a listing goes on behind the thousand objects of its first page, in their order, each with its version', async () => {
  const keys = Array.from(
    { length: 2_300 },
    (_, at) => `batches/spring/north/${String(at).padStart(5, '0')}.pdf`,
  );
  await using host = await s3Host(keys);
  const objects = await Array.fromAsync(s3ObjectStore(host.client, 'inbox').list('batches/spring/'));
  expect(objects.map(({ key }) => key)).toEqual(keys);
  expect(objects[0]).toEqual({
    ...{ key: keys[0], bytes: 3, version: `of-${keys[0]?.length}` },
    modifiedAt: '2026-11-01T00:00:00.000Z',
  });
  expect(host.pages).toEqual(['', keys[999], keys[1_999]]);
});
