import { beforeEach, describe, expect, test } from 'vitest';
import { DeliveryRequest, type DueDeliveries } from '#contracts/delivered.ts';
import { setByHandFor } from '#desk/by-hand/by-hand.ts';
import { bringFeedBack } from '#desk/feeds/roll-back.ts';
import { healthOf } from '#desk/health/health.ts';
import { listOffers } from '#desk/offers/offers.ts';
import { withdrawOffers } from '#desk/offers/withdraw.ts';
import { answerQuestions } from '#desk/questions/answer.ts';
import { undoAnswers } from '#desk/questions/given.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import { remind } from '#desk/remind/remind.ts';
import { answerReview } from '#desk/review/answer.ts';
import { countWaiting, listWaiting } from '#desk/review/queue.ts';
import { SetStock, setStock, settleStock } from '#desk/stock/stock.ts';
import { waitingTasks } from '#desk/tasks/waiting-tasks.ts';
import type { AccessTo } from '#functions/deliver/uploader.ts';
import { generate } from '#functions/generate/generate.ts';
import { actsSince, type RecordedAct } from '#functions/operations/audit/acts.ts';
import { finishOrphans } from '#functions/operations/audit/finish-orphans.ts';
import { watch } from '#functions/operations/watch/watch.ts';
import { avito } from '#marketplace/avito.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { inChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { runStep } from '../../../functions/deliver/steps.ts';
import { settingsOf } from '../../../infra/settings.ts';
import { deskOn } from '../../fakes/desk.ts';
import { goLive } from '../../fakes/lists.ts';
import { runState } from '../../fakes/records.ts';
import { CODES, DEMO, twoChannels } from '../../fakes/two-channels.ts';
import { classifieds } from '../marketplace/classifieds.ts';

const ANNA = { who: 'anna' };
const JUMP = 'SKI-DOO#2026#A00#price-jump';

let scene: Awaited<ReturnType<typeof twoChannels>>;
let ports: (typeof scene)['ports'];

/** Both feeds are live, and the guard of each has asked about the same machine's price. */
beforeEach(async () => {
  MARKETPLACES[classifieds.name] = classifieds;
  scene = await twoChannels();
  ports = scene.ports;
  await scene.sellInBoth();
  await scene.buildSecond();
  await goLive(scene.second(), 1);
  await scene.offerInSecond('2', ['A00'], '300');
  await scene.buildSecond();
  return async () => {
    delete MARKETPLACES[classifieds.name];
    await ports[Symbol.asyncDispose]();
  };
});

const itemsOf = async () => ({
  first: await ports.table.guardItems.get({ ...DEMO, subject: JUMP }),
  second: await scene.second().table.guardItems.get({ ...DEMO, subject: JUMP }),
});

const desk = (start?: Ports['machines']['start']) => deskOn(ports, start);
const inSecond = () => inChannel(classifieds.name, desk());

describe('What the guard of a second channel asks', () => {
  test('is listed, counted and answered there alone; the act bears the channel, and one broken off is found done there', async () => {
    const listed = await listWaiting('demo', scene.second());
    expect(listed).toMatchObject([{ subject: JUMP, proposed: '300' }]);
    expect(await listWaiting('demo', ports)).toMatchObject([{ subject: JUMP, proposed: '4000000' }]);
    expect(await countWaiting(ports)).toEqual([{ dealerId: 'demo', waiting: 2 }]);
    expect((await watch(ports)).InReview).toBe(2);
    const wish = { ...DEMO, action: 'accept' as const, subjects: [JUMP] };
    await answerReview(ANNA, { ...wish, values: [], why: '', confirmed: false }, inSecond());
    const { first, second } = await itemsOf();
    expect([first?.status, second?.status]).toEqual(['open', 'accepted']);
    const lately = new Date(Date.now() - 60_000);
    const [act] = await actsSince('demo', lately, ports);
    expect(act?.intent).toMatchObject({ action: 'review.accept', details: { channel: 'classifieds' } });
    await ports.audit.append({ ...(act as RecordedAct).intent, id: 'broken-off' });
    await finishOrphans('demo', new Date(Date.now() + 60_000), ports);
    const acts = await actsSince('demo', lately, ports);
    expect(acts.find(({ intent }) => intent.id === 'broken-off')?.ending).toBe('done');
    expect((await setByHandFor('demo', ports)).map(({ back }) => back)).toEqual([
      ['review', 'reopen', 'demo', JUMP, '--channel', 'classifieds'],
    ]);
  });

  test('is a question there, answered and taken back from wherever', async () => {
    const [asked] = await listQuestions('demo', scene.second());
    expect(asked).toMatchObject({ kind: 'guard', asks: { values: { codes: ['A00'] } } });
    const [option] = asked?.options ?? [];
    const answers = [{ question: asked?.id ?? '', option: option?.name ?? '', value: '' }];
    await answerQuestions(ANNA, { ...DEMO, answers, dryRun: false, confirmed: false }, inSecond());
    const { first, second } = await itemsOf();
    expect([first?.status, second?.status]).toEqual(['open', 'accepted']);
    await undoAnswers(ANNA, { ...DEMO, questions: [asked?.id ?? ''] }, desk());
    expect((await itemsOf()).second?.status).toBe('open');
  });
});

