import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestions } from '#desk/questions/answer.ts';
import { listAnswers, listAsked, undoAnswers } from '#desk/questions/given.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { ROUTES } from '../../functions/api/routes.ts';
import { apiOn } from '../fakes/api.ts';
import { deskOn } from '../fakes/desk.ts';
import { idsOf } from '../fakes/lists.ts';
import { addDemoDealer, begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';

const DEALER = { dealerId: 'demo' };
const ANNA = { who: 'anna' };

/** A desk whose lists are taken up again at once, without the files: what was read is read no second time. */
const deskAtWork = (ports: Ports, files: Ports['inbox']) => {
  const desk: ReturnType<typeof deskOn> = deskOn(ports, async (machine, name, input) => {
    if (machine === 'price-list')
      await goOn(await begin(input as IntakeRequest['request'], name, desk), { ...desk, inbox: files });
    return true;
  });
  return desk;
};

const noFiles = (inbox: Ports['inbox']): Ports['inbox'] => {
  const read = async () => {
    throw new Error('The file was read again');
  };
  return { ...inbox, read, readStream: read };
};

const liveLynx = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  for (const name of ['spec-books/lynx-2027-spec-book.pdf', 'price-lists/lynx-2027-en.pdf']) {
    const key = `inbox/demo/${name.replace(/.*\//, '')}`;
    await ports.inbox.write(key, await readFile(`samples/${name}`), 'application/pdf');
    await goOn(await begin({ key }, `run ${key}`, ports), ports);
  }
  return { ports, desk: deskAtWork(ports, noFiles(ports.inbox)) };
};

const newest = async ({ table }: Ports): Promise<number> =>
  (await table.channelStates.get(DEALER))?.builtFeed ?? 0;

