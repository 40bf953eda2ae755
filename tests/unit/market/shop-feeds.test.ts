import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { fetchDue } from '#desk/market/fetch.ts';
import { marketReport } from '#desk/market/report.ts';
import {
  FetchSources,
  fetchNow,
  listSources,
  PutSource,
  putSource,
  removeSource,
} from '#desk/market/sources.ts';
import { importPrices } from '#desk/market/take-file.ts';
import { networkOf } from '#shared/network.ts';
import { publicWeb } from '#shared/public-web.ts';
import { deskOn } from '../../fakes/desk.ts';
import { marketDealer } from '../../fakes/market.ts';
import { type Answering, webHost } from '../../fakes/web-host.ts';

type Dealer = Awaited<ReturnType<typeof marketDealer>>;

/** As a shop's program writes it: document type, categories, other goods, a price "from", a used machine. */
const yml = (offers: string, { date = '2026-11-30 08:15', encoding = 'UTF-8' } = {}) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">\n<yml_catalog date="${date}"><shop><name>Мото &amp; К°</name><currencies><currency id="RUR" rate="1"/></currencies><categories><category id="1">Снегоходы</category></categories><offers>${offers}</offers></shop></yml_catalog>`;

const yeti = (id: string, price: string, more = '') =>
  `<offer id="${id}" available="true"><url>https://shop.example/p/${id}?a=1&amp;b=2</url><price>${price}</price><currencyId>RUR</currencyId><categoryId>1</categoryId><vendor>BRP</vendor><name>Снегоход Lynx 69 Yeti 900 ACE, чёрный</name><param name="Год выпуска">2026</param>${more}</offer>`;

/** windows-1251, as another program would write it: Node itself writes none. */
const in1251 = (text: string): Uint8Array => {
  const signs = new Map(
    Array.from({ length: 128 }, (_, at) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(at + 128)),
      at + 128,
    ]),
  );
  return Uint8Array.from(
    [...text].map((sign) => (sign < '\x80' ? sign.charCodeAt(0) : (signs.get(sign) ?? 63))),
  );
};

const serving =
  (body: string | Uint8Array, headers: Record<string, string> = {}): Answering =>
  (_, response) =>
    response.writeHead(200, headers).end(body);

const actor = { who: 'anna' };

const put = (ports: Dealer, url: string, name = 'Мото') =>
  putSource(actor, PutSource.parse({ dealerId: 'demo', name, url }), deskOn(ports));

const fetchAll = (ports: Dealer) => fetchNow(actor, FetchSources.parse({ dealerId: 'demo' }), deskOn(ports));

const pricesOf = async ({ table }: Dealer) =>
  (await table.marketPrices.query({ dealerId: 'demo' }))
    .map(({ model, price, day, link }) => `${model} ${price.amount} ${day} ${link}`)
    .toSorted();

