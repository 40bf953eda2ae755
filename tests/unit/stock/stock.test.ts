import { describe, expect, it } from 'vitest';
import { listStock, SetStock, setStock } from '#desk/stock/stock.ts';
import { adsKeptOut, keptOutOf } from '#shared/kept-out.ts';
import { deskOn } from '../../fakes/desk.ts';
import { build, dropList, idsOf, withAd } from '../../fakes/lists.ts';
import { ads, CODES, liveDealer, say } from '../../fakes/stock.ts';

const ROUBLES = { amount: '2221000.00', currency: 'RUB' };

describe('what a dealer says of a machine', () => {
  it('lies over what its list says, in the feed and with its source', async () => {
    await using ports = await liveDealer();
    await say(ports, 'TJTH', {
      quantity: 2,
      address: 'Архангельск, Ленинградский проспект, 5',
      price: ROUBLES,
      note: 'Стоит в зале, можно посмотреть.',
      video: 'https://rutube.ru/video/0123abcd/',
    });
    const all = await ads(ports);
    const { fields = {} } = all.get('TJTH') ?? {};
    expect(fields).toMatchObject({
      Availability: 'В наличии',
      Address: 'Архангельск, Ленинградский проспект, 5',
      Price: '2221000',
      VideoURL: 'https://rutube.ru/video/0123abcd/',
    });
    expect(fields.Description).toContain('Стоит в зале, можно посмотреть.');
    expect(all.get('TJTJ')?.fields).toMatchObject({ Availability: 'Под заказ', Price: '2500000' });
    expect(await listStock('demo', ports)).toMatchObject([
      { modelCode: 'TJTH', ads: ['TJTH'], values: { quantity: { value: 2, source: { by: 'anna' } } } },
    ]);
  });

  it('is told as unsaid where the text of its ad has no room for it, and by the next feed no more where it has', async () => {
    await using ports = await liveDealer();
    const [offer] = (await ports.table.offers.query({ dealerId: 'demo' })).filter(
      ({ modelCode }) => modelCode === 'TJTH',
    );
    if (!offer?.ad) throw new Error('it is offered');
    const fields = { ...offer.ad.fields, Description: 'я'.repeat(7_450) };
    await ports.table.offers.put({ ...offer, ad: { ...offer.ad, fields } });
    const notes = async () => {
      await ads(ports);
      const feeds = await ports.table.feeds.query({ dealerId: 'demo' });
      return feeds
        .toSorted((one, other) => other.version - one.version)[0]
        ?.notes?.map(({ code, values }) => [code, values]);
    };
    await say(ports, 'TJTH', { note: 'Стоит в зале: приходите посмотреть, привезём и настроим.' });
    await say(ports, 'TJTJ', { note: 'Один & последний.' });
    expect(await notes()).toEqual([['stock-notes-unsaid', { ads: 1, adIds: ['TJTH'] }]]);
    await say(ports, 'TJTH', { note: 'Стоит в зале.' });
    expect((await notes()) ?? []).toEqual([]);
  });

  it('stays over the next list, and goes when it is taken back', async () => {
    await using ports = await liveDealer();
    await say(ports, 'TJTH', { price: ROUBLES });
    await dropList(
      ports,
      '2026-11-02#2',
      CODES.map((code) => withAd(code)),
    );
    expect((await ads(ports)).get('TJTH')?.fields.Price).toBe('2221000');
    await say(ports, 'TJTH', {}, { drop: ['price'] });
    expect((await ads(ports)).get('TJTH')?.fields.Price).toBe('2500000');
  });

  it('is of a machine that somebody offers; of another the nearest are named', async () => {
    await using ports = await liveDealer();
    await expect(say(ports, 'TJTX', { quantity: 1 })).rejects.toThrow(/TJTH or TJTJ/);
    expect(await ports.table.stock.query({ dealerId: 'demo' })).toEqual([]);
  });

  it('is refused where a rule forbids the ad, and changes nothing', async () => {
    await using ports = await liveDealer();
    await expect(say(ports, 'TJTH', { price: { amount: '19.00', currency: 'RUB' } })).rejects.toThrow(
      /Price/,
    );
    expect(await ports.table.stock.query({ dealerId: 'demo' })).toEqual([]);
  });

  it('is judged by the guard: a price that jumps waits, and its live ad stays', async () => {
    await using ports = await liveDealer();
    await say(ports, 'TJTH', { price: { amount: '4900000.00', currency: 'RUB' } });
    expect((await ads(ports)).get('TJTH')?.fields.Price).toBe('2500000');
    const items = await ports.table.reviews.query({ dealerId: 'demo' });
    expect(items).toMatchObject([{ kind: 'price-jump', adId: 'TJTH', proposed: '4900000' }]);
  });

  it('is raised by percent from what the list says, before it is rounded', async () => {
    await using ports = await liveDealer();
    const listed = { price: { amount: '19540.00', currency: 'EUR' }, family: 'Summit', color: null };
    await dropList(ports, '2026-11-02#2', [
      withAd('TJTH', { listed }),
      ...CODES.slice(1).map((code) => withAd(code)),
    ]);
    await say(ports, 'TJTH', { priceRule: { percent: '3' } });
    // 19 540 × 98.50 × 1.12 × 1.03 = 2 220 315.6…, up to a thousand.
    expect((await ads(ports)).get('TJTH')?.fields.Price).toBe('2221000');
  });
});

