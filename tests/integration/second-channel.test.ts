import { expect, test } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { validate } from '#functions/validate/validate.ts';
import demo from '#samples/dealers/demo.json' with { type: 'json' };
import { generatePriceList } from '#samples/generate-price-list.ts';
import { begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { classifieds } from '../unit/marketplace/classifieds.ts';

const DEMO = { dealerId: 'demo' };

test('A list is validated for each channel: its verdicts, ads and Ids are the channel’s own', async () => {
  await using ports = await testPorts();
  // Only of ads of a variant the ledger knows something.
  const channels = { classifieds: { feed: { publicUrl: 'https://north.example/c.xml', path: '/c.xml' } } };
  const configuration = Dealer.parse({ ...demo, adPer: 'variant' });
  await ports.table.dealers.put({ ...DEMO, version: '1', configuration });
  const { name, bytes } = await generatePriceList({
    ...{ layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027, productCount: 8, seed: 1 },
  });
  await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
  const matched = await goOn(await begin({ key: `inbox/demo/${name}` }, 'run-1', ports), ports, 'validate');
  await goOn(matched, ports, 'generate');
  const first = await ports.table.offers.query(DEMO);
  const ledger = await ports.table.ads.query(DEMO);
  await ports.table.dealers.put({
    ...{ ...DEMO, version: '2' },
    configuration: { ...configuration, channels },
  });
  await validate(matched, ports, classifieds);
  const second = ports.table.ofChannel('classifieds');
  const offers = await second.offers.query(DEMO);
  expect(offers.map(({ modelCode }) => modelCode)).toEqual(first.map(({ modelCode }) => modelCode));
  expect(offers.flatMap(({ ad }) => Object.keys(ad?.fields ?? {}))).toContain('name');
  expect(ledger).not.toEqual([]);
  expect(await second.ads.query(DEMO)).toHaveLength(ledger.length);
  expect([await ports.table.offers.query(DEMO), await ports.table.ads.query(DEMO)]).toEqual([first, ledger]);
});
