import { describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { sharedTargets } from '#shared/dealer-faults.ts';
import { claimTarget, parseDealer, putDealer, refuseSharedTarget } from '#shared/dealers.ts';
import type { ConfigurationError } from '#shared/errors.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

const put = (changes: object): Dealer => parseDealer({ ...testDealer(), ...changes }, 'north.json');

const faultsOf = (changes: object): string[] => {
  try {
    put(changes);
    return [];
  } catch (error) {
    return (error as ConfigurationError).details.faults as string[];
  }
};

const withPictures = (...addresses: string[]) => ({
  pictures: { baseUrl: 'https://dealer.ru/p/', path: '/p', byCode: { TJTH: addresses } },
});

describe('Own pictures', () => {
  test.each([
    'https://dealer.ru/foto/mxz-neo.webp',
    'https://dealer.ru/foto/MXZ.WEBP?v=3',
    'https://dealer.ru/a.gif',
    'https://dealer.ru/a.HEIC',
    'https://dealer.ru/a.svg#top',
    'https://dealer.ru/show.php?file=a.webp',
    'https://cdn.dealer.ru/a.jpg?fm=webp',
    'https://dealer.ru/a.mp4',
    'https://dealer.ru/mxz.html',
  ])('%s is refused', (address) => {
    expect(faultsOf(withPictures(address)).join()).toMatch(
      /pictures\.byCode\.TJTH is wrong: .* is no JPEG or PNG/,
    );
  });

  test.each([
    ['https://dealer.ru/a.jpg', 'https://dealer.ru/a.jpg'],
    ['https://dealer.ru/a.JPEG?w=1280', 'https://dealer.ru/a.JPEG?w=1280'],
    ['https://dealer.ru/image.php?id=7', 'https://dealer.ru/image.php?id=7'],
    ['https://dealer.ru/webp.site/a.png', 'https://dealer.ru/webp.site/a.png'],
    ['https://dealer.ru/foto/MXZ X-RS.jpg', 'https://dealer.ru/foto/MXZ%20X-RS.jpg'],
    ['https://dealer.ru/фото/тур.jpg', 'https://dealer.ru/%D1%84%D0%BE%D1%82%D0%BE/%D1%82%D1%83%D1%80.jpg'],
    ['https://мотосалон.рф/a.jpg', 'https://xn--80aqahgcde2a.xn--p1ai/a.jpg'],
  ])('%s is kept as %s', (address, kept) => {
    const { pathname, search } = new URL(kept);
    const [stored = ''] = put(withPictures(address)).pictures.byCode.TJTH ?? [];
    expect(stored).toMatch(/^[\x21-\x7e]+$/);
    expect(new URL(stored)).toMatchObject({ pathname, search });
  });

  test.each([
    ['https://dealer.ru/a.jpg', 'https://dealer.ru/a.jpg'],
    ['https://dealer.ru/a.jpg', 'HTTPS://Dealer.RU:443/a.jpg#big'],
    ['https://dealer.ru/фото.jpg', 'https://dealer.ru/%D1%84%D0%BE%D1%82%D0%BE.jpg'],
    ['https://dealer.ru/a b.jpg', 'https://dealer.ru/a%20b.jpg'],
    ['http://dealer.ru/a.jpg', 'https://dealer.ru/a.jpg'],
    ['https://dealer.ru/%d1%84.jpg', 'https://dealer.ru/ф.jpg'],
  ])('%s and %s are one picture', (...addresses) => {
    expect(faultsOf(withPictures(...addresses)).join()).toContain('stands there twice');
  });

  test('of which there are more than twenty are refused', () => {
    const many = Array.from({ length: 21 }, (_, at) => `https://dealer.ru/${at}.jpg`);
    expect(faultsOf(withPictures(...many))).not.toEqual([]);
    expect(faultsOf(withPictures(...many.slice(1)))).toEqual([]);
  });
});

describe('A description', () => {
  test.each([
    ['Звоните: +7 (815) 200-00-00', 'a telephone number'],
    ['Пишите 8 921 123 45 67', 'a telephone number'],
    ['89211234567', 'a telephone number'],
    ['Отдел продаж 9211234567', 'a telephone number'],
    ['<p>8<br>921<br>123<br>45<br>67</p>', 'a telephone number'],
    ['тел. 45-67-89', 'a telephone number'],
    ['+358 40 123 4567', 'a telephone number'],
    ['sales@dealer.ru', 'an e-mail address'],
    ['наш канал @polar_moto', 'a name of a messenger'],
    ['Есть WhatsApp', 'a messenger'],
    ['пишите в Вотсап', 'a messenger'],
    ['Телеграм-канал', 'a messenger'],
    ['Вайбер', 'a messenger'],
    ['пишите в ТГ', 'a messenger'],
    ['есть вотс ап', 'a messenger'],
    ['Инста: snow', 'a messenger'],
    ['сайт dealer точка ру', 'a link'],
    ['https://dealer.ru', 'a link'],
    ['см. www.dealer', 'a link'],
    ['Подробнее на dealer.ru', 'a link'],
    ['мотосалон.рф', 'a link'],
    ['t.me/polar', 'a link'],
  ])('%j is refused for %s', (description, what) => {
    expect(faultsOf({ description }).join()).toContain(what);
  });

  test.each([
    '<p>{name}: {engine}, {year}</p>{specifications}{equipment}{variants}',
    'Гусеница 3900 × 406 мм, шаг 64 мм, 165 л. с., 849 см³',
    'Модельные годы 2024 2025 2026, цена 2 500 000 руб.',
    'Работаем с 9:00 до 20:00 без выходных, с 2001 г. Доставка по РФ.',
    'Гарантия 24 месяца или 10 000 км. Код {code}.',
    'Мобильность и телеметрия, звуковой сигнал',
    'Новый снегоход. По России доставим за 7-10 дней. Рассрочка 0-0-12.',
  ])('%j is taken', (description) => {
    expect(faultsOf({ description })).toEqual([]);
  });

  test('as long as it may be is read at once, whatever stands in it', () => {
    const started = performance.now();
    for (const piece of ['8 ', '8-', 'a.', 'тел', '(', '<', '@ ', 'ww', '+7', 'а-'])
      faultsOf({ description: piece.repeat(1750) });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test.each([
  ['+7 (815) 200-00-00', true],
  ['8 921 123-45-67', true],
  ['79211234567', true],
  ['+358 40 123 4567', false],
  ['+7 701 123 45 67', false],
  ['200-00-00', false],
  ['8 921 123-45-67 доб. 5', false],
  ['8 921 123-45-678', false],
])('the telephone number %j: %s', (phone, taken) => {
  expect(faultsOf({ contact: { phone } }).length === 0).toBe(taken);
});

test.each([
  ['ftp/north', true],
  ['feedwright/prod/north', true],
  ['north/ftp', true],
  ['feedwright/prod/south', false],
  ['feedwright/prod/northern', false],
  ['ftp', false],
])('the secret %s: %s', (secretName, taken) => {
  expect(faultsOf({ ftp: { secretName } }).length === 0).toBe(taken);
});

describe('Two dealers', () => {
  const at = (id: string, publicUrl: string, path = `/${id}.xml`) => ({
    ...testDealer({ feed: { publicUrl, path } }),
    id,
  });
  const target = (dealer: Dealer, host: Record<string, string> | null = null) => ({ dealer, host });

  test.each([
    'https://dealer.ru/avito/feed.xml',
    'http://dealer.ru/avito/feed.xml',
    'https://DEALER.ru:443/avito/feed.xml',
    'https://dealer.ru./avito//feed.xml/',
    'https://dealer.ru/%61vito/./feed.xml',
  ])('do not share the URL %s', (url) => {
    const own = target(at('north', 'https://dealer.ru/avito/feed.xml'));
    expect(sharedTargets(own, [target(at('south', url))]).join()).toContain('south has its feed at');
  });

  test.each([
    'https://dealer.ru/avito/feed2.xml',
    'https://dealer.ru/Avito/feed.xml',
    'https://dealer.ru:8443/avito/feed.xml',
    'https://south.dealer.ru/avito/feed.xml',
    'https://dealer.ru/avito/feed.xml?dealer=south',
  ])('may have theirs beside each other, such as %s', (url) => {
    const own = target(at('north', 'https://dealer.ru/avito/feed.xml'));
    expect(sharedTargets(own, [target(at('south', url))])).toEqual([]);
  });

  test('do not share a file on one host and account', () => {
    const account = { host: 'ftp.hoster.ru', username: 'moto', password: 'x' };
    const own = target(at('north', 'https://north.ru/feed.xml', '/www/feed.xml'), account);
    const same = at('south', 'https://south.ru/feed.xml', '/www//feed.xml');
    const others = [
      target(same, { ...account, host: 'FTP.hoster.ru', port: '21' }),
      target(same, { ...account, username: 'other' }),
      target(same),
    ];
    expect(others.map((other) => sharedTargets(own, [other]).length)).toEqual([1, 0, 0]);
  });

  test('the second is refused, and the first may be put again', async () => {
    await using ports = await testPorts();
    const [north, south] = [
      at('north', 'https://dealer.ru/feed.xml'),
      at('south', 'https://dealer.ru/feed.xml'),
    ];
    await putDealer(north, ports, { fromFile: false });
    await expect(refuseSharedTarget(south, 'south.json', ports)).rejects.toThrow('north has its feed at');
    await expect(refuseSharedTarget(north, 'north.json', ports)).resolves.toBeUndefined();
  });

  test('are seen by each other where they are put at once, and the target is free again', async () => {
    await using ports = await testPorts();
    const claim = (id: string) => claimTarget(at(id, 'https://dealer.ru/feed.xml'), `${id}.json`, ports);
    await claim('north');
    await expect(claim('south')).rejects.toThrow('north has its feed at');
    await claimTarget(at('north', 'https://north.ru/feed.xml'), 'north.json', ports);
    await expect(claim('west')).resolves.toBeUndefined();
  });

  test("are in nobody's way a quarter of an hour after they were announced and never put", async () => {
    await using ports = await testPorts();
    const claim = (id: string, when: string) =>
      claimTarget(at(id, 'https://dealer.ru/feed.xml'), `${id}.json`, {
        ...ports,
        clock: () => new Date(when),
      });
    await claim('north', '2026-11-30T10:00:00Z');
    await expect(claim('south', '2026-11-30T10:14:00Z')).rejects.toThrow('north has its feed at');
    await expect(claim('south', '2026-11-30T10:16:00Z')).resolves.toBeUndefined();
  });
});
