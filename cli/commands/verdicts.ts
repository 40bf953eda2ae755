import { join } from 'node:path';
import type { Place } from '#contracts/shown-ad.ts';
import { parseWish } from '#desk/refusal.ts';
import { LookAtAccount, lookAtAccount, type SeenAccount } from '#desk/verdicts/account.ts';
import { ExportVerdicts, exportVerdicts } from '#desk/verdicts/export.ts';
import { type Learned, LearnFrom, learnedFrom } from '#desk/verdicts/learning.ts';
import { loadPage } from '#desk/verdicts/page.ts';
import {
  ListVerdicts,
  listVerdicts,
  ReadVerdicts,
  readVerdicts,
  ShowLoad,
  type ShownMessage,
  type ShownVerdict,
  ShowVerdict,
  showLoad,
  showVerdict,
} from '#desk/verdicts/verdicts.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { writePage } from '../files/write-page.ts';
import { writeTables } from '../files/write-tables.ts';
import { sayGrid, sayTable } from '../say/grid.ts';
import { dim, printable, printJson, say, tell } from '../say/terminal.ts';
import { sayReason, sayVerdicts } from '../say/verdicts.ts';

const list: Action['run'] = async ([dealerId], ports, flags, { standing }) => {
  const found = await listVerdicts(parseWish(ListVerdicts, { dealerId, standing }), ports);
  if (flags.has('json')) return printJson(found);
  found.forEach(sayVerdicts);
};

const placeText = ({ document, page, cells }: Place): string =>
  cells.length > 0
    ? `${document} ${cells.map(({ address, text }) => `${address} "${text}"`).join(', ')}`
    : `${document} page ${page}`;

const sayMessage = ({ reason, fields }: ShownMessage): void => {
  sayReason(reason);
  for (const { tag, value, sources, places } of fields) {
    const from = sources.map(sentenceOf).join('; ');
    say(dim(`    ${tag}: ${printable(value).slice(0, 80)}${from && ` ← ${printable(from)}`}`));
    for (const place of places) say(dim(`    ← ${printable(placeText(place))}`));
  }
};

const sayVerdict = ({ verdict, messages, since }: ShownVerdict): void => {
  sayGrid(
    [
      ['Ad', verdict.adId],
      ['Dealer', verdict.dealerId],
      ['Stands', `${verdict.standing} since ${moscowMinute(verdict.since)}`],
      [
        'Said by',
        `load ${verdict.uploadId} of ${moscowMinute(verdict.loadedAt)}, feed version ${verdict.feedVersion}`,
      ],
      [
        'Words',
        printable([verdict.status, verdict.section, verdict.sectionTitle].filter(Boolean).join(', ')),
      ],
      ['Number', [verdict.avitoId ?? '', ...verdict.formerIds.map((id) => `(was ${id})`)].join(' ')],
      ['Address', printable(verdict.url ?? '')],
      ['Paid until', verdict.endsAt ? moscowMinute(verdict.endsAt) : ''],
    ].filter(([, value]) => value !== ''),
  );
  messages.forEach(sayMessage);
  for (const { version, change, fields } of since)
    say(`Since then version ${version}: ${[change, ...fields.map(({ tag }) => tag)].join(' ')}`);
};

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const showPage = async (uploadId: string, ports: Parameters<Action['run']>[1], flags: Set<string>) => {
  const shown = await showLoad(parseWish(ShowLoad, { uploadId }), ports);
  if (flags.has('json')) return printJson(shown);
  say(await writePage(join(ports.pages, 'verdicts'), [shown.load.dealerId, uploadId], loadPage(shown)));
};

const show: Action['run'] = async ([ad = ''], ports, flags, { dealer: dealerId }) => {
  if (flags.has('load')) {
    if (!isNumber(ad)) throw new UsageError('Name the load by its number');
    return showPage(ad, ports, flags);
  }
  const shown = await showVerdict(parseWish(ShowVerdict, { ad, dealerId }), ports);
  if (flags.has('json')) return printJson(shown);
  sayVerdict(shown);
};

