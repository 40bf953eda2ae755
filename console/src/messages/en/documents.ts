import { pluralIn } from '../plural.ts';
import type { DOCUMENTS as RU } from '../ru/documents.ts';

const counted = pluralIn('en');
const rounded = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const DOCUMENTS: typeof RU = {
  states: {
    processing: 'at work',
    published: 'published',
    review: 'waits for answers',
    rejected: 'rejected',
    failed: 'failed',
    duplicate: 'was there already',
    catalogued: 'read',
  },
  stages: {
    intake: 'Intake',
    extract: 'Reading',
    catalogue: 'Spec book',
    stock: 'Stock',
    match: 'Matching',
    validate: 'Validation',
    generate: 'Feed',
    close: 'Close',
  },
  stageDone: (things, seconds) => `${things} in ${seconds}`,
  stageFailed: 'failed',
  seconds: (seconds) => `${rounded.format(seconds)} s`,
  all: 'All',
  filter: 'Show',
  file: 'File',
  received: 'Received',
  state: 'State',
  machines: 'Machines',
  time: 'Time',
  cost: 'Cost',
  none: 'No files yet. Drop a price list and a spec book at Today: within minutes they are here.',
  noneSo: 'No file is in this state.',
  kinds: { 'price-list': 'Price list', 'spec-book': 'Spec book', stock: 'Stock' },
  lists: 'Price lists in it',
  counts: 'What came of it',
  countsOf: {
    products: 'rows',
    published: 'published',
    review: 'waiting for answers',
    rejected: 'rejected',
    models: 'models',
  },
  stagesTitle: 'Stages',
  redrive: 'Go on where it failed',
  redriven: 'The file is at work again',
  runCost: (usd) => `Processing cost ${usd}`,
  bytes: (kilobytes) => `${rounded.format(kilobytes)} kB`,
  pages: 'Pages',
  page: (page) => `Page ${page}`,
  pagesCount: (count) => counted(count, { one: 'page', other: 'pages' }),
  feedVersion: (version) => `Feed, version ${version}`,
};
