import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ESSENTIAL } from '#shared/meter.ts';
import { ENVIRONMENTS, settingsOf } from '../../infra/settings.ts';
import runs from '../bench/cost-runs.json' with { type: 'json' };
import { PricedRun } from '../bench/cost-table.ts';
import { AGREED_USD, monitoringBill } from '../bench/monitoring-bill.ts';
import { SIMULATED, scalePage } from '../bench/scale.ts';
import { resourcesOf } from './support/synthesis.ts';

/** A part is left for what comes. */
const ROOM = 0.95;

describe.each(ENVIRONMENTS)('the alarms and metrics of %s', (environment) => {
  test('cost no more than agreed, with room left', () => {
    const { usd, alarmMetrics } = monitoringBill(environment);
    expect(alarmMetrics).toBeGreaterThan(0);
    expect(usd).toBeLessThanOrEqual(ROOM * AGREED_USD[environment]);
  });

  test('are told where an alarm reads them', () => {
    const alarms = Object.values(resourcesOf(environment, 'AWS::CloudWatch::Alarm'));
    const own = alarms.filter(
      ({ Namespace, Dimensions = [] }) => Namespace === 'Feedwright' && Dimensions.length === 1,
    );
    expect(own).not.toEqual([]);
    if (settingsOf(environment).monitoring === 'few')
      expect(ESSENTIAL).toEqual(expect.arrayContaining(own.map(({ MetricName }) => MetricName)));
  });
});

const SCALE = join(import.meta.dirname, '../../docs/scale.md');

test('docs/scale.md says what settings, prices and machines make of thousands of dealers; UPDATE=1 writes it', () => {
  const page = readFileSync(SCALE, 'utf8');
  const [simulated = ''] = SIMULATED.exec(page) ?? [];
  const made = scalePage(PricedRun.array().parse(runs), simulated);
  if (process.env.UPDATE) writeFileSync(SCALE, made);
  else expect(page).toBe(made);
});
