import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';
import { counted, idsText } from './words.ts';

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

interface StockAsks {
  readonly [name: string]: string | number | readonly Reason[];
  places: number;
  reasons: readonly Reason[];
  dealerId: string;
  documentId: string;
}

const placed = (problem: Reason, say: Say): string =>
  [problem.place?.address, unended(say(problem))].filter(Boolean).join(': ');

/** What comes of what a dealer says of its stock. */
export const STOCK = {
  'stock-unfit': {
    why: 'What the dealer says of its stock makes an ad that a rule forbids.',
    whatToDo: 'Look at its values with npx feedwright stock list, and set or drop the wrong one.',
  },
  'stock-piece-id': {
    why: ({ id }: { id: string }) => `This marketplace takes no Id like ${id}, which a piece of its own has.`,
    whatToDo:
      'Write "stock": {"adPer": "code"} into the channel’s part of the configuration: there one ad stands for all pieces of a code.',
  },
  'stock-notes-unsaid': {
    why: ({ ads, adIds }: { ads: number; adIds: readonly string[] }) =>
      `The note of the stock finds no room in the text of ${counted(ads, 'ad')}: ${idsText({ ads, adIds })}.`,
    whatToDo: 'Shorten the note, or the dealer’s own template of descriptions.',
  },
  'ad-sold': { why: 'The dealer says that it is sold: it is out of the feed.' },
  'ad-withdrawn': { why: 'A person has withdrawn it: it is out of the feed.' },
  'ad-absent': {
    why: 'The dealer’s stock, as it says of itself, is whole and lacks it: it leaves the feed as far as the guard lets it.',
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
  'stock-or-list': {
    why: ({ labels }: { labels: readonly string[] }) =>
      `Is it a stock sheet or a price list? Its columns are ${labels.join(', ')}.`,
    whatToDo:
      'npx feedwright stock take DEALER DOCUMENT takes it as your stock; for a price list, write brand and model year above its headings.',
  },
  'ask-stock-or-list': {
    why: ({ document }: { document: string }) => `Is ${document} a price list or your own stock sheet?`,
  },
  'option-is-stock': { why: 'It is a stock sheet: what it says lies over the lists.' },
  'is-stock-sheet': {
    why: 'The file is a stock sheet and no price list.',
    whatToDo: 'Drop it into the inbox of its dealer: it lies over the lists that are in force.',
  },
  'stock-empty': {
    why: 'No row of the stock sheet says anything that can be taken; what was known before holds.',
    whatToDo: 'Fill in a code and what is to be said of it, and drop the sheet again.',
  },
  'stock-asks': {
    why: ({ places, reasons }: StockAsks, say: Say) =>
      `The stock sheet is taken but for ${counted(places, 'place')}: ${reasons.map((each) => placed(each, say)).join('; ')}.`,
    whatToDo: ({ dealerId, documentId }: StockAsks) =>
      `Mend these cells and drop the sheet again; stock.json names all of them. What a heading means says npx feedwright stock take ${dealerId} ${documentId} --as "HEADING=FIELD".`,
  },
  'stock-cell-formula': {
    why: ({ text }: { text: string }) =>
      `${JSON.stringify(text.slice(0, 80))} begins as a formula does, and is no text for an ad.`,
    whatToDo: 'Write the text itself.',
  },
  'stock-cell-doubtful': {
    why: ({ text }: { text: string }) =>
      `${text ? JSON.stringify(text) : 'A cell'} is struck through, hidden or hardly to be seen: does it count?`,
    whatToDo: 'Take the look away, or empty the cell; what is sold has the quantity 0.',
  },
  'stock-row-nameless': {
    why: ({ vin }: { vin: string }) =>
      vin
        ? `No machine with the VIN ${vin} is known, and the row has no code.`
        : 'The row has neither a code nor a VIN.',
    whatToDo: 'Write the model code of the price list into the row.',
  },
  'stock-row-unfit': {
    why: ({ code, reasons }: { code: string; reasons: readonly Reason[] }, say: Say) =>
      `Of ${code} nothing is taken, since the rules forbid the ad: ${reasons.map((each) => unended(say(each))).join('; ')}.`,
    whatToDo: 'Mend the row.',
  },
  'stock-code-unknown': {
    why: ({ code, near }: { code: string; near: readonly string[] }) =>
      `No list in force offers ${code}${near.length > 0 ? `; is ${near.join(' or ')} meant?` : '.'}`,
    whatToDo: 'Correct the code, or drop the price list that has it: what is said is kept for it.',
  },
  'stock-place-unknown': {
    why: ({ name, near }: { name: string; near: readonly string[] }) =>
      `No address is known of the place ${JSON.stringify(name)}${near.length > 0 ? `; is ${near.join(' or ')} meant?` : '.'}`,
    whatToDo: 'Name its address in locations of the dealer’s configuration, or in a column of addresses.',
  },
  'stock-contradiction': {
    why: ({ field, addresses }: { field: string; addresses: readonly string[] }) =>
      `${addresses.join(' and ')} contradict one another about ${FIELDS[field] ?? field}; neither is taken.`,
    whatToDo: 'Leave the one that is right; give pieces of one code their VINs or places.',
  },
  'stock-vin-twice': {
    why: ({ vin, addresses }: { vin: string; addresses: readonly string[] }) =>
      `The VIN ${vin} stands in rows of different codes: ${addresses.join(', ')}.`,
    whatToDo: 'Correct the one that is wrong.',
  },
  'stock-column-odd': {
    why: ({ column, field, text }: { column: string; field: string; text: string }) =>
      `Most cells of column ${column} cannot be read as ${FIELDS[field] ?? field}, such as ${JSON.stringify(text)}; nothing of it is taken.`,
    whatToDo: 'Rename its heading, or correct its cells.',
  },
  'stock-column-unknown': {
    why: ({ heading }: { heading: string; sheet: string | null }) =>
      `Does the column ${JSON.stringify(heading)} hold numbers of pieces?`,
    whatToDo:
      'If so, call it "Quantity", or say it with --as "HEADING=quantity" of npx feedwright stock take.',
  },
  'stock-tab-unread': {
    why: ({ sheet }: { sheet: string }) =>
      `The tab ${JSON.stringify(sheet)} holds codes, and is hidden or has no headings that are known; nothing of it is taken.`,
    whatToDo: 'Show it, and write headings such as "Code" and "Quantity" above its columns.',
  },
  'stock-not-whole': {
    why: 'The sheet says that it names all there is, but some of it is hidden or was not understood: what it does not name stays as it was.',
    whatToDo: 'Mend what is told, and drop the sheet again.',
  },
  'stock-which-piece': {
    why: ({ code, pieces }: { code: string; pieces: readonly string[] }) =>
      `There are several pieces of ${code}: ${pieces.join(', ')}.`,
    whatToDo: 'Say which one, with --piece or in a column of VINs or pieces.',
  },
  'stock-confirm': {
    why: ({
      dealerId,
      channel,
      going,
      of,
    }: {
      dealerId: string;
      channel?: string;
      going: number;
      of: number;
    }) => {
      const whose = channel ? `${dealerId} in ${channel}` : dealerId;
      return `Of ${counted(of, 'ad')} of ${whose} ${going} would leave the feed at once, as sold.`;
    },
    whatToDo: 'If that is meant, ask again with --yes.',
  },
};
