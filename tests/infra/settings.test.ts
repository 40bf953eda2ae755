import { describe, expect, test } from 'vitest';
import { checkedSettings, ENVIRONMENTS, Settings, settingsOf } from '../../infra/settings.ts';

describe('settings', () => {
  test.each(ENVIRONMENTS)('%s is complete and knows its name', (environment) => {
    expect(settingsOf(environment).environment).toBe(environment);
  });

  test('an unknown key is refused, on every level', () => {
    const settings = settingsOf('dev');
    expect(() => Settings.parse({ ...settings, deletionProtected: true })).toThrow('deletionProtected');
    const windows = { ...settings.windows, leadSeconds: 30 };
    expect(() => Settings.parse({ ...settings, windows })).toThrow('leadSeconds');
  });

  test('a time-out beyond what Lambda takes is refused', () => {
    const settings = settingsOf('dev');
    const functions = { ...settings.functions, extract: { memoryMb: 1024, timeoutSeconds: 901 } };
    expect(() => Settings.parse({ ...settings, functions })).toThrow('timeoutSeconds');
  });

  test('a window is hours and minutes', () => {
    const settings = settingsOf('dev');
    const windows = { ...settings.windows, opensAt: ['25:00'] };
    expect(() => Settings.parse({ ...settings, windows })).toThrow('03:00');
  });

  test('files fit into what the quota leaves beside functions that are reserved for deliveries', () => {
    const settings = settingsOf('prod');
    const { quota, batchFiles, deliveries } = settings.concurrency;
    const files = quota - batchFiles - Number(deliveries);
    const concurrency = { ...settings.concurrency, files };
    expect(() => Settings.parse({ ...settings, concurrency })).toThrow('must fit into the quota');
  });

  test('what does not hold stops at the start, by the place and the limit of each', () => {
    const settings = settingsOf('prod');
    const functions = { ...settings.functions, extract: { memoryMb: 64, timeoutSeconds: 901 } };
    const retention = { ...settings.retention, logsDays: 31 };
    const check = () => checkedSettings('prod', { ...settings, functions, retention });
    expect(check).toThrow(/settings of prod do not hold; mend them in infra\/settings\.ts/);
    for (const place of [
      'functions.extract.memoryMb',
      'functions.extract.timeoutSeconds',
      'retention.logsDays',
    ])
      expect(check).toThrow(place);
    expect(check).toThrow('128');
  });
});
