import * as z from 'zod';
import { Box } from '#contracts/box.ts';
import { Reason } from '#contracts/reason.ts';
import {
  type ListedPage,
  listPages,
  ShowPage,
  ShowTable,
  showPage,
  showTable,
} from '#desk/documents/pages.ts';
import { ShowDocument } from '#desk/documents/show.ts';
import { answers, type Downloads, lists, pageOf } from '../route.ts';
import { Picture, pictureAt } from '../shapes/seen.ts';

const Listed = z.object({
  page: z.number().int(),
  picture: Picture.nullable(),
  sheet: z.object({ name: z.string().nullable(), columns: z.array(z.string()) }).nullable(),
  machines: z.number().int(),
  doubtful: z.number().int(),
  reason: Reason.nullable(),
});

const Machine = z.object({
  modelCode: z.string().nullable(),
  title: z.string(),
  box: Box.nullable(),
  flags: z.array(z.string()),
  cells: z.array(z.object({ name: z.string(), text: z.string(), box: Box, address: z.string().nullable() })),
});

const Shown = Listed.extend({
  parts: z.number().int(),
  printed: z.array(Machine),
  problems: z.array(Reason),
  leftOut: z.array(z.object({ box: Box, text: z.string(), why: z.string() })),
});

const Table = z.object({
  page: z.number().int(),
  name: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
  last: z.number().int(),
});

const withPicture = async <Page extends ListedPage>(page: Page, downloads: Downloads) => ({
  ...page,
  picture: await pictureAt(page.picture, downloads),
});

/** Pages of files as they look, and what was read there. */
export const PAGE_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/documents/{document}/pages',
    permission: 'dealer.read',
    summary:
      'The pages of a file on which something was read, with their pictures; sheets have tables instead',
    in: ShowDocument,
    out: Listed,
    page: async (wish, part, { ports, downloads }) => {
      const { items, cursor } = pageOf(await listPages(wish, ports), part);
      return { items: await Promise.all(items.map((page) => withPicture(page, downloads))), cursor };
    },
  }),
  answers({
    path: '/dealers/{dealerId}/documents/{document}/pages/{page}',
    permission: 'dealer.read',
    summary:
      'One page with each value that was read there at its place, and what is in no row, 200 of each in a part',
    in: ShowPage,
    out: Shown,
    answer: async (wish, { ports, downloads }) => withPicture(await showPage(wish, ports), downloads),
  }),
  answers({
    path: '/dealers/{dealerId}/documents/{document}/pages/{page}/table',
    permission: 'dealer.read',
    summary: 'Rows of a sheet around one of them, as its program shows them',
    in: ShowTable,
    out: Table,
    answer: (wish, { ports }) => showTable(wish, ports),
  }),
] as const;