describe('Machines that are withdrawn', () => {
  const accessTo: AccessTo = () => Promise.reject(new Error('the host was asked'));
  const wish = (codes: string[], confirmed = false) => ({ ...DEMO, codes, why: 'sold', confirmed });

  test('leave every channel: each is delivered to at once, and what came of it is told of each', async () => {
    const due: unknown[] = [];
    const start: Ports['machines']['start'] = async (machine, _, input) => {
      if (machine !== 'delivery') return true;
      const request = DeliveryRequest.parse(input);
      const parts = { shape: avito.feed, accessTo };
      const { deliveries } = (await runStep({ step: 'due', request }, ports, parts)) as DueDeliveries;
      due.push(...deliveries.map(({ channel, mode }) => [channel, mode]));
      return true;
    };
    const { channels } = await withdrawOffers(ANNA, wish(['A01']), desk(start));
    expect(due).toEqual([
      ['avito', 'withdraw'],
      ['classifieds', 'withdraw'],
    ]);
    const left = { ads: ['A01'], url: 'still-served' };
    expect(channels).toMatchObject([
      { channel: 'avito', ...left },
      { channel: 'classifieds', ...left },
    ]);
  });

  test('are asked about once where more than half would leave one of them, whichever', async () => {
    await scene.offerInSecond('3', CODES.slice(0, 1), '100');
    await scene.second().table.feeds.patchIf({ ...DEMO, version: 1 }, { interim: null });
    const version = (await scene.buildSecond()).feed?.version ?? 0;
    await goLive(scene.second(), version);
    const asked = withdrawOffers(ANNA, wish(CODES.slice(0, 1)), desk());
    await expect(asked).rejects.toMatchObject({
      reason: { code: 'confirm-withdrawal', values: { channel: 'classifieds' } },
    });
    expect(await ports.table.productAnswers.query(DEMO)).toEqual([]);
    const { channels } = await withdrawOffers(ANNA, wish(CODES.slice(0, 1), true), desk());
    expect(channels.map(({ channel }) => channel)).toEqual(['avito', 'classifieds']);
  });
});

