import { afterEach, describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { verdictTasks } from '#desk/tasks/verdict-tasks.ts';
import { lookAtAccount, startLoad } from '#desk/verdicts/account.ts';
import { exportVerdicts } from '#desk/verdicts/export.ts';
import { learnedFrom } from '#desk/verdicts/learning.ts';
import { loadPage } from '#desk/verdicts/page.ts';
import { listVerdicts, readVerdicts, showLoad, showVerdict } from '#desk/verdicts/verdicts.ts';
import { sentenceOf } from '#messages/say.ts';
import { validAd } from '../../fakes/ads.ts';
import { deskOn } from '../../fakes/desk.ts';
import { type VerdictWorld, verdictWorld, type WorldOptions } from '../../fakes/verdict-world.ts';

const ANNA = { who: 'anna' };
const ALL: NonNullable<Dealer['avito']> = {
  ...{ secretName: 'feedwright/test/avito/north', accountId: '77', startLoads: true, changeProfile: true },
};

let world: VerdictWorld;
const begin = async (options: WorldOptions = {}) => {
  world = await verdictWorld(options);
  world.minutes(5);
  return deskOn(world.ports, async (_, __, input) => {
    // How an execution ends is its status, not the start's.
    await world.run(input).catch(() => []);
    return true;
  });
};
afterEach(() => world[Symbol.asyncDispose]());

const posted = (path: string) =>
  world.server.asked.filter((call) => call.method === 'POST' && call.path === path);
const STARTS = '/autoload/v1/upload';

const OTHERS = {
  ...{ autoload_enabled: true, report_email: 'boss@example.invalid', somethingNew: { of: [1, 2] } },
  feeds_data: [{ feed_name: 'parts', feed_url: 'https://parts.example/feed.xml', since: 2024 }],
  schedule: [{ rate: 7, weekdays: [0], time_slots: [4] }],
};

describe('a load', () => {
  test('is started by nobody where the dealer has not said so', async () => {
    const desk = await begin();
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow(
      'does not let loads be started',
    );
    expect(posted(STARTS)).toEqual([]);
  });

  test('is not started while the profile has another feed loaded than ours', async () => {
    const desk = await begin({ dealer: { avito: ALL }, account: { profile: structuredClone(OTHERS) } });
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('but https://parts.example');
    expect(posted(STARTS)).toEqual([]);
  });

  test('is started once an hour, known by the list, and read; the act stands in the audit trail', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    const { uploadId } = await startLoad(ANNA, { dealerId: 'north' }, desk);
    expect(uploadId).toBe(String(world.account().loads[0]?.id));
    world.minutes(20);
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('Avito takes one an hour');
    expect(posted(STARTS)).toHaveLength(1);
    const { loads } = await readVerdicts(ANNA, { dealerId: 'north' }, desk);
    expect(loads.find((load) => load.uploadId === uploadId)).toMatchObject({
      ...{ source: 'openapi', outcome: 'judged', counts: { active: 3 } },
    });
    const trail = await world.ports.audit.query({ scope: 'D#north', month: '2026-11' });
    expect(trail.map(({ action, step }) => `${action} ${step}`)).toContain('marketplace.start-load done');
  });

  test('whose answer is lost is looked for in the list, and never asked for again', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    world.server.fail({ fault: { kind: 'hang-up' }, method: 'POST', path: STARTS, acts: true, times: 1 });
    expect(await startLoad(ANNA, { dealerId: 'north' }, desk)).toMatchObject({ outcome: 'started' });
    expect(posted(STARTS)).toHaveLength(1);
  });

  test('that could not be asked for is not told as the one before it', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    await startLoad(ANNA, { dealerId: 'north' }, desk);
    world.minutes(61);
    world.server.fail({ fault: { kind: 'html', status: 502 }, path: '/autoload/v4/uploads' });
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('could not be looked at');
    expect(posted(STARTS)).toHaveLength(1);
  });

  test('that was begun and broke off is for a person to look at', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    const { patchIf } = world.ports.table.accounts;
    const broken = async (...[key, changes, condition]: Parameters<typeof patchIf>) => {
      if (changes.start && changes.start.outcome !== 'begun') throw new Error('killed');
      return patchIf(key, changes, condition);
    };
    world.ports.table.accounts.patchIf = broken;
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('is not known');
    expect(posted(STARTS)).toHaveLength(1);
  });

  test('of which nothing is seen after a lost answer is for a person to look at', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    world.server.fail({ fault: { kind: 'html', status: 504 }, method: 'POST', path: STARTS, times: 1 });
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow(
      'Whether the load was started is not known',
    );
    world.minutes(1);
    await expect(startLoad(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('Avito takes one an hour');
    expect(posted(STARTS)).toHaveLength(1);
  });
});

