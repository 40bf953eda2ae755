import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';

type InBook = { document: string; page: number | null };
type InRow = { document: string; page: number; row: number };

const rowText = ({ document, page, row }: InRow): string => `${document}, page ${page}, row ${row}`;
const bookText = ({ document, page }: InBook): string =>
  `${document}${page === null ? '' : `, page ${page}`}`;

/** Where the value of an ad's field comes from, and why that place has no picture. */
export const SOURCES = {
  'from-row': { why: rowText },
  'from-identity': { why: (row: InRow) => `brand, code and year: ${rowText(row)}` },
  'from-book': { why: bookText },
  'from-no-book': { why: 'no spec book' },
  'from-glossary': { why: 'the glossary of terms' },
  'from-print': { why: ({ printed, ...row }: InRow & { printed: string }) => `${rowText(row)}: ${printed}` },
  'from-match': {
    why: ({ method, percent }: { method: string; percent: number }) => `match: ${method}, ${percent} % sure`,
  },
  'from-configuration': { why: ({ dealerId }: { dealerId: string }) => `configuration of ${dealerId}` },
  'from-kind': { why: 'the same for every new snowmobile' },
  'from-rule': { why: ({ rule }: { rule: string }) => `by rule: ${unended(rule)}` },
  'from-lent': { why: 'inherited from another book' },
  'from-guess': { why: ({ percent }: { percent: number }) => `only ${percent} % sure` },
  'from-stock-sheet': {
    why: ({ document, address }: { document: string; address: string }) =>
      `stock sheet ${document}, ${address}`,
  },
  'from-stock-word': {
    why: ({ by, on }: { by: string; on: string }) => `said of the stock by ${by} on ${on}`,
  },
  'crop-file-gone': { why: 'The file is no longer in the inbox.' },
  'page-undrawn': {
    why: 'This page was not drawn when the file was read.',
    whatToDo: 'Drop the file again to see it.',
  },
  'table-unknown': {
    why: ({ document, page }: { document: string; page: number }) =>
      `Page ${page} of ${document} is no sheet that was kept as a table.`,
    whatToDo: 'Look which pages the file has.',
  },
  'crop-undrawn': { why: ({ detail }: { detail: string }) => `No picture: ${detail}` },
  'from-hand': {
    why: ({ by, on, insteadOf }: { by: string; on: string; insteadOf: string }) =>
      `set by hand by ${by} on ${on} in place of "${insteadOf}"`,
  },
  'made-state': {
    why: ({ state, reasons }: { state: string; reasons: readonly Reason[] }, say: Say) =>
      `It is ${[state, ...(reasons.length > 0 ? [reasons.map(say).join('; ')] : [])].join(': ')}`,
  },
  'made-accepted': {
    why: ({ by, on, reasons }: { by: string; on: string; reasons: readonly Reason[] }, say: Say) =>
      `Accepted by ${by} on ${on}, although: ${reasons.map(say).join('; ')}`,
  },
  'made-of-list': {
    why: ({ name, sha256, received }: { name: string; sha256: string; received: string }) =>
      `Price list: ${name}, SHA-256 ${sha256}, received ${received}`,
  },
  'made-of-row': { why: ({ page, row }: { page: number; row: number }) => `Row: page ${page}, row ${row}` },
  'made-of-book': {
    why: ({ name, sha256 }: { name: string; sha256: string }) => `Spec book: ${name}, SHA-256 ${sha256}`,
  },
  'made-by-rules': {
    why: ({ version, source }: { version: string; source: string }) =>
      `Rules of version ${version} (${source})`,
  },
  'made-for-dealer': {
    why: ({ dealerId, version }: { dealerId: string; version: string | null }) =>
      `Dealer: ${dealerId}, version ${version ?? 'unknown'}`,
  },
  'made-in-run': { why: ({ runId }: { runId: string }) => `In the run ${runId}` },
  'made-of-file': { why: ({ key }: { key: string }) => `The file lies under ${key}` },
};