describe('a machine that is sold', () => {
  it('leaves at once, never held, and is back under the same Id', async () => {
    await using ports = await liveDealer();
    const done = await say(ports, 'TJTH', { quantity: 0 });
    expect(done).toMatchObject({ ads: ['TJTH'], delivery: expect.stringMatching(/^sold-/) });
    expect(await ports.table.states.get({ dealerId: 'demo' })).toMatchObject({ withdrawals: 2 });
    expect(await adsKeptOut('demo', await keptOutOf('demo', ports), ports)).toEqual(new Set(['TJTH']));
    expect([...(await ads(ports)).keys()]).not.toContain('TJTH');
    expect((await ports.table.feeds.get({ dealerId: 'demo', version: 2 }))?.status).toBe('built');
    await say(ports, 'TJTH', { quantity: 1 });
    expect((await ads(ports)).get('TJTH')?.fields.Availability).toBe('В наличии');
  });

  it('waits under order where it is expected', async () => {
    await using ports = await liveDealer({ availability: 'В наличии' });
    expect(await say(ports, 'TJTH', { quantity: 0, arrives: '2026-12-15' })).toMatchObject({ ads: [] });
    expect((await ads(ports)).get('TJTH')?.fields.Availability).toBe('Под заказ');
    await say(ports, 'TJTH', { quantity: 0 });
    expect([...(await ads(ports)).keys()]).not.toContain('TJTH');
  });

  it('asks once where more than half would go', async () => {
    await using ports = await liveDealer();
    const rows = CODES.slice(0, 4).map((modelCode) => ({ modelCode, values: { quantity: 0 } }));
    const sell = (confirmed: boolean) =>
      setStock({ who: 'anna' }, SetStock.parse({ dealerId: 'demo', rows, confirmed }), deskOn(ports));
    await expect(sell(false)).rejects.toThrow(/Of 6 ads of demo 4/);
    expect((await ads(ports)).size).toBe(6);
    await sell(true);
    expect((await ads(ports)).size).toBe(2);
  });
});

describe('pieces of one code', () => {
  it('have an ad each where their VINs differ, the first with the Id that the code had', async () => {
    await using ports = await liveDealer();
    await say(ports, 'TJTH', { vin: '2BPSCA0A1RV000123', quantity: 1 });
    expect((await ads(ports)).get('TJTH')?.fields.VIN).toBe('2BPSCA0A1RV000123');
    await say(ports, 'TJTH', { vin: '2BPSCA0A1RV000999', quantity: 1 });
    expect([...(await ads(ports)).keys()].filter((id) => id.startsWith('TJTH'))).toEqual([
      'TJTH',
      'TJTH-2BPSCA0A1RV000999',
    ]);
    await expect(say(ports, 'TJTH', { quantity: 1 })).rejects.toThrow(/2BPSCA0A1RV000123, 2BPSCA0A1RV000999/);
    const sold = await say(ports, 'TJTH', { quantity: 0 }, { piece: '2BPSCA0A1RV000123' });
    expect(sold.ads).toEqual(['TJTH']);
    expect([...(await ads(ports)).keys()].filter((id) => id.startsWith('TJTH'))).toEqual([
      'TJTH-2BPSCA0A1RV000999',
    ]);
    await say(ports, 'TJTH', { quantity: 1 }, { piece: '2BPSCA0A1RV000123' });
    expect((await ads(ports)).get('TJTH')?.fields.VIN).toBe('2BPSCA0A1RV000123');
  });

  it('share one where the dealer says so, which is there until the last is sold', async () => {
    await using ports = await liveDealer({ stock: { adPer: 'code' } });
    const [one, other] = ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999'];
    await say(ports, 'TJTH', { vin: one, quantity: 1, note: 'Один из двух.' });
    await say(ports, 'TJTH', { vin: other, quantity: 1 });
    const both = await ads(ports);
    expect([...both.keys()].filter((id) => id.startsWith('TJTH'))).toEqual(['TJTH']);
    expect(both.get('TJTH')?.fields.VIN).toBeUndefined();
    await say(ports, 'TJTH', { quantity: 0 }, { piece: one });
    expect((await ads(ports)).get('TJTH')?.fields.VIN).toBe(other);
    await say(ports, 'TJTH', { quantity: 0 }, { piece: other });
    expect(await idsOf(ports, (await build(ports)).feed?.version ?? 0)).not.toContain('TJTH');
  });
});
