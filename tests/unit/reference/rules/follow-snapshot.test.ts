import { expect, test } from 'vitest';
import { bundledSnapshot, type Snapshot } from '#reference/avito/snapshot.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { followSnapshot } from '#reference/rules/follow-snapshot.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';

type Layers = RuleSet['layers'];

const snapshotWith = (change: (snapshot: Snapshot) => void): Snapshot => {
  const snapshot = structuredClone(bundledSnapshot);
  change(snapshot);
  return snapshot;
};

const byHand = (change: (layers: Layers) => void): Layers => {
  const layers = structuredClone(bundledRules.layers);
  change(layers);
  return layers;
};

const ruleOf = (layers: Layers, tag: string) => {
  const rule = layers['field-rules'].find((each) => each.tag === tag);
  if (!rule) throw new Error(`no rule for ${tag}`);
  return rule;
};

const NARROWER = snapshotWith(({ fields }) => {
  const variant = fields.find(({ tag }) => tag === 'TrackWidth')?.variants[0];
  Object.assign(variant ?? {}, { range: { min: 1, max: 900 } });
});

test('the same snapshot changes nothing', () => {
  expect(followSnapshot(bundledRules.layers, bundledSnapshot, bundledSnapshot)).toEqual({
    layers: bundledRules.layers,
    conflicts: [],
  });
});

test('what nobody has touched follows the new snapshot', () => {
  const { layers, conflicts } = followSnapshot(bundledRules.layers, bundledSnapshot, NARROWER);
  expect(ruleOf(layers, 'TrackWidth').cases[0]?.range?.max).toBe(900);
  expect(conflicts).toEqual([]);
});

test('a rule that a person changed stays his, and is told of where Avito changed it too', () => {
  const ours = byHand((layers) => Object.assign(ruleOf(layers, 'TrackWidth'), { severity: 'warn' }));
  const { layers, conflicts } = followSnapshot(ours, bundledSnapshot, NARROWER);
  expect(ruleOf(layers, 'TrackWidth')).toMatchObject({ severity: 'warn', cases: [{ range: { max: 1000 } }] });
  expect(conflicts).toEqual(['field-TrackWidth']);
  expect(followSnapshot(ours, bundledSnapshot, bundledSnapshot)).toEqual({ layers: ours, conflicts: [] });
});

test('a field that is no more loses its rule, a person’s own rule stays behind the others', () => {
  const own = { ...ruleOf(bundledRules.layers, 'VIN'), id: 'own', tag: 'Own' };
  const ours = byHand((layers) => layers['field-rules'].unshift(own));
  const next = snapshotWith((snapshot) => {
    snapshot.fields = snapshot.fields.filter(({ tag }) => tag !== 'VIN');
  });
  const tags = followSnapshot(ours, bundledSnapshot, next).layers['field-rules'].map(({ tag }) => tag);
  expect(tags).not.toContain('VIN');
  expect(tags.at(-1)).toBe('Own');
});

test('names that a person added or took out stay so', () => {
  const ours = byHand(({ 'model-catalogue': [rule] }) => {
    if (rule) rule.names = [...rule.names.slice(1), 'Lynx Made By Hand'];
  });
  const next = snapshotWith(({ models }) => models.push('Ski-Doo Glacier 950'));
  const [rule] = followSnapshot(ours, bundledSnapshot, next).layers['model-catalogue'];
  expect(rule?.names).toEqual([
    ...bundledSnapshot.models.slice(1),
    'Ski-Doo Glacier 950',
    'Lynx Made By Hand',
  ]);
});
