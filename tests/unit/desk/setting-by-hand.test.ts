import { describe, expect, it, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import {
  keptFor,
  type Plan,
  planByHand,
  removeByHand,
  removeMatch,
  setByHand,
  setMatch,
} from '#desk/matches/set-by-hand.ts';
import type { NameByHand } from '#functions/match/manual/manual-decision.ts';
import { avitoNames } from '#functions/match/names.ts';
import { modelKey } from '#functions/match/understand.ts';
import { asTold, reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from '../../fakes/desk.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { matchRow, row } from '../match/rows.ts';

const MXZ = { model: 'MXZ', package: 'RS', engine: '600RS E-TEC', modelCode: 'BMTB' };
const NAME = 'Ski-Doo MXZ X-RS 600';
const WHY = reason('name-has-package', { package: 'X-RS' });

const byHand = (changes: Partial<NameByHand> = {}) =>
  new Map([[modelKey(row(MXZ)), { name: NAME, setBy: 'anna', contradictions: [WHY], ...changes }]]);

describe('a name set by hand', () => {
  test('wins for its model under every code and in every year, and says who set it and what spoke against it', async () => {
    const later = { ...MXZ, modelCode: 'ZZZZ', modelYear: 2031 };
    expect(await matchRow(later, { manual: byHand() })).toMatchObject({
      avitoModel: NAME,
      decision: 'accepted',
      method: 'manual',
      reasons: expect.arrayContaining([
        reason('name-by-hand', { name: NAME, by: 'anna' }),
        reason('set-although', { against: [WHY] }),
      ]),
    });
  });

  test('was set knowing what was told as a sentence then', async () => {
    const contradictions = [asTold('has X-RS, which the product does not have')];
    expect(await matchRow(MXZ, { manual: byHand({ contradictions }) })).toMatchObject({
      decision: 'accepted',
    });
  });

  test('leaves other models alone', async () => {
    const { method } = await matchRow({ ...MXZ, package: 'X-RS' }, { manual: byHand() });
    expect(method).not.toBe('manual');
  });

  test('waits for a person where it contradicts a product in something nobody was told', async () => {
    const { decision, reasons } = await matchRow(MXZ, { manual: byHand({ contradictions: [] }) });
    expect(decision).toBe('review');
    expect(reasons[1]).toEqual(reason('set-unknowing', { against: [WHY] }));
  });

  test('is not taken when Avito lists it no longer: the engine decides, and a person is asked', async () => {
    const product = { model: 'Summit', package: 'X', engine: '850 E-TEC', modelCode: 'AAAA' };
    const gone = { name: 'Ski-Doo Gone', setBy: 'anna', contradictions: [] };
    const manual = new Map([[modelKey(row(product)), gone]]);
    const own = await matchRow(product);
    expect(own.decision).toBe('accepted');
    expect(await matchRow(product, { manual })).toMatchObject({
      avitoModel: own.avitoModel,
      decision: 'review',
      reasons: expect.arrayContaining([reason('name-delisted', { name: 'Ski-Doo Gone', by: 'anna' })]),
    });
  });
});

const putList = async (ports: Ports) => {
  const list = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2027, market: 'FI' };
  const run = { documentId: 'd', runId: 'r', sha256: 'a'.repeat(64) };
  await ports.table.lists.put({ ...list, ...run, order: '1' });
  await ports.table.documents.put({
    ...run,
    dealerId: 'demo',
    key: 'k',
    name: 'list.pdf',
    version: '1',
    bytes: 1,
    receivedAt: '2026-11-01T00:00:00.000Z',
    claimedBy: 'r',
    status: 'review',
    artefacts: { extracted: 'runs/demo/r/extracted.json' },
  });
  const rows = [MXZ, { ...MXZ, modelCode: 'BMTC' }, { ...MXZ, package: 'X-RS', modelCode: 'BMTD' }].map(row);
  await writeJson(ports.artefacts, 'runs/demo/r/extracted.json', extractedList(rows));
};

const wish = { dealerId: 'demo', modelCode: 'BMTB', name: NAME };
const act: Act = {
  id: '1',
  at: '2026-11-03T10:00:00.000Z',
  dealerId: 'demo',
  who: 'anna',
  action: 'match.set',
  subject: 'BMTB',
  details: {},
};

describe('a wish', () => {
  it('concerns every code of the model, and is told what speaks against it', async () => {
    await using ports = await testPorts();
    await putList(ports);
    expect(await planByHand(wish, avitoNames, ports)).toMatchObject({
      name: NAME,
      models: [{ modelCodes: ['BMTB', 'BMTC'], contradictions: [WHY] }],
    });
  });

  it('for a name with a space at its end is taken without that space', async () => {
    await using ports = await testPorts();
    await putList(ports);
    const spaced = avitoNames.find((name) => name.endsWith(' ')) as string;
    const plan = await planByHand({ ...wish, name: spaced.trim() }, avitoNames, ports);
    expect(plan).toMatchObject({ name: spaced });
  });

  it('for a name that Avito does not list is refused with those near it', async () => {
    await using ports = await testPorts();
    await putList(ports);
    const plan = await planByHand({ ...wish, name: 'Ski-Doo MXZ X-RS 60' }, avitoNames, ports);
    expect(plan).toMatchObject({
      reason: { code: 'unknown-name', values: { near: expect.arrayContaining([NAME]) } },
    });
  });

  it('for a code that no list in force has is refused', async () => {
    await using ports = await testPorts();
    await putList(ports);
    const plan = await planByHand({ ...wish, modelCode: 'NONE' }, avitoNames, ports);
    expect(plan).toMatchObject({ reason: { code: 'code-not-listed', values: { modelCode: 'NONE' } } });
  });

  it('is kept until it is removed by any code of its model, and each change makes lists match again', async () => {
    await using ports = await testPorts();
    await putList(ports);
    const plan = await planByHand(wish, avitoNames, ports);
    expect(isRejection(plan)).toBe(false);
    await setByHand(plan as Plan, act, ports);
    const kept = await keptFor({ dealerId: 'demo', modelCode: 'BMTC' }, ports);
    expect(kept).toMatchObject([{ name: NAME, setBy: 'anna', contradictions: [WHY] }]);
    await removeByHand(kept, 'demo', ports);
    expect(await keptFor({ dealerId: 'demo', modelCode: 'BMTB' }, ports)).toEqual([]);
    expect((await ports.table.states.get({ dealerId: 'demo' }))?.catalogueRevision).toBe(2);
  });

  it('that is asked for again under its key is answered as it was', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    await putList(ports);
    const desk = deskOn(ports);
    const set = { who: 'anna', key: 'set' };
    const remove = { who: 'anna', key: 'remove' };
    const removing = { dealerId: 'demo', modelCode: 'BMTB' };
    const plans = [await setMatch(set, wish, desk), await setMatch(set, wish, desk)];
    expect(plans[1]).toEqual(plans[0]);
    const removals = [await removeMatch(remove, removing, desk), await removeMatch(remove, removing, desk)];
    expect(removals[0]?.removed).toMatchObject([{ name: NAME }]);
    expect(removals[1]).toEqual(removals[0]);
    await expect(removeMatch({ who: 'anna' }, removing, desk)).rejects.toMatchObject({
      reason: { code: 'match-unknown' },
    });
  });
});
