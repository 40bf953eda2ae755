import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';
import { counted, enumerated, quoted } from './words.ts';

/** Fields as people call them, with the unit that an answer is in. */
const FIELDS: Readonly<Record<string, string>> = {
  Type: 'type',
  EngineType: 'kind of engine',
  Power: 'power in horsepower',
  PowerElectric: 'power in watts',
  EngineCapacity: 'engine capacity in cm³',
  Stroke: 'number of strokes',
  PersonCapacity: 'number of seats',
  TrackWidth: 'track width in mm',
  Year: 'model year',
};

const called = (fields: readonly string[]): string =>
  enumerated(fields.map((field) => FIELDS[field] ?? field));

/** The columns of a list as people call them. */
const COLUMNS: Readonly<Record<string, string>> = {
  modelCode: 'code',
  trackLength: 'track length',
  trackProfile: 'track',
  springOptions: 'options',
  color: 'colour',
};

const cells = (columns: readonly string[]): string =>
  enumerated(columns.map((column) => COLUMNS[column] ?? column));

/** Enough to recognise a group by. */
const MOST_CODES = 5;

const named = (codes: readonly string[]): string => {
  const more = codes.length - MOST_CODES;
  return more > 0 ? `${codes.slice(0, MOST_CODES).join(', ')} and ${more} more` : enumerated(codes);
};

const verb = (count: number, one: string, several: string): string => (count === 1 ? one : several);

interface OfCodes {
  readonly [name: string]: string | readonly string[];
  codes: readonly string[];
  document: string;
}

interface LabelIs {
  readonly [name: string]: string | number | readonly string[];
  label: string;
  prints: readonly string[];
  field: string;
  waiting: number;
  values: readonly string[];
}

interface UnitIs {
  readonly [name: string]: string | number | readonly string[];
  printed: string;
  unit: string;
  prints: readonly string[];
  fields: readonly string[];
  values: readonly string[];
  waiting: number;
}

