import { expect, test } from 'vitest';
import { SetStock, setStock } from '#desk/stock/stock.ts';
import { deskOn } from '../fakes/desk.ts';
import { aDealer } from '../fakes/listings.ts';
import { build, dropList, goLive, withAd } from '../fakes/lists.ts';
import { begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';

const CODES = Array.from({ length: 100 }, (_, at) => `A${at.toString(36).toUpperCase().padStart(3, '0')}`);
const ROWS = 150;
/** In a minute in which builds begin three seconds apart, so many are said between two. */
const BETWEEN_BUILDS = 50;

test('many rows, each an act of its own, are as many builds as there is time for, and the last one has all', async () => {
  await using ports = await testPorts();
  const configuration = aDealer({ id: 'demo', guard: { maxPriceJumpPercent: 90 } });
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration });
  await dropList(
    ports,
    '2026-11-01#1',
    CODES.map((code) => withAd(code)),
  );
  const document = {
    dealerId: 'demo',
    documentId: '2026-11-01#1',
    key: 'inbox/demo/list.pdf',
    name: 'list.pdf',
  };
  await ports.table.documents.put({
    ...{ ...document, version: 'v', bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z' },
    ...{ claimedBy: 'x', runId: 'x', status: 'published', redrives: 0 },
  });
  await build(ports);
  await goLive(ports, 1);

  const waiting: [name: string, input: object][] = [];
  const began = new Set<string>();
  const desk = deskOn(ports, async (machine, name, input) => {
    if (machine !== 'price-list' || began.has(name)) return false;
    began.add(name);
    waiting.push([name, input]);
    return true;
  });
  const run = async () => {
    for (const [name, input] of waiting.splice(0))
      await goOn(await begin(input as Parameters<typeof begin>[0], name, desk), desk);
  };

  for (let row = 0; row < ROWS; row++) {
    const modelCode = CODES[row % CODES.length] as string;
    const price = { amount: `${2_000_000 + row}.00`, currency: 'RUB' };
    const wish = SetStock.parse({ dealerId: 'demo', rows: [{ modelCode, values: { price } }] });
    await setStock({ who: 'pos', key: `sheet 7, row ${row}` }, wish, desk);
    if (row % BETWEEN_BUILDS === BETWEEN_BUILDS - 1) await run();
  }
  await run();

  const state = await ports.table.channelStates.get({ dealerId: 'demo' });
  expect(state?.builtRevision).toBe((await ports.table.states.get({ dealerId: 'demo' }))?.offersRevision);
  expect(began.size).toBeLessThanOrEqual(ROWS / BETWEEN_BUILDS + 1);
  const feed = await ports.table.feeds.get({ dealerId: 'demo', version: state?.builtFeed ?? 0 });
  const xml = Buffer.from(await ports.artefacts.read(feed?.key ?? '')).toString();
  for (const [at] of CODES.entries())
    expect(xml).toContain(`<Price>${2_000_000 + ROWS - CODES.length + at}</Price>`);
});