describe('another shop’s feed', () => {
  it.each(['UTF-8', 'windows-1251'])('of YML in %s is read, matched and kept', async (encoding) => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    const goods = [
      yeti('a', '2149990.00'),
      yeti('b', '1 100 000', '<condition type="preowned"/>'),
      '<offer id="c"><price>9900</price><currencyId>RUB</currencyId><name>Чехол Ski-Doo Expedition</name></offer>',
      '<offer id="d"><price>100</price><name><![CDATA[Шлем <b>BRP</b>]]></name></offer>',
      '<offer id="e"><price>500</price><name>Масло Yamalube</name></offer>',
    ].join('');
    const text = yml(goods, { encoding });
    host.answer = serving(encoding === 'UTF-8' ? text : in1251(text));
    await put(ports, `${host.url.replace('://', '://reader:sesame@')}/yml.xml`);
    const [fetched] = await fetchAll(ports);
    const kept = await ports.artefacts.read(fetched?.last.artefact ?? '');
    expect(Buffer.from(kept).toString()).not.toContain('sesame');
    expect(fetched?.last).toMatchObject({
      ...{ outcome: 'good', counts: { read: 5, matched: 1, unmatched: 2, other: 2 } },
      unmatched: ['Чехол Ski-Doo Expedition', 'Шлем <b>BRP</b>'],
    });
    expect(await pricesOf(ports)).toEqual([
      'Lynx 69 Yeti 900 ACE 2149990.00 2026-11-30 https://shop.example/p/a?a=1&b=2',
    ]);
  });

  it('of Avito’s XML is read by its own names of models', async () => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    const ad = (id: string, model: string, condition = 'Новое') =>
      `<Ad><Id>${id}</Id><Title>Снегоход</Title><Make>BRP</Make><Model>${model}</Model><Year>2026</Year><Condition>${condition}</Condition><Price>2250000</Price><Images><Image url="https://x.example/1.jpg"/></Images></Ad>`;
    host.answer = serving(
      `<Ads formatVersion="3" target="Avito.ru">${ad('1', 'Ski-Doo Expedition SE')}${ad('2', 'Lynx 69 Yeti 900 ACE', 'Б/у')}</Ads>`,
    );
    await put(ports, `${host.url}/avito.xml`);
    await fetchAll(ports);
    expect(await pricesOf(ports)).toEqual(['Ski-Doo Expedition SE 2250000.00 2026-11-30 null']);
  });

  it('that fails costs only itself, is named, and leaves what was known', async () => {
    await using ports = await marketDealer();
    await using good = await webHost('/nowhere');
    await using bad = await webHost('/nowhere');
    good.answer = serving(yml(yeti('a', '2100000')));
    bad.answer = serving(yml(yeti('b', '2200000')));
    await put(ports, `${bad.url}/f.xml`, 'Плохой');
    await put(ports, `${good.url}/f.xml`, 'Хороший');
    await fetchAll(ports);
    bad.answer = serving(yml(yeti('b', '1')).slice(0, -40));
    const fetched = await fetchAll(ports);
    expect(
      Object.fromEntries(fetched.map(({ name, last }) => [name, last.reason?.code ?? last.outcome])),
    ).toEqual({
      Плохой: 'market-feed-broken',
      Хороший: 'good',
    });
    expect(await pricesOf(ports)).toHaveLength(2);
    expect((await pricesOf(ports)).join()).not.toContain(' 1.00 ');
  });

  it.each([
    ['that names no day of the calendar', { date: '2026-02-31' }, '', '2026-11-30'],
    [
      'with names as long as books',
      {},
      Array.from(
        { length: 25 },
        (_, at) => `<offer id="l${at}"><price>5</price><name>Lynx ${at} ${'ы'.repeat(19_000)}</name></offer>`,
      ).join(''),
      '2026-11-30',
    ],
  ])('%s is read all the same', async (_, said, more, day) => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    host.answer = serving(yml(yeti('a', '2100000') + more, said));
    await put(ports, `${host.url}/f.xml`);
    expect(await fetchDue(ports)).toMatchObject({ asked: 1, failed: 0 });
    expect((await ports.table.marketPrices.query({ dealerId: 'demo' })).map((one) => one.day)).toEqual([day]);
    const [source] = await listSources('demo', ports);
    expect(JSON.stringify(source).length).toBeLessThan(20_000);
  });

  it('that breaks in a tag as long as a book is told in few words', async () => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    host.answer = serving(`<yml_catalog><${'x'.repeat(500_000)}>`);
    await put(ports, `${host.url}/f.xml`);
    expect(await fetchDue(ports)).toMatchObject({ asked: 1, failed: 1 });
    const [source] = await listSources('demo', ports);
    expect(JSON.stringify(source).length).toBeLessThan(2_000);
  });

  it('tells a least price from a price', async () => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    const least = yeti('b', '1').replace('<price>', '<price from="true">');
    host.answer = serving(yml(yeti('a', '2100000') + least));
    await put(ports, `${host.url}/f.xml`);
    const [fetched] = await fetchAll(ports);
    expect(fetched?.last.counts).toMatchObject({ matched: 1, other: 1 });
    expect(await pricesOf(ports)).toHaveLength(1);
  });

  it('that has become empty, or was removed while it was asked, is no good news', async () => {
    await using dealer = await marketDealer();
    await using host = await webHost('/nowhere');
    host.answer = serving(yml(yeti('a', '2100000')));
    await put(dealer, `${host.url}/f.xml`);
    await fetchAll(dealer);
    host.answer = serving(yml('', { date: '2026-12-05' }));
    const later = { ...dealer, clock: () => new Date('2026-12-05T09:00:00Z') };
    expect(await fetchDue(later)).toEqual({ asked: 1, failed: 0, silent: 1 });
    host.answer = serving(yml(yeti('a', '2100000'), { date: '2026-12-05' }));
    const gone = {
      ...later,
      web: {
        get: async (...asked: Parameters<typeof dealer.web.get>) => {
          await removeSource(actor, { dealerId: 'demo', source: 'Мото' }, deskOn(dealer));
          return dealer.web.get(...asked);
        },
      },
    };
    await fetchAll(gone);
    expect(await listSources('demo', dealer)).toEqual([]);
    expect(await pricesOf(dealer)).toEqual([]);
  });

  it('goes by its address, whose password no record of the act keeps', async () => {
    await using ports = await marketDealer();
    const url = 'https://reader:sesame@shop.example/f.xml';
    await put(ports, url);
    await removeSource(actor, { dealerId: 'demo', source: url }, deskOn(ports));
    expect(await listSources('demo', ports)).toEqual([]);
    const acts = await ports.table.acts.query({ scope: 'D#demo' });
    expect(acts.map(({ action }) => action)).toContain('market.remove');
    expect(JSON.stringify(acts)).not.toContain('sesame');
    await expect(removeSource(actor, { dealerId: 'demo', source: url }, deskOn(ports))).rejects.toMatchObject(
      {
        reason: { code: 'market-source-unknown', values: { source: expect.not.stringContaining('sesame') } },
      },
    );
  });

  it('is asked on where a sheet calls a shop by its address', async () => {
    await using ports = await marketDealer();
    await put(ports, 'https://shop.example/f.xml');
    const rows =
      'Источник;Модель;Год;Цена;Дата\nhttps://shop.example/f.xml;Lynx 69 Yeti 900 ACE;2026;2100000;2026-11-20';
    await importPrices(actor, { dealerId: 'demo', name: 'p.csv', bytes: Buffer.from(rows) }, deskOn(ports));
    expect((await listSources('demo', ports)).map(({ url }) => url)).toEqual([
      'https://shop.example/f.xml',
      undefined,
    ]);
  });

  const page =
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body>нет</body></html>';
  const lots = '<a>'.repeat(50_000);
  const entities = `<?xml version="1.0"?><!DOCTYPE yml_catalog [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><yml_catalog><shop>&b;</shop></yml_catalog>`;
  test.each<[string, Answering, string]>([
    ['a page', serving(page), 'market-feed-other'],
    ['404', (_, response) => response.writeHead(404).end(), 'market-feed-status'],
    ['503', (_, response) => response.writeHead(503).end(), 'market-feed-away'],
    ['nothing', serving(''), 'market-feed-broken'],
    ['tags without an end', serving(`<yml_catalog>${lots}`), 'market-feed-deep'],
    ['entities of its own', serving(entities), 'market-feed-broken'],
    [
      'letters of no encoding',
      serving(Uint8Array.of(0x3c, 0x41, 0x64, 0x73, 0x3e, 0xff, 0xfe)),
      'market-feed-broken',
    ],
    ['UTF-7', serving('<?xml version="1.0" encoding="utf-7"?><Ads/>'), 'market-feed-encoding'],
    [
      'packed bytes, asked for or not',
      serving(gzipSync(Buffer.alloc(80_000_000, '<Ads>')), { 'content-encoding': 'gzip' }),
      'market-feed-broken',
    ],
    [
      'a file',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'market-feed-away',
    ],
    [
      'round in a circle',
      (request, response) => response.writeHead(302, { location: request.url ?? '/' }).end(),
      'market-feed-away',
    ],
    [
      'a connection that breaks',
      (_, response) => response.writeHead(200).write('<Ads>', () => response.destroy()),
      'market-feed-away',
    ],
  ])('that serves %s gives nothing and says so', async (_, answer, code) => {
    await using ports = await marketDealer();
    await using host = await webHost('/nowhere');
    host.answer = answer;
    await put(ports, `${host.url}/f.xml`);
    const [fetched] = await fetchAll(ports);
    expect(fetched?.last).toMatchObject({ outcome: 'failed', reason: { code } });
  });

  it('that has no end, or says nothing, is left after its time and size', async () => {
    await using dealer = await marketDealer();
    const limits = { silenceMs: 80, wholeMs: 400, bytes: 200_000, redirects: 3 };
    const web = publicWeb({ network: networkOf(true), limits });
    // The fetch's own limits are minutes and megabytes: these hold in their place.
    const ports = { ...dealer, web: { get: (url: string) => web.get(url, { keep: 200_000, wholeMs: 400 }) } };
    await using endless = await webHost('/nowhere');
    await using silent = await webHost('/nowhere');
    endless.answer = (_, response) => {
      const more = () => response.write('<a>'.repeat(20_000)) && setImmediate(more);
      response.on('drain', more);
      more();
    };
    silent.answer = () => {};
    await put(ports, `${endless.url}/f.xml`, 'endless');
    await put(ports, `${silent.url}/f.xml`, 'silent');
    const fetched = await fetchAll(ports);
    expect(fetched.map(({ last }) => last.reason?.code)).toEqual(['market-feed-away', 'market-feed-away']);
    expect(fetched.map(({ last }) => String(last.reason?.values.detail)).toSorted()).toEqual([
      expect.stringContaining('more than 200000 bytes'),
      expect.stringContaining('silence'),
    ]);
  });

  it('of an address inside a network, or that leads there, is never asked', async () => {
    await using dealer = await marketDealer();
    await using inside = await webHost('/nowhere');
    const network = networkOf(false, async (host) =>
      host === 'shop.test' ? [{ address: '10.0.0.7', family: 4 }] : [{ address: '127.0.0.1', family: 4 }],
    );
    const ports = { ...dealer, web: publicWeb({ network }) };
    await put(ports, 'https://shop.test/feed.xml', 'a');
    await put(ports, `${inside.url}/feed.xml`, 'b');
    const fetched = await fetchAll(ports);
    expect(fetched.map(({ last }) => last.outcome)).toEqual(['failed', 'failed']);
    expect(String(fetched[0]?.last.reason?.values.detail)).toContain('private network');
    expect(inside.asked).toEqual([]);
  });

  it('is asked once a day, what failed the same day again, and silence is told', async () => {
    await using dealer = await marketDealer();
    await using host = await webHost('/nowhere');
    const at = (now: string) => ({ ...dealer, clock: () => new Date(now) });
    host.answer = serving(yml(yeti('a', '2100000'), { date: '2026-12-01' }));
    await put(dealer, `${host.url}/f.xml`);
    expect(await fetchDue(dealer)).toEqual({ asked: 1, failed: 0, silent: 0 });
    expect(await fetchDue(at('2026-12-01T02:00:00Z'))).toMatchObject({ asked: 0 });
    host.answer = (_, response) => response.writeHead(500).end();
    expect(await fetchDue(at('2026-12-01T09:00:00Z'))).toMatchObject({ asked: 1, failed: 1, silent: 0 });
    expect(await fetchDue(at('2026-12-01T12:00:00Z'))).toMatchObject({ asked: 0 });
    expect(await fetchDue(at('2026-12-01T14:00:00Z'))).toMatchObject({ asked: 1 });
    expect(await fetchDue(at('2026-12-04T14:00:00Z'))).toMatchObject({ failed: 1, silent: 1 });
    const [source] = await listSources('demo', at('2026-12-04T14:00:00Z'));
    expect(source?.silentSince).toBe('2026-11-30');
    // One that answers with the same old file every day tells nothing new either.
    host.answer = serving(yml(yeti('a', '2100000'), { date: '2026-11-20' }));
    expect(await fetchDue(at('2026-12-05T14:00:00Z'))).toMatchObject({ failed: 0, silent: 1 });
  });
});