describe('the profile', () => {
  test('is not made where there is none: the dealer alone agrees to its terms', async () => {
    const desk = await begin({ dealer: { avito: ALL }, account: { profile: null } });
    await expect(lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk)).rejects.toThrow(
      'has no profile',
    );
    expect(posted('/autoload/v2/profile')).toEqual([]);
  });

  test('that spells our URL another way has it once after a change', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    const [feed] = world.account().profile?.feeds_data ?? [];
    if (feed) feed.feed_url = feed.feed_url.replace(/(:\d+)\//, '$1/./');
    await lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk);
    expect(posted('/autoload/v2/profile')).toHaveLength(1);
    expect(world.account().profile?.feeds_data).toHaveLength(1);
  });

  test('is held beside the dealer’s windows and URL, and not touched', async () => {
    const desk = await begin({ account: { profile: structuredClone(OTHERS) } });
    const { account, placements } = await lookAtAccount(ANNA, { dealerId: 'north', change: false }, desk);
    expect(account.faults.map(({ code }) => code)).toEqual([
      ...['profile-other-url', 'profile-slots-missing', 'profile-slots-beside'],
    ]);
    expect(placements).toEqual({ left: 50, needed: 3, trouble: null });
    await expect(lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk)).rejects.toThrow(
      'does not let its profile',
    );
    expect(posted('/autoload/v2/profile')).toEqual([]);
  });

  test('is changed in what is ours alone: other feeds and unknown fields are sent back', async () => {
    const desk = await begin({ dealer: { avito: ALL }, account: { profile: structuredClone(OTHERS) } });
    const { account } = await lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk);
    expect(account.faults).toEqual([]);
    expect(world.account().profile).toMatchObject({
      ...{ somethingNew: { of: [1, 2] }, report_email: 'boss@example.invalid' },
      feeds_data: [OTHERS.feeds_data[0], { feed_name: 'feedwright', feed_url: world.dealer.feed.publicUrl }],
      schedule: [{ rate: 7, time_slots: [3, 11, 19], weekdays: [0, 1, 2, 3, 4, 5, 6] }],
    });
  });

  test('whose change broke off is not told as the one before it', async () => {
    const desk = await begin({ dealer: { avito: ALL } });
    const change = () => lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk);
    await change();
    world.minutes(1);
    const path = '/autoload/v2/profile';
    const breakOff = () => world.server.fail({ fault: { kind: 'html', status: 502 }, method: 'GET', path });
    world.server.fail({ fault: { kind: 'meanwhile', happens: breakOff }, method: 'POST', path });
    await expect(change()).rejects.toThrow('could not be looked at');
  });

  test('whose change is refused stays as it was, and a person hears why', async () => {
    const desk = await begin({ dealer: { avito: ALL }, switches: { profileNeeds: ['unheardOf'] } });
    await expect(lookAtAccount(ANNA, { dealerId: 'north', change: true }, desk)).rejects.toThrow(
      'unheardOf is required',
    );
  });

  test('tells where the package is too small', async () => {
    const desk = await begin();
    const [pack] = world.account().tariff?.current?.packages ?? [];
    if (pack) pack.remain = 2;
    const { placements } = await lookAtAccount(ANNA, { dealerId: 'north', change: false }, desk);
    expect(placements.trouble).toMatchObject({ code: 'placements-short', values: { needed: 3, left: 2 } });
    const tasks = await verdictTasks(world.dealer, world.ports);
    expect(tasks.map(({ reason }) => reason.code)).toContain('placements-short');
  });

  test('without a tariff says that nobody knows', async () => {
    const desk = await begin({ account: { tariff: null } });
    const { placements } = await lookAtAccount(ANNA, { dealerId: 'north', change: false }, desk);
    expect(placements.trouble?.code).toBe('placements-unknown');
  });
});