const exportAll: Action['run'] = async ([dealerId = ''], ports, flags, { out }) => {
  if (!out) throw new UsageError('Say with --out DIR where the files go');
  await openFolder('out', out);
  const { base, tables } = await exportVerdicts(parseWish(ExportVerdicts, { dealerId }), ports);
  const files = await writeTables(join(out, base), tables);
  await tell({ flags }, { files }, () => {
    for (const path of files) say(path);
  });
};

const sayLearned = ({ refusals, proposals }: Learned): void => {
  if (refusals.length === 0) say('Nothing was refused so far.');
  else
    sayTable(
      ['Code', 'Ads', 'Times', 'Families', 'Fields', 'Our rules'],
      refusals.map(({ code, ads, times, families, fields, rules }) => [
        ...[code, ads.length, times, families.join(', '), fields.join(', '), rules.join(', ')],
      ]),
    );
  for (const proposal of proposals) {
    sayReason(proposal.says, '');
    say(dim(`  would have held: ${proposal.held.join(', ')}`));
    say(dim(`  ${JSON.stringify(proposal.rule)}`));
  }
};

const learning: Action['run'] = async ([dealerId], ports, flags) => {
  const learned = await learnedFrom(parseWish(LearnFrom, { dealerId }), ports);
  if (flags.has('json')) return printJson(learned);
  sayLearned(learned);
};

const sayAccount = ({ account, windows, publicUrl, placements }: SeenAccount): void => {
  const { profile, access, faults, accountId } = account;
  if (access) {
    sayReason(access);
    return;
  }
  const slots = profile?.schedule.map(
    ({ rate, weekdays, slots: hours }) =>
      `${hours.join(', ')} o'clock on days ${weekdays.join(', ')}, ${rate ?? '?'} ads`,
  );
  sayTable(
    ['', 'Profile', 'Ours'],
    [
      ['Account', accountId ?? '', ''],
      ['Switched on', profile?.enabled === false ? 'no' : 'yes', 'yes'],
      ['Feeds', printable(profile?.feeds.map(({ url }) => url).join(' ') ?? ''), publicUrl],
      ['Loads', slots?.join('; ') ?? '', windows.join(', ')],
      ['Placements left', String(placements.left ?? 'unknown'), `${placements.needed} needed`],
    ],
  );
  for (const fault of [...faults, ...(placements.trouble ? [placements.trouble] : [])]) sayReason(fault);
};

const profile: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const seen = await lookAtAccount(
    ports.actor,
    parseWish(LookAtAccount, { dealerId, change: flags.has('change') }),
    ports,
  );
  if (flags.has('json')) return printJson(seen);
  sayAccount(seen);
};

const read: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const found = await readVerdicts(ports.actor, parseWish(ReadVerdicts, { dealerId }), ports);
  if (flags.has('json')) return printJson(found);
  sayVerdicts(found);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['AD'], run: show },
  export: { takes: ['DEALER'], run: exportAll },
  learning: { takes: ['[DEALER]'], run: learning },
  profile: { takes: ['DEALER'], run: profile },
  read: { takes: ['DEALER'], run: read },
};

/** `feedwright verdicts`: what the marketplace made of what was delivered. */
export const verdicts: Command = {
  summary: 'What the marketplace made of each load and ad, and what its profile has loaded when',
  usage: usageOf('verdicts', ACTIONS),
  examples: [
    'feedwright verdicts list samples --standing refused',
    'feedwright verdicts show SKIDOO-BBXJ-2027    (why, and the cell that it comes from)',
    'feedwright verdicts show 501200345 --load    (a page of a load)',
    'feedwright verdicts export samples --out exports',
    'feedwright verdicts learning      (what is refused again and again, and the rule that would hold it)',
    'feedwright verdicts profile samples  (windows and feed address beside the profile, placements left)',
    'feedwright verdicts read samples     (now, without waiting for the hour)',
  ],
  options: {
    standing: { type: 'string', value: 'HOW', description: 'list: only ads that stand so, such as refused' },
    dealer: { type: 'string', value: 'ID', description: 'show: whose ad, where several dealers have the Id' },
    load: { type: 'boolean', description: 'show: a page of the load of that number' },
    out: { type: 'string', value: 'DIR', description: 'export: where the .xlsx and the .csv files go' },
    change: {
      type: 'boolean',
      description: 'profile: put our feed address and windows into it, where the dealer allows that',
    },
  },
  run: (given) => runAction('verdicts', ACTIONS, given),
};