/** What is asked. */
const QUESTIONS = {
  'ask-book': {
    why: ({ book, waiting }: { book: string; waiting: number }) =>
      `Where is the spec book of ${book}? ${counted(waiting, 'machine')} cannot do without it.`,
  },
  'ask-value': {
    why: ({ fields, model }: { fields: readonly string[]; model: string }) =>
      `${verb(fields.length, 'What is', 'What are')} the ${called(fields)} of the ${model}?`,
  },
  'ask-label': {
    why: ({ field, book }: { field: string; book: string }) =>
      `Which row of ${book} gives the ${called([field])}?`,
  },
  'ask-unit': {
    why: ({ printed, books }: { printed: string; books: readonly string[] }) =>
      `Which unit is ${quoted(printed)} in ${enumerated(books)}?`,
  },
  'ask-picture': { why: ({ family }: { family: string }) => `Which picture shows the ${family}?` },
  'ask-words': {
    why: ({ words, waiting }: { words: readonly string[]; waiting: number }) =>
      `What ${verb(words.length, 'does', 'do')} ${enumerated(words.map(quoted))} say in the names of ${counted(waiting, 'machine')}?`,
  },
  'ask-name': { why: ({ printed }: { printed: string }) => `Which Avito model is the ${printed}?` },
  'ask-alike': {
    why: ({ codes, columns }: { codes: readonly string[]; columns: readonly string[] }) =>
      `Publish ${codes.length === 2 ? 'both' : 'all of'} ${named(codes)}, or one? Their ads read alike; the rows differ in ${cells(columns) || 'nothing but the code'}.`,
  },
  'ask-repeated': {
    why: ({ code, rows }: { code: string; rows: number }) =>
      `${code} stands in ${rows} rows: which is right?`,
  },
  'ask-currency': {
    why: ({ document, waiting }: { document: string; waiting: number }) =>
      `In which currency are ${counted(waiting, 'price')} of ${document}?`,
  },
  'ask-price': {
    why: ({ codes, printed }: { codes: readonly string[]; printed: string }) =>
      `What ${verb(codes.length, 'does', 'do')} ${named(codes)} cost? ${printed ? `The list prints ${quoted(printed)}.` : 'The list prints no price.'}`,
  },
  'ask-unread': {
    why: ({ document, places }: { document: string; places: number }) =>
      `Is anything missing of ${document}? ${counted(places, 'place')} of it belong to no row.`,
  },
  'ask-doubt': {
    why: (
      { doubt, columns, waiting }: { doubt: Reason; columns: readonly string[]; waiting: number },
      say: Say,
    ) =>
      `${counted(waiting, 'row was', 'rows were')} read with doubt${columns.length > 0 ? ` (${cells(columns)})` : ''}: ` +
      `${unended(say(doubt))}. Is it right as it was read?`,
  },
  'ask-other': {
    why: ({ cause, waiting }: { cause: Reason; waiting: number }, say: Say) =>
      `${counted(waiting, 'machine waits', 'machines wait')}: ${unended(say(cause))}. Publish all the same?`,
  },
  'ask-price-jumps': {
    why: ({ codes, document }: OfCodes) =>
      `${counted(codes.length, 'price jumps', 'prices jump')} with ${document}: ${verb(codes.length, 'is the new one', 'are the new ones')} right?`,
  },
  'ask-vanished': {
    why: ({ codes, document }: OfCodes) =>
      `${document} no longer names ${named(codes)}: take ${verb(codes.length, 'the ad', 'the ads')} out?`,
  },
  'ask-budget-swap': {
    why: ({ codes }: OfCodes) =>
      `The dealer’s budget is full: ${verb(codes.length, 'does a better ad take the place', 'do better ads take the places')} of ${named(codes)}?`,
  },
  'ask-unseen': {
    why: ({ codes, document }: OfCodes) =>
      `Does ${document} still name ${named(codes)}? Not all of it could be read.`,
  },
  'ask-list-or-book': {
    why: ({ document }: { document: string }) =>
      `Is ${document} a price list or a spec book? It prints measures of machines, but neither the headings and prices of a list ` +
      'nor the titles and pictures of a book.',
  },
  'ask-columns': {
    why: ({ documents, columns }: { documents: readonly string[]; columns: readonly string[] }) =>
      `What are the columns of ${enumerated(documents)}? Not all of its headings are known: ${columns.join('; ')}.`,
  },
  'ask-places': {
    why: ({ documents, columns }: { documents: readonly string[]; columns: readonly string[] }) =>
      `What are the columns of ${enumerated(documents)}? Nothing stands over them: ${columns.join('; ')}.`,
  },
  'ask-unnamed': {
    why: ({ document, waiting, fields }: { document: string; waiting: number; fields: readonly string[] }) =>
      `Of which ${enumerated(fields)} ${verb(waiting, 'is the machine', `are ${counted(waiting, 'machine')}`)} of ${document}? ` +
      'Neither its titles nor its rows say so.',
  },
  'ask-spring': {
    why: ({ codes, until }: { codes: readonly string[]; until: string }) =>
      `Spring orders ended on ${until}: ${verb(codes.length, 'is', 'are')} ${named(codes)} still for sale?`,
  },
};

