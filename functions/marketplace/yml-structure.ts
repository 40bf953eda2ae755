import type { Structure } from './structure.ts';

const SOME = /\S/;
const WHOLE = /^[1-9]\d{0,17}$/;
/** As the rules of `url` and `picture` have it: one address too long must not keep the whole feed back. */
const ADDRESS = /^(?=.{1,512}$)https?:\/\/\S+$/;
const ANY = Number.POSITIVE_INFINITY;
/** Of Yandex's own instructions: h3, p, ul, li and br in CDATA, and 3,000 signs. */
const DESCRIPTION = /^[\s\S]{1,3000}$/;

/**
 * A YML catalogue with offers of the simplified type.
 * Sources: https://yandex.ru/support/marketplace/ru/assortment/auto/yml (root and date),
 * https://yandex.ru/support/merchants/ru/elements/shop, https://yandex.ru/support/merchants/ru/elements/attributes-offer
 */
export const YML: Structure = {
  root: 'yml_catalog',
  elements: {
    yml_catalog: {
      attributes: { date: /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d[+-]\d{2}:\d{2}$/ },
      children: { shop: [1, 1] },
    },
    shop: {
      children: {
        ...{ name: [1, 1], company: [1, 1], url: [1, 1] },
        ...{ currencies: [1, 1], categories: [1, 1], offers: [1, 1] },
      },
    },
    name: { text: /^\S[\s\S]{0,149}$/ },
    company: { text: SOME },
    url: { text: ADDRESS },
    currencies: { children: { currency: [1, ANY] } },
    currency: { attributes: { id: /^RU[BR]$/, rate: /^1$/ }, unique: true },
    categories: { children: { category: [1, ANY] } },
    category: { attributes: { id: WHOLE, 'parentId?': WHOLE }, text: SOME, unique: true },
    offers: { children: { offer: [0, ANY] } },
    offer: {
      attributes: { id: /^[0-9A-Za-z]{1,20}$/, available: /^(?:true|false)$/ },
      unique: true,
      children: {
        ...{ url: [0, 1], price: [1, 1], currencyId: [1, 1], categoryId: [1, 1], picture: [1, 10] },
        ...{ name: [1, 1], vendor: [1, 1], vendorCode: [0, 1], model: [0, 1], description: [1, 1] },
        param: [0, ANY],
      },
    },
    price: { text: WHOLE },
    currencyId: { text: SOME, refersTo: 'currency' },
    categoryId: { text: WHOLE, refersTo: 'category' },
    picture: { text: ADDRESS },
    vendor: { text: SOME },
    vendorCode: { text: SOME },
    model: { text: SOME },
    description: { text: DESCRIPTION },
    param: { attributes: { name: SOME, 'unit?': SOME }, text: SOME },
  },
};