test('a dealer without an account is told what is missing, and served as before', async () => {
  const desk = await begin({ dealer: { avito: undefined } as Partial<Dealer> });
  const [found] = await listVerdicts({ dealerId: 'north' }, world.ports);
  expect(found?.lacks?.code).toBe('avito-unnamed');
  await expect(readVerdicts(ANNA, { dealerId: 'north' }, desk)).rejects.toThrow('names no account');
  expect(await verdictTasks(world.dealer, world.ports)).toEqual([]);
  expect(await world.run()).toEqual([]);
  expect(world.server.asked).toEqual([]);
});

describe('after a load with refusals', () => {
  const strong = (id: string, power: string) => {
    const ad = validAd(id);
    return { ...ad, fields: { ...ad.fields, Power: power } };
  };
  const REFUSAL = {
    slug: 'error_params',
    messages: [{ code: 9500, title: 'Неверная мощность', description: '=HYPERLINK("x")', type: 'error' }],
  };

  const judged = async () => {
    const desk = await begin();
    await world.publish(2, [
      ...[strong('SKIDOO-A-2026', '900'), strong('SKIDOO-B-2026', '950')],
      ...['C', 'D', 'E'].map((code) => validAd(`SKIDOO-${code}-2026`)),
    ]);
    for (const code of ['A', 'B']) world.account().verdicts.set(`SKIDOO-${code}-2026`, REFUSAL);
    await world.run();
    return desk;
  };

  test('a rule is proposed that would have held them, and nothing that was taken', async () => {
    await judged();
    const { refusals, proposals } = await learnedFrom({}, world.ports);
    expect(refusals).toMatchObject([{ code: '9500', times: 2, fields: ['Power'], families: ['Summit'] }]);
    expect(refusals[0]?.rules).toHaveLength(1);
    expect(proposals).toMatchObject([
      {
        code: '9500',
        rule: { tag: 'Power', severity: 'review', case: { range: { max: 165 } } },
        held: ['SKIDOO-A-2026', 'SKIDOO-B-2026'],
      },
    ]);
  });

  test('they are told among the tasks by what stands, and explained in the words of the marketplace', async () => {
    await judged();
    const tasks = await verdictTasks(world.dealer, world.ports);
    expect(tasks[0]).toMatchObject({
      ads: 2,
      command: ['verdicts', 'list', 'north', '--standing', 'refused'],
    });
    const { messages, verdict } = await showVerdict({ ad: 'SKIDOO-A-2026' }, world.ports);
    expect(messages.map(({ reason }) => sentenceOf(reason))).toEqual([
      'Avito says: Неверная мощность: =HYPERLINK("x") (9500).',
    ]);
    const { load, judged: made } = await showLoad({ uploadId: verdict.uploadId }, world.ports);
    expect(load.unknownCodes).toEqual({ '9500': 2 });
    expect(loadPage({ load, judged: made })).toContain('SKIDOO-A-2026');
  });

  test('all of it can be taken along', async () => {
    await judged();
    const { tables } = await exportVerdicts({ dealerId: 'north' }, world.ports);
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['ads', 5],
      ['loads', 1],
    ]);
    for (const { headings, rows } of tables)
      for (const row of rows) expect(row).toHaveLength(headings.length);
  });
});
