import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PriceHistory } from '#contracts/history.ts';
import { daysAsText, listDays } from '#desk/history/days.ts';
import { ShowPrices, showPrices } from '#desk/history/prices.ts';
import { parseWish } from '#desk/refusal.ts';
import { pricesPage } from '#functions/reports/prices-page.ts';
import { spokenMoney, spokenRoubles } from '#shared/spoken-money.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { writePage } from '../files/write-page.ts';
import { sayTable } from '../say/grid.ts';
import { dim, printable, printJson, say } from '../say/terminal.ts';

const LISTED = ['From', 'List', 'Code', 'Year', 'List price', 'Ad'];
const FEED = ['From', 'Version', 'Feed price'];

const LEFT = {
  lists: 'older lists were not read',
  versions: 'older versions of the feed were not read',
  unpriced: 'rows of the machine have no price',
};

const sayPrices = ({ listed, feed, older, unpriced }: PriceHistory): void => {
  sayTable(
    LISTED,
    listed.map(({ day, document, modelCode, modelYear, price, roubles }) => [
      ...[day, printable(document), printable(modelCode), modelYear ?? '', spokenMoney(price)],
      roubles === null ? '' : spokenRoubles(roubles),
    ]),
  );
  if (feed.length > 0)
    sayTable(
      FEED,
      feed.map(({ day, version, roubles }) => [day, version, spokenRoubles(roubles)]),
    );
  for (const [what, count] of Object.entries({ ...older, unpriced }))
    if (count > 0) say(dim(`${count} ${LEFT[what as keyof typeof LEFT]}.`));
};

const prices: Action['run'] = async ([dealerId = '', modelCode = ''], ports, flags) => {
  const history = await showPrices(parseWish(ShowPrices, { dealerId, modelCode }), ports);
  if (flags.has('json')) return printJson(history);
  sayPrices(history);
  say(`\n${await writePage(ports.pages, [dealerId, `${modelCode} prices`], pricesPage(history))}`);
};

const days: Action['run'] = async ([dealerId = ''], ports, flags, { out }) => {
  const all = await listDays(dealerId, ports);
  if (flags.has('json')) return printJson(all);
  if (out) {
    await openFolder('out', out);
    const path = join(out, `${dealerId}-days.csv`);
    await writeFile(path, daysAsText(all));
    return say(path);
  }
  sayTable(
    ['Day', 'Live', 'Published', 'Withdrawn', 'Waiting', 'Questions', 'Complete', 'Delivered', 'USD'],
    all.map((one) => [
      ...[one.day, one.adsLive, one.published, one.withdrawn, one.waiting, one.questions ?? ''],
      ...[`${one.completion} %`, one.deliveries, one.costUsd.toFixed(4)],
    ]),
  );
};

const ACTIONS: Record<string, Action> = {
  prices: { takes: ['DEALER', 'CODE'], run: prices },
  days: { takes: ['DEALER'], run: days },
};

/** `feedwright history`: what a machine has cost, and how a dealer's days ended. */
export const history: Command = {
  summary: 'Show what a machine cost over lists and years, and how each day of a dealer ended',
  usage: usageOf('history', ACTIONS),
  examples: [
    'feedwright history prices samples BCZU',
    'feedwright history days samples',
    'feedwright history days samples --out exports',
  ],
  options: {
    out: { type: 'string', value: 'DIR', description: 'days: where the .csv file goes' },
  },
  run: (given) => runAction('history', ACTIONS, given),
};
