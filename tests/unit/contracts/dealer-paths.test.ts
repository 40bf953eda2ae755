import { expect, test } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { testDealer } from '../../fakes/dealer.ts';

const { feed, pictures } = testDealer();

test.each([
  '/feed.xml',
  "/www/пример сайт/it's a feed.xml",
  '/Größe/%20 ü.xml',
  '/www/ф',
])('the feed may lie at %j on the host', (path) => {
  expect(Dealer.safeParse({ ...testDealer(), feed: { ...feed, path } }).success).toBe(true);
});

test.each([
  { path: 'feed.xml', says: 'begin it with' },
  { path: '/', says: 'end it with the name of the file' },
  { path: '/www/', says: 'end it with the name of the file' },
  { path: '/feed.xml\r\nDELE index.html', says: 'without line breaks' },
])('the feed may not lie at $path', ({ path, says }) => {
  expect(() => Dealer.parse({ ...testDealer(), feed: { ...feed, path } })).toThrow(says);
});

test('the folder of the pictures names no second command', () => {
  const path = '/pictures\r\nDELE index.html';
  expect(() => Dealer.parse({ ...testDealer(), pictures: { ...pictures, path } })).toThrow(
    'without line breaks',
  );
});
