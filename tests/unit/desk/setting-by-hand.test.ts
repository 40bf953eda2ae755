import { describe, expect, it, test } from 'vitest';
import { Matched } from '#contracts/matched.ts';
import { isRejection } from '#contracts/outcome.ts';
import { forgetMeanings, listKnowledge, promoteMeanings } from '#desk/knowledge/knowledge.ts';
import {
  keptFor,
  listMatches,
  type Plan,
  planByHand,
  removeByHand,
  removeMatch,
  setByHand,
  setMatch,
} from '#desk/matches/set-by-hand.ts';
import type { NameByHand } from '#functions/match/manual/manual-decision.ts';
import { match } from '#functions/match/match.ts';
import { avitoNames } from '#functions/match/names.ts';
import { modelKey } from '#functions/match/understand.ts';
import { asTold, reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import type { DealerRecord } from '#shared/table/repositories.ts';
import { deskOn } from '../../fakes/desk.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';
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

describe('a name set by hand is knowledge', () => {
  const MODEL = 'SKI-DOO MXZ RS 600RS E-TEC';
  const named = { dealerId: 'demo', meanings: [{ kind: 'name' as const, text: MODEL, section: '' }] };

  /** Two dealers, of which the first has set a name, and what matching makes of the second's row. */
  const twoDealers = async () => {
    const ports = await testPorts();
    await addDemoDealer(ports);
    const demo = await ports.table.dealers.get({ dealerId: 'demo' });
    await ports.table.dealers.put({ ...(demo as DealerRecord), dealerId: 'other' });
    await putList(ports);
    const desk = deskOn(ports);
    await setMatch({ who: 'anna' }, wish, desk);
    const matchedAtOther = async () => {
      const artefacts = { extracted: 'runs/demo/r/extracted.json' };
      const { artefacts: made } = await match(runState({ dealerId: 'other', artefacts }), ports);
      return (await readJson(ports.artefacts, made.matched ?? '', Matched)).products[0];
    };
    return { ports, desk, matchedAtOther };
  };

  it('listed with the meanings of words, shared with all dealers without what it was seen by, and taken back from them', async () => {
    const { ports, desk, matchedAtOther } = await twoDealers();
    await using _ = ports;
    expect(await listKnowledge('demo', ports)).toMatchObject([
      { kind: 'name', printed: MODEL, means: NAME, called: NAME, taughtBy: 'anna', by: 'dealer' },
    ]);
    expect((await matchedAtOther())?.method).not.toBe('manual');

    await promoteMeanings({ who: 'olga' }, named, desk);
    const [shared] = await listKnowledge('other', ports);
    expect(shared).toMatchObject({ kind: 'name', means: NAME, taughtBy: 'olga', by: 'all' });
    expect(JSON.stringify(await ports.table.sharedMatches.query({}))).not.toMatch(/anna|demo|BMTB/);
    // What spoke against it was told to one person alone: the other's is asked.
    expect(await matchedAtOther()).toMatchObject({ avitoModel: NAME, method: 'manual', decision: 'review' });

    await forgetMeanings({ who: 'olga' }, { ...named, ofAll: true }, desk);
    expect(await listKnowledge('other', ports)).toEqual([]);
    expect((await matchedAtOther())?.method).not.toBe('manual');
    await forgetMeanings({ who: 'anna' }, { ...named, ofAll: false }, desk);
    expect(await listMatches('demo', ports)).toEqual([]);
  });

  it("shared over no other name, and behind a dealer's own", async () => {
    const { ports, desk, matchedAtOther } = await twoDealers();
    await using _ = ports;
    const [own] = await ports.table.manualMatches.query({ dealerId: 'demo' });
    const { dealerId: __, modelCode: ___, ...record } = own as ManualMatch;
    const held = { ...record, name: 'Ski-Doo MXZ X-RS 850', contradictions: [], setBy: 'boris' };
    await ports.table.sharedMatches.put(held);
    await expect(promoteMeanings({ who: 'olga' }, named, desk)).rejects.toMatchObject({
      reason: { code: 'shared-otherwise', values: { says: held.name, by: 'boris' } },
    });
    expect(await ports.table.sharedMatches.query({})).toEqual([held]);
    await ports.table.manualMatches.put({ ...(own as ManualMatch), dealerId: 'other' });
    expect((await matchedAtOther())?.avitoModel).toBe(NAME);
  });
});
