import { type Account, type AdStatus, type LiveAd, ripen, urlOf } from './account.ts';
import {
  type Answer,
  bad,
  type Call,
  isObject,
  isWhole,
  momentSaid,
  objectIn,
  Refused,
  type Route,
  wholeParam,
} from './call.ts';

/** The live list knows no `archived`. */
const nowCalled = (status: AdStatus): string => (status === 'archived' ? 'removed' : status);

const STATUSES = ['active', 'removed', 'old', 'blocked', 'rejected'];

const statusesIn = (query: URLSearchParams): string[] => {
  const asked = (query.get('status') ?? 'active').split(',');
  const unknown = asked.find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw bad(`status ${unknown} is not known`);
  return asked;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

const changedFrom = (query: URLSearchParams): number => {
  const text = query.get('updatedAtFrom');
  if (text === null) return 0;
  if (!DAY.test(text) || Number.isNaN(Date.parse(text))) throw bad('updatedAtFrom must be a date');
  return Date.parse(`${text}T00:00:00+03:00`);
};

/** All ads are of this one; its number is invented. */
const CATEGORY = 14;

const adSaid = (ad: LiveAd) => ({
  ...{ id: ad.avitoId, title: ad.title, price: ad.price, status: nowCalled(ad.status) },
  url: ad.status === 'active' ? urlOf(ad.avitoId) : null,
  ...{ address: ad.address, category: { id: CATEGORY, name: ad.category } },
});

const listLive = (call: Call): Answer => {
  const { account, query, switches, now } = call;
  ripen(account, now);
  const perPage = wholeParam(query, 'per_page', { least: 1, most: 99, usual: 25 });
  const page = wholeParam(query, 'page', { least: 1, usual: 1 });
  const [statuses, from] = [statusesIn(query), changedFrom(query)];
  const rows = [...account.ads.values()].filter(
    (ad) => statuses.includes(nowCalled(ad.status)) && ad.updatedAt.getTime() >= from,
  );
  const isOthers = wholeParam(query, 'category', { least: 1, usual: CATEGORY }) !== CATEGORY;
  const seen = switches.employeeKeys || isOthers ? [] : rows;
  const resources = seen.slice((page - 1) * perPage, page * perPage).map(adSaid);
  const total = switches.itemsTotal ? { total: seen.length } : {};
  return { body: { resources, meta: { page, per_page: perPage, ...total } } };
};

const withNumber = ({ ads }: Account, avitoId: number): LiveAd | undefined =>
  [...ads.values()].find((ad) => ad.avitoId === avitoId);

const numberIn = ({ params }: Call): number => {
  const number = Number(params.item_id);
  if (!isWhole(number, 1)) throw bad('item_id must be a number');
  return number;
};

const NULLS = {
  ...{ autoload_item_id: null, start_time: null, finish_time: null, url: null, vas: null },
};

const absent = (call: Call, number: number): Answer => {
  const others = [...call.world.accounts.values()].filter((account) => account !== call.account);
  const isOthers = others.some((account) => withNumber(account, number));
  return { body: { ...NULLS, status: isOthers ? 'another_user' : 'not_found' } };
};

const giveItem = (call: Call): Answer => {
  const number = numberIn(call);
  ripen(call.account, call.now);
  const ad = withNumber(call.account, number);
  if (!ad) return absent(call, number);
  const { times } = call.switches;
  return {
    body: {
      ...{ status: nowCalled(ad.status), autoload_item_id: ad.adId, url: urlOf(number), vas: [] },
      ...{ start_time: momentSaid(ad.startAt, times), finish_time: momentSaid(ad.endAt, times) },
    },
  };
};

/** Nothing is sold above this; invented. */
const MOST_RUB = 1_000_000_000;

const updatePrice = (call: Call): Answer => {
  const number = numberIn(call);
  const { price } = objectIn(call);
  if (!isWhole(price, 1, MOST_RUB)) throw bad('price must be whole roubles');
  ripen(call.account, call.now);
  const ad = withNumber(call.account, number);
  if (!ad) throw new Refused(404, 'Объявление не найдено');
  const { priceAnswer, priceOfInactive } = call.switches;
  if (ad.status !== 'active' && priceOfInactive === 'refused') throw bad('wrong status of the item');
  if (priceAnswer === 'refused') throw bad('category is not supported');
  if (priceAnswer !== 'false') Object.assign(ad, { price, updatedAt: call.now });
  return { body: { result: { success: { success: true, false: false, absent: undefined }[priceAnswer] } } };
};

const admitStock = ({ switches }: Call): void => {
  if (switches.stockFlow === 'refused') throw new Refused(401, 'Unsupported flow for endpoint');
};

const stockSaid = ({ avitoId, quantity }: LiveAd, { stockNames }: Call['switches']) => {
  const flags = [false, false, quantity === 0];
  const names = {
    snake: ['item_id', 'quantity', 'is_multiple', 'is_unlimited', 'is_out_of_stock'],
    camel: ['itemId', 'quantity', 'isMultiple', 'isUnlimited', 'isOutOfStock'],
  }[stockNames];
  return Object.fromEntries([avitoId, quantity, ...flags].map((value, at) => [names[at], value]));
};

/** A row may be missing from an answer. */
const rowsSaid = <T>(rows: readonly T[], { stockRows }: Call['switches']): readonly T[] =>
  stockRows === 'missing' ? rows.slice(0, -1) : rows;

const giveStocks = (call: Call): Answer => {
  admitStock(call);
  const { item_ids: ids } = objectIn(call);
  const isList =
    Array.isArray(ids) && ids.length > 0 && ids.length <= 10 && ids.every((id) => isWhole(id, 1));
  if (!isList) throw bad('item_ids: 1 to 10 numbers');
  const found = ids.flatMap((id) => withNumber(call.account, id) ?? []);
  return { body: { stocks: rowsSaid(found, call.switches).map((ad) => stockSaid(ad, call.switches)) } };
};

interface StockRow {
  item_id: number;
  quantity: number;
  external_id?: string;
}

const isStockRow = (row: unknown): row is StockRow =>
  isObject(row) && isWhole(row.item_id, 1) && isWhole(row.quantity, 0, 999_999);

/** What fails, fails inside a 200. */
const setStock = ({ account }: Call, { item_id, quantity, ...more }: StockRow) => {
  const ad = withNumber(account, item_id);
  const external = more.external_id === undefined ? {} : { external_id: more.external_id };
  if (ad?.status !== 'active') return { item_id, success: false, errors: ['item not found'], ...external };
  ad.quantity = quantity;
  return { item_id, success: true, ...external };
};

const putStocks = (call: Call): Answer => {
  admitStock(call);
  const { stocks } = objectIn(call);
  const isList =
    Array.isArray(stocks) && stocks.length > 0 && stocks.length <= 200 && stocks.every(isStockRow);
  if (!isList) throw bad('stocks: 1 to 200 rows');
  const rows = stocks.map((row) => setStock(call, row));
  return { body: { stocks: rowsSaid(rows, call.switches) } };
};

/** What is on the site now. */
export const LIVE: readonly Route[] = [
  { method: 'GET', path: '/core/v1/items', group: 'items', errors: 'nested', answer: listLive },
  {
    ...{ method: 'GET', path: '/core/v1/accounts/{user_id}/items/{item_id}/', group: 'item', errors: 'flat' },
    answer: giveItem,
  },
  {
    ...{ method: 'POST', path: '/core/v1/items/{item_id}/update_price', group: 'price', errors: 'nested' },
    answer: updatePrice,
  },
  { method: 'POST', path: '/stock-management/1/info', group: 'stock', errors: 'message', answer: giveStocks },
  { method: 'PUT', path: '/stock-management/1/stocks', group: 'stock', errors: 'message', answer: putStocks },
];
