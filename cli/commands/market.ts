import { basename } from 'node:path';
import type { MarketReport } from '#contracts/market.ts';
import type { Fetched } from '#desk/market/fetch.ts';
import { marketReport } from '#desk/market/report.ts';
import {
  FetchSources,
  fetchNow,
  listSources,
  PutSource,
  putSource,
  removeSource,
  SourceNamed,
  type SourceShown,
} from '#desk/market/sources.ts';
import { importPrices } from '#desk/market/take-file.ts';
import { parseWish } from '#desk/refusal.ts';
import { marketPage } from '#functions/reports/market-page.ts';
import { counted } from '#messages/en/words.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { readBytes } from '../files/read-text.ts';
import { writePage } from '../files/write-page.ts';
import { sayTable } from '../say/grid.ts';
import { dim, printable, printJson, say, tell } from '../say/terminal.ts';

const outcomeText = ({ last }: Pick<SourceShown, 'last'>): string => {
  if (!last) return 'not asked yet';
  if (last.reason) return printable(sentenceOf(last.reason));
  const { read = 0, matched = 0, unmatched = 0 } = last.counts ?? {};
  return `${matched} of ${read} told by their machine, ${unmatched} not`;
};

const SOURCES = ['Source', 'Address', 'Last', 'What came', 'Silent since'];

const sources: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const all = await listSources(dealerId, ports);
  if (flags.has('json')) return printJson(all);
  if (all.length === 0)
    return say(
      `No source is known. npx feedwright market put ${dealerId} NAME URL names a shop’s feed; a sheet of prices goes into inbox/${dealerId}/market/.`,
    );
  sayTable(
    SOURCES,
    all.map((source) => [
      ...[printable(source.name), printable(source.url ?? 'files')],
      ...[source.last ? moscowMinute(source.last.at) : '', outcomeText(source), source.silentSince ?? ''],
    ]),
  );
};

const put: Action['run'] = async ([dealerId = '', name = '', url = ''], ports, flags) => {
  const done = await putSource(ports.actor, parseWish(PutSource, { dealerId, name, url }), ports);
  await tell({ flags }, done, () =>
    say(
      `${printable(name)} is asked every day from now on; npx feedwright market fetch ${dealerId} asks it now.`,
    ),
  );
};

const remove: Action['run'] = async ([dealerId = '', source = ''], ports, flags) => {
  const done = await removeSource(ports.actor, parseWish(SourceNamed, { dealerId, source }), ports);
  await tell({ flags }, done, () =>
    say(`${printable(source)} is asked no more; ${counted(done.prices, 'price')} forgotten.`),
  );
};

const FAILED = 3;

const fetch: Action['run'] = async ([dealerId = '', source], ports, flags) => {
  const fetched = await fetchNow(ports.actor, parseWish(FetchSources, { dealerId, source }), ports);
  const lineOf = (one: Fetched) => say(`${printable(one.name)}: ${outcomeText(one)}`);
  await tell({ flags }, fetched, () => fetched.forEach(lineOf));
  return fetched.some(({ last }) => last.outcome === 'failed') ? FAILED : 0;
};

const importFile: Action['run'] = async ([dealerId = '', path = ''], ports, flags) => {
  const bytes = await readBytes(path);
  const taken = await importPrices(ports.actor, { dealerId, name: basename(path), bytes }, ports);
  await tell({ flags }, taken, () => {
    const { read, matched, other } = taken.counts;
    say(`${matched} of ${counted(read, 'row')} told by their machine; ${other} of used or other goods.`);
    if (taken.leftOut) say(printable(sentenceOf(taken.leftOut)));
  });
  return taken.leftOut ? FAILED : 0;
};

const HEADING = ['Machine', 'Year', 'Prices', 'Median', 'Average', 'From', 'To', 'Ours'];

const sayReport = ({ machines, tooFew, withoutRate }: MarketReport): void => {
  if (machines.length > 0)
    sayTable(
      HEADING,
      machines.map(({ model, modelYear, figures: { count, median, average, lowest, highest }, ours }) => [
        ...[printable(model), modelYear, count, ...[median, average, lowest, highest].map(spokenRoubles)],
        ours.map(({ modelCode, percent }) => `${printable(modelCode)} ${percent} %`).join(', '),
      ]),
    );
  else say('Of no machine at least three prices of the last 30 days are known.');
  if (tooFew > 0) say(dim(`${counted(tooFew, 'price')} of machines of which fewer than three are known.`));
  for (const [currency, prices] of Object.entries(withoutRate))
    say(dim(`${counted(prices, 'price')} in ${currency}, of which the dealer names no rate.`));
};

const report: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const made = await marketReport(dealerId, ports);
  if (flags.has('json')) return printJson(made);
  sayReport(made);
  say(`\n${await writePage(ports.pages, [dealerId, 'market'], marketPage(made))}`);
};

const ACTIONS: Record<string, Action> = {
  sources: { takes: ['DEALER'], run: sources },
  put: { takes: ['DEALER', 'NAME', 'URL'], run: put },
  remove: { takes: ['DEALER', 'SOURCE'], run: remove },
  fetch: { takes: ['DEALER', '[SOURCE]'], run: fetch },
  import: { takes: ['DEALER', 'FILE'], run: importFile },
  report: { takes: ['DEALER'], run: report },
};

/** `feedwright market`: what other shops ask for the machines that a dealer sells. */
export const market: Command = {
  summary: 'Compare prices with what other shops ask: their feeds, sheets of prices, a report of 30 days',
  usage: usageOf('market', ACTIONS),
  examples: [
    'feedwright market put samples "Север-Мото" https://sever-moto.example/yml.xml',
    'feedwright market fetch samples',
    'feedwright market import samples prices.csv',
    'feedwright market report samples',
  ],
  options: {},
  run: (given) => runAction('market', ACTIONS, given),
};