describe('the report', () => {
  const csv = (rows: string[]) => Buffer.from(['Источник;Модель;Год;Цена;Валюта;Дата', ...rows].join('\n'));
  const row = (source: string, price: string, currency = '', day = '2026-11-20') =>
    `${source};Lynx 69 Yeti 900 ACE;2026;${price};${currency};${day}`;
  const take = (ports: Dealer, rows: string[]) =>
    importPrices(actor, { dealerId: 'demo', name: 'p.csv', bytes: csv(rows) }, deskOn(ports));

  it('sets each machine beside the median of three prices at least, marks what is far off, and changes nothing', async () => {
    await using ports = await marketDealer();
    await take(ports, [row('А', '1900000'), row('Б', '1960000'), row('В', '2010000'), row('Г', '19000000')]);
    const before = await ports.table.offers.query({ dealerId: 'demo' });
    const { machines, families } = await marketReport('demo', ports);
    expect(machines).toEqual([
      expect.objectContaining({
        model: 'Lynx 69 Yeti 900 ACE',
        figures: {
          ...{ count: 3, outliers: 1, median: '1960000', average: '1956667' },
          ...{ lowest: '1900000', highest: '2010000' },
        },
        ours: [{ modelCode: 'YETI', roubles: '2000000', percent: '2.0' }],
      }),
    ]);
    expect(machines[0]?.prices.map(({ source, isOutlier }) => [source, isOutlier])).toEqual([
      ['А', false],
      ['Б', false],
      ['В', false],
      ['Г', true],
    ]);
    expect(families).toMatchObject([{ family: '69 Yeti', ours: { count: 1, percent: '2.0' } }]);
    expect(await ports.table.offers.query({ dealerId: 'demo' })).toEqual(before);
  });

  it('bears prices of less than a rouble', async () => {
    await using ports = await marketDealer();
    await take(ports, [row('А', '0,40'), row('Б', '0,40'), row('В', '0,40')]);
    const [machine] = (await marketReport('demo', ports)).machines;
    expect(machine?.figures).toMatchObject({ median: '1' });
  });

  it('of two prices, or of those older than 30 days, says nothing of a median', async () => {
    await using ports = await marketDealer();
    await take(ports, [row('А', '1900000'), row('Б', '1960000'), row('В', '2010000', '', '2026-10-20')]);
    expect(await marketReport('demo', ports)).toMatchObject({ machines: [], families: [], tooFew: 2 });
  });

  it('reckons other money by the dealer’s rate without its markup, and counts what has none', async () => {
    await using ports = await marketDealer();
    await take(ports, [
      row('А', '20000.10', 'EUR'),
      row('Б', '20000', 'EUR'),
      row('В', '20000', 'EUR'),
      row('Г', '20000', 'USD'),
    ]);
    const { machines, rates, withoutRate } = await marketReport('demo', ports);
    const [rate] = rates;
    expect(rate?.currency).toBe('EUR');
    const [whole = '', part = ''] = (rate?.rate ?? '').split('.');
    const exact = (20_000n * BigInt(whole + part)) / 10n ** BigInt(part.length);
    expect(machines[0]?.figures).toMatchObject({ count: 3, median: String(exact) });
    expect(withoutRate).toEqual({ USD: 1 });
  });
});
