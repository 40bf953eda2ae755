import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { counted, unended } from './words.ts';

const FIELDS: Readonly<Record<string, string>> = {
  quantity: 'a number of pieces',
  availability: 'whether it is there',
  location: 'the name of a place',
  address: 'an address',
  vin: 'a VIN or the number of a frame',
  pictures: 'addresses of pictures',
  video: 'the address of a video',
  price: 'a price',
  priceRule: 'a rule for the price',
  note: 'a sentence for the ad',
  arrives: 'a day',
};

const HOW_TO_WRITE: Readonly<Record<string, string>> = {
  quantity: 'Write a whole number, 0 for what is sold.',
  availability: 'Write "в наличии", "под заказ" or "продан".',
  vin: 'Write up to 20 letters and figures, such as 2BPSCA0A1RV000123.',
  pictures:
    'Write addresses of JPEG or PNG files that begin with https://, at most 20, with spaces between them.',
  video: 'Write an address that begins with https://.',
  price: 'Write one amount, such as 2 221 000 or 19 540 EUR.',
  priceRule: 'Write percent with their sign, such as +3 % or -2.5 %.',
  note: 'Write at most 1000 letters.',
  arrives: 'Write a day such as 2026-12-15 or 15.12.2026.',
};

/** What comes of what a dealer says of its stock. */
export const STOCK = {
  'stock-unfit': {
    why: 'What the dealer says of its stock makes an ad that a rule forbids.',
    whatToDo: 'Look at its values with npx feedwright stock list, and set or drop the wrong one.',
  },
  'stock-codes-unknown': {
    why: ({ codes, near }: { dealerId: string; codes: readonly string[]; near: readonly string[] }) =>
      `No list in force offers ${codes.join(', ')}${near.length > 0 ? `; is ${near.join(' or ')} meant?` : '.'}`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `npx feedwright offers list ${dealerId} names what is offered.`,
  },
  'stock-refused': {
    why: ({ reasons }: { reasons: readonly Reason[] }, say: Say) =>
      `The rules forbid the ad that would come of it: ${reasons.map((reason) => unended(say(reason))).join('; ')}.`,
    whatToDo: 'Say it otherwise; what was said before holds.',
  },
  'stock-cell-wrong': {
    why: ({ field, text }: { field: string; text: string }) =>
      `${JSON.stringify(text)} cannot be read as ${FIELDS[field] ?? field}.`,
    whatToDo: ({ field }: { field: string }) => HOW_TO_WRITE[field] ?? '',
  },
  'stock-confirm': {
    why: ({ dealerId, going, of }: { dealerId: string; going: number; of: number }) =>
      `Of ${counted(of, 'ad')} of ${dealerId} ${going} would leave the feed at once, as sold.`,
    whatToDo: 'If that is meant, ask again with --yes.',
  },
};