describe('answers to questions', () => {
  let place: Awaited<ReturnType<typeof liveLynx>>;
  beforeAll(async () => {
    place = await liveLynx();
    return () => place.ports[Symbol.asyncDispose]();
  });

  it('and what they would do are told over the API behind the wall of their dealer, as is all else', async () => {
    const { ports } = place;
    const [token, at] = [`fwt_demo_${'b'.repeat(43)}`, '2026-11-01T00:00:00.000Z'];
    await ports.table.dealerTokens.put({
      ...{ digest: sha256(token), dealerId: 'demo', name: '1C', role: 'viewer', createdBy: 'test' },
      ...{ createdAt: at, expiresAt: '2999-01-01T00:00:00.000Z' },
    });
    const { ask, reported } = apiOn(ports);
    const told = async (path: string, sent: object = {}) => {
      const { status, body } = await ask(`/dealers/demo/${path}`, { token, ...sent });
      expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
      return body.items ?? body;
    };
    const lists = ROUTES.filter((route) => 'page' in route).flatMap(
      ({ path }) => /^\/dealers\/\{dealerId\}\/([a-z-]+)$/.exec(path)?.[1] ?? [],
    );
    const seen = Object.fromEntries(
      await Promise.all(
        lists
          .filter((path) => !['members', 'tokens'].includes(path))
          .map(async (path) => [path, await told(path)] as const),
      ),
    );
    await told(`documents/${seen.documents[0].documentId}`);
    await told(`ads/${seen.offers[0].modelCode}`);
    await told(`feeds/${seen.feeds[0].version}/diff`);
    const value = seen.questions.find(({ kind }: { kind: string }) => kind === 'value');
    await told(`questions/${value.id}`);
    const answers = [{ question: value.id, option: 'value', value: '400' }];
    const { feed } = await told('answers/preview', { method: 'POST', body: { answers } });
    expect(feed.to).toBeGreaterThanOrEqual(feed.from);
    const twins = seen.questions.find(({ kind }: { kind: string }) => kind === 'alike');
    const refused = async (...given: object[]) =>
      (await ask('/dealers/demo/answers/preview', { token, method: 'POST', body: { answers: given } })).body;
    const [good, bad] = [answers[0] as object, { ...answers[0], value: '9999999' }];
    expect(await refused(good, { question: twins.id, option: 'perhaps' })).toMatchObject({
      ...{ type: 'option-unknown', question: twins.id },
    });
    expect(await refused({ question: twins.id, option: twins.codes[0] }, bad)).toMatchObject({
      ...{ type: 'rule-broken', question: value.id },
    });
    expect(reported).toEqual([]);
  });

  it('are refused, all of them, where one has changed since it was shown, is unknown or does not fit', async () => {
    const { ports, desk } = place;
    const [first] = (await listQuestions('demo', desk)).filter(({ kind }) => kind === 'value');
    const question = first?.id ?? '';
    const answering = (answer: object) =>
      answerQuestions(
        ANNA,
        {
          ...DEALER,
          confirmed: false,
          dryRun: false,
          answers: [{ question, option: 'value', value: '', ...answer }],
        },
        desk,
      );
    const refused = (code: string, values = {}) => ({ reason: { code, values } });
    await expect(answering({ value: '45000', basis: 'other' })).rejects.toMatchObject(
      refused('question-changed', { codes: first?.codes }),
    );
    await expect(answering({ question: '00000000' })).rejects.toMatchObject(refused('question-unknown'));
    await expect(answering({ option: 'perhaps' })).rejects.toMatchObject(refused('option-unknown'));
    await expect(answering({})).rejects.toMatchObject(refused('option-without-value'));
    await expect(answering({ value: 'many' })).rejects.toMatchObject(refused('unfit-value'));
    await expect(answering({ value: '9999999' })).rejects.toMatchObject(refused('rule-broken'));
    await expect(answering({ value: '45000', codes: first?.codes.slice(0, 1) })).rejects.toMatchObject(
      refused('answer-not-of-codes', { known: [] }),
    );
    await expect(answering({ option: 'keep-out', codes: ['ZZZZ'] })).rejects.toMatchObject(
      refused('answer-not-of-codes', { codes: ['ZZZZ'], known: first?.codes }),
    );
    expect(await ports.table.givenAnswers.query(DEALER)).toEqual([]);
    expect(await ports.table.modelValues.query({ scope: 'D#demo' })).toEqual([]);
  });

  it('are tried first, then given several at once with one rebuild, hold, and are taken back each by itself', async () => {
    const { ports, desk } = place;
    const before = await idsOf(ports, await newest(ports));
    const questions = await listQuestions('demo', desk);
    const [twins, power] = [
      questions.find(({ kind }) => kind === 'alike'),
      questions.find(({ kind, frees }) => kind === 'value' && frees === 2),
    ];
    const [kept = '', out = ''] = twins?.codes ?? [];
    const answers = [
      { question: twins?.id ?? '', option: kept, value: '', basis: twins?.basis },
      { question: power?.id ?? '', option: 'value', value: '45000', basis: power?.basis.slice(0, 4) },
    ];
    const wish = { ...DEALER, answers, confirmed: false };
    const version = await newest(ports);
    const twice = [
      ...answers,
      { ...answers[0], question: twins?.id.slice(0, 6) ?? '', option: out, value: '' },
    ];
    await expect(
      answerQuestions(ANNA, { ...wish, answers: twice, dryRun: true }, desk),
    ).rejects.toMatchObject({ reason: { code: 'question-twice' } });
    const tried = await answerQuestions(ANNA, { ...wish, dryRun: true }, desk);
    const publishes = [...(power?.codes ?? []), kept].sort();
    expect({ ...tried, publishes: tried.publishes.toSorted() }).toMatchObject({
      publishes,
      removes: [],
      feed: { from: before.length, to: before.length + 3 },
    });
    expect(await newest(ports)).toBe(version);

    const given = await answerQuestions({ ...ANNA, key: 'k1' }, { ...wish, dryRun: false }, desk);
    expect(given).toMatchObject({
      publishes: tried.publishes,
      feed: tried.feed,
      version: { version: version + 1 },
    });
    const after = await idsOf(ports, version + 1);
    expect(after).toHaveLength(before.length + 3);
    expect(await answerQuestions({ ...ANNA, key: 'k1' }, { ...wish, dryRun: false }, desk)).toEqual(given);
    const known = (await listAnswers('demo', desk)).map(({ question, option, by }) => [question, option, by]);
    expect(known.sort()).toEqual(answers.map(({ question, option }) => [question, option, 'anna']).sort());
    const open = await listQuestions('demo', desk);
    expect(open.map(({ id }) => id)).not.toContain(twins?.id);
    const { years } = await listAsked('demo', desk);
    expect(years).toEqual([{ modelYear: 2027, answered: 2, open: open.length }]);
    await expect(answerQuestions(ANNA, { ...wish, dryRun: false }, desk)).rejects.toMatchObject({
      reason: { code: 'question-answered', values: { by: 'anna' } },
    });

    await undoAnswers(ANNA, { ...DEALER, questions: [power?.id ?? ''] }, desk);
    const without = await idsOf(ports, await newest(ports));
    expect(new Set(after).difference(new Set(without)).size).toBe(2);
    const again = await listQuestions('demo', desk);
    expect(again).toContainEqual(expect.objectContaining({ id: power?.id, codes: power?.codes }));
    expect(again.map(({ id }) => id)).not.toContain(twins?.id);
    expect(
      (await ports.table.productAnswers.get({ ...DEALER, brand: 'LYNX', modelYear: 2027, modelCode: out }))
        ?.keptOut?.by,
    ).toBe('anna');
    await undoAnswers(ANNA, { ...DEALER, questions: [twins?.id ?? ''] }, desk);
    expect(await ports.table.productAnswers.query(DEALER)).toEqual([]);
    expect(await ports.table.modelValues.query({ scope: 'D#demo' })).toEqual([]);
  });
});