/** What the ways to answer mean. */
const OPTIONS = {
  'option-label-is': {
    why: ({ label, prints, field, waiting, values }: LabelIs) =>
      `The row ${quoted(label)} (${prints.map(quoted).join(', ')}): ${called([field])} ${values.join(', ')} for ` +
      `${counted(waiting, 'machine')}.`,
  },
  'option-unit-is': {
    why: ({ printed, unit, prints, fields, values, waiting }: UnitIs) =>
      `${quoted(printed)} is ${unit} (${prints.map(quoted).join(', ')}): ${called(fields)} ${values.join(', ')} for ` +
      `${counted(waiting, 'machine')}.`,
  },
  'option-unit-none': { why: 'None of these units: what it keeps back is then asked of each model.' },
  'option-label-none': { why: 'None of these rows: it is then asked of each model.' },
  'option-keep-out': {
    why: ({ codes }: { codes: readonly string[] }) => `Not for sale: keep ${named(codes)} out.`,
  },
  'option-drop-book': {
    why: ({ book, dealerId }: { book: string; dealerId: string }) =>
      `Drop the spec book of ${book} into inbox/${dealerId}/: its lists are then matched by themselves.`,
  },
  'option-value-is': {
    why: ({ field, value }: { field: string; value: string }) => `The ${called([field])} is ${value}.`,
  },
  'option-value': { why: ({ fields }: { fields: readonly string[] }) => `Give the ${called(fields)}.` },
  'option-picture': {
    why: ({ family }: { family: string }) =>
      `Use a picture of your own, by its address, for every ${family} without one.`,
  },
  'option-name-is': { why: ({ name }: { name: string }) => `It is Avito's "${name}".` },
  'option-name': { why: "Give Avito's name, to the letter." },
  'option-words-nothing': {
    why: ({ names }: { names: readonly string[] }) =>
      `Nothing that matters to Avito: ${names.length === 1 ? `"${names[0]}" is right` : `the ${names.length} models proposed are right`}.`,
  },
  'option-all-with-words': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `Publish ${named(codes)}, each with words that tell it apart. They go into the title, so they are Russian.`,
  },
  'option-only': {
    why: ({ code, others }: { code: string; others: readonly string[] }) =>
      `Publish ${code} alone; ${named(others)} ${verb(others.length, 'stays', 'stay')} out.`,
  },
  'option-drop-corrected': { why: 'Have the list corrected, and drop it again.' },
  'option-drop-named': {
    why: 'Have the list name brand and model year in its title, and drop it again; a new model is one line of `families.ts`.',
  },
  'option-drop-whole': { why: 'Drop a list that can be read as a whole.' },
  'option-currency': { why: ({ currency }: { currency: string }) => `They are in ${currency}.` },
  'option-price': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `Give the price${codes.length > 1 ? `; it holds for all ${codes.length}` : ''}.`,
  },
  'option-nothing-missing': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `Nothing is missing: publish ${verb(codes.length, 'the machine', `the ${codes.length} machines`)} as read.`,
  },
  'option-right': {
    why: ({ codes }: { codes: readonly string[] }) => `It is right as it was read: ${named(codes)}.`,
  },
  'option-publish': {
    why: ({ codes }: { codes: readonly string[] }) => `Publish ${named(codes)} all the same.`,
  },
  'option-new-prices': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `The new ${verb(codes.length, 'price is', 'prices are')} right.`,
  },
  'option-old-prices': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `Keep the ${verb(codes.length, 'price', 'prices')} that ${verb(codes.length, 'is', 'are')} live.`,
  },
  'option-take-out': {
    why: ({ codes }: { codes: readonly string[] }) => `No longer for sale: take ${named(codes)} out.`,
  },
  'option-stay': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `Still for sale: ${named(codes)} ${verb(codes.length, 'stays', 'stay')}.`,
  },
  'option-swap': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `The better one comes: ${named(codes)} ${verb(codes.length, 'gives way', 'give way')}.`,
  },
  'option-no-swap': {
    why: ({ codes }: { codes: readonly string[] }) =>
      `What is live stays: ${named(codes)} ${verb(codes.length, 'keeps its place', 'keep their places')}.`,
  },
  'option-is-list': { why: 'A price list: it is read as one, and so are later ones with the same labels.' },
  'option-is-book': { why: 'A spec book: it is read as one, and so are later ones with the same labels.' },
  'option-columns-as': {
    why: ({ columns, others }: { columns: readonly string[]; others: readonly string[] }) =>
      `${columns.join(', ')}${others.length > 0 ? `; nothing else: ${others.join(', ')}` : ''}. Later lists are read so too.`,
  },
  'option-columns': {
    why: ({ names }: { names: readonly string[] }) =>
      `Say of the columns what they are, each by its number: ${names.join(', ')}. Later lists are read so too.`,
  },
  'option-neither': { why: 'Neither: nothing of it is wanted.' },
  'option-sell': { why: ({ codes }: { codes: readonly string[] }) => `Still for sale: ${named(codes)}.` },
};

/** Questions to people, and the ways to answer them. */
export const ASKED = { ...QUESTIONS, ...OPTIONS };