test('What waits in each channel is told by tasks, health and one message before a window, with the commands for it', async () => {
  const builtAt = '2026-11-20T00:00:00.000Z';
  await scene.offerInSecond('3', ['A00'], '300');
  await scene.offerInSecond('3', CODES.slice(1), '101');
  const version = (await scene.buildSecond()).feed?.version ?? 0;
  await scene.second().table.feeds.patchIf({ ...DEMO, version }, { status: 'held', builtAt });
  const at = '2026-11-23T01:30:00.000Z';
  const web = { get: () => Promise.reject(new Error('nobody is there')) };
  const asked = { ...ports, web, clock: () => new Date(at) };
  const diff = ['feed', 'diff', 'demo', '--channel', 'classifieds'];
  expect((await waitingTasks(DEMO, asked)).map(({ command }) => command)).toEqual(
    expect.arrayContaining([
      ['questions', 'demo'],
      ['questions', 'demo', '--channel', 'classifieds'],
      diff,
      ['deliver', '--dealer', 'demo', '--channel', 'classifieds'],
    ]),
  );
  const { alerts } = await healthOf(asked, settingsOf('prod').alarms);
  const held = alerts.find(({ reason: { code } }) => code === 'feed-held-long');
  expect(held?.command).toEqual(diff);
  expect(held && remedyOf(held.reason)).toContain('--channel classifieds');
  const { notices } = await remind({ at, mode: 'remind', after: null }, asked);
  expect(notices).toMatchObject([
    {
      ...{ window: '2026-11-23T03:00:00.000Z', live: CODES.length },
      beside: [{ channel: 'classifieds', live: CODES.length, window: '2026-11-23T03:00:00.000Z' }],
    },
  ]);
  expect(notices[0]?.text).toContain('In classifieds: 4 ads live, next window 2026-11-23 06:00 MSK.');
  expect(notices[0]?.text).toContain('next window 2026-11-23 11:00 MSK.');
});

test('Offers, and an older feed that is brought back, are read as the channel writes them', async () => {
  const inBoth = await Promise.all([listOffers('demo', ports), listOffers('demo', scene.second())]);
  expect(inBoth.map(([offer]) => offer?.price)).toEqual(['4000000', '300']);
  await scene.offerInSecond('3', CODES, '101');
  const { feed } = await scene.buildSecond();
  await goLive(scene.second(), feed?.version ?? 0);
  const back = await bringFeedBack(ANNA, { ...DEMO, version: 1, why: 'right', confirmed: false }, inSecond());
  expect(back).toMatchObject({ restores: 1, changes: { removed: 0, changed: 4 } });
});

describe('A run that brings several feeds up to date', () => {
  const run = (order: string) => generate(runState({ runId: order }), ports, avito, [classifieds]);

  test('tells of each that waits, and of its own in a batch', async () => {
    await scene.offerInSecond('3', CODES, '100');
    const held = { status: 'held' as const, heldFor: [] };
    const newest = async (given: Ports) => (await given.table.channelStates.get(DEMO))?.builtFeed ?? 0;
    await run('3');
    for (const given of [ports, scene.second()])
      await given.table.feeds.patchIf({ ...DEMO, version: await newest(given) }, held);
    const { feed, ending } = await run('3');
    expect(feed?.beside).toEqual({ classifieds: await newest(scene.second()) });
    expect(ending).toMatchObject({ status: 'review', reason: { code: 'feeds-wait' } });
    const text = ending?.reason ? sentenceOf(ending.reason) : '';
    expect(text).toMatch(/Feed version \d+ is held back: .*Feed version \d+ in classifieds is held back: /);
  });

  test('tells of the other where nothing was ever built in the first', async () => {
    const state = await ports.table.channelStates.get(DEMO);
    await ports.table.channelStates.put({
      ...DEMO,
      ...state,
      builtFeed: 0,
      verifiedFeed: 0,
      builtRevision: 0,
    });
    for (const each of await ports.table.offers.query(DEMO))
      await ports.table.offers.put({ ...each, verdict: 'review', ad: undefined });
    const { feed } = await run('3');
    expect(feed).toMatchObject({ channel: 'classifieds', version: expect.any(Number) });
  });
});

test('What is sold leaves whichever channel still serves it, and asks once where that is most of one', async () => {
  // Nothing of the first channel is live.
  await ports.table.channelStates.patchIf(DEMO, { verifiedFeed: 0, builtFeed: 0 });
  const sell = (...codes: string[]) => {
    const rows = codes.map((modelCode) => ({ modelCode, values: { quantity: 0 } }));
    return setStock(ANNA, SetStock.parse({ ...DEMO, rows }), desk());
  };
  await expect(sell('A00', 'A01', 'A02')).rejects.toThrow(/Of 4 ads of demo in classifieds 3/);
  const sold = await sell('A00');
  expect(sold).toMatchObject({ ads: ['A00'], delivery: expect.stringMatching(/^sold-/) });
  expect(await settleStock('demo', sold, desk())).toMatchObject({ url: 'still-served' });
});
