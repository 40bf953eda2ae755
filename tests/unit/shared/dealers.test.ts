import { expect, test } from 'vitest';
import { storeDealers } from '#local/host/dealers.ts';
import { dealerVersion, missingSecrets, parseDealer, putDealer } from '#shared/dealers.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

const faultsOf = (changes: object): string[] => {
  try {
    parseDealer({ ...testDealer(), ...changes }, 'north.json');
    return [];
  } catch (error) {
    return (error as ConfigurationError).details.faults as string[];
  }
};

test.each([
  [{ name: undefined }, 'name is missing: write a value of the kind string'],
  [{ adress: 'Мурманск' }, 'adress is unknown: use one of id, name, address'],
  [{ availability: 'да' }, 'availability is wrong: write one of В наличии, Под заказ'],
  [{ conversion: { EUR: { rate: '98.5' } } }, 'conversion.EUR.rateDate is missing: write the day'],
  [
    { conversion: { EUR: { rate: '98,5', rateDate: '2026-11-01' } } },
    'conversion.EUR.rate is wrong: write a decimal',
  ],
  [
    { conversion: { EUR: { rate: '0', rateDate: '2026-11-01' } } },
    'conversion.EUR.rate is wrong: write a rate above 0',
  ],
  [
    { conversion: { EUR: { rate: '1', rateDate: '2026-11-01', holdAfterDays: 3 } } },
    'conversion.EUR.holdAfterDays is wrong: write no fewer days than staleAfterDays',
  ],
  [{ conversion: { euro: { rate: '1', rateDate: '2026-11-01' } } }, 'write a currency by its three capitals'],
  [{ feed: undefined }, 'feed is missing: write a value of the kind object with publicUrl, path'],
  [{ feed: { publicUrl: 'x', path: '/x', url: 'y' } }, 'feed.url is unknown: use one of publicUrl, path'],
  [{ windows: ['25:00'] }, 'windows.0 is wrong: write hours and minutes'],
  [{ address: undefined }, 'address is missing: write an address, or latitude and longitude'],
  [{ description: '{price}' }, 'description is wrong: {price} is no field of a template'],
])('%j: %s', (changes, fault) => {
  expect(faultsOf(changes).join('\n')).toContain(fault);
});

test('each configuration is kept as a version and the newest is in use', async () => {
  await using ports = await testPorts();
  const [first, second] = [testDealer(), testDealer({ name: 'Юг' })];
  expect(await putDealer(first, ports, { fromFile: false })).toMatchObject({ previous: null });
  expect(await putDealer(second, ports, { fromFile: false })).toEqual({
    version: dealerVersion(second),
    previous: dealerVersion(first),
  });
  expect(await ports.table.dealerVersions.query({ dealerId: 'north' })).toHaveLength(2);
  expect((await ports.table.dealers.get({ dealerId: 'north' }))?.configuration.name).toBe('Юг');
});

test('who has looked before another changed the dealer is refused', async () => {
  await using ports = await testPorts();
  await putDealer(testDealer(), ports, { fromFile: false });
  const seen = await ports.table.dealers.get({ dealerId: 'north' });
  await putDealer(testDealer({ name: 'Юг' }), ports, { fromFile: false });
  const late = { table: { ...ports.table, dealers: { ...ports.table.dealers, get: async () => seen } } };
  const put = putDealer(testDealer({ name: 'Запад' }), late, { fromFile: false });
  await expect(put).rejects.toThrow('Somebody else has just changed north');
  expect((await ports.table.dealers.get({ dealerId: 'north' }))?.configuration.name).toBe('Юг');
});

test('a file is taken over when it changes, and stays out of the way of what was put since', async () => {
  await using ports = await testPorts();
  const inUse = async () => (await ports.table.dealers.get({ dealerId: 'north' }))?.configuration.name;
  await storeDealers([testDealer({ name: 'файл 1' })], ports);
  await putDealer(testDealer({ name: 'человек' }), ports, { fromFile: false });
  await storeDealers([testDealer({ name: 'файл 1' })], ports);
  expect(await inUse()).toBe('человек');
  await storeDealers([testDealer({ name: 'файл 2' })], ports);
  expect(await inUse()).toBe('файл 2');
});

test('a secret that is missing is named', async () => {
  const missing = async (name: string) => {
    throw new ConfigurationError(`Missing API key for ${name}`, { stage: 'configuration' });
  };
  expect(await missingSecrets(testDealer(), missing)).toEqual(['Missing API key for ftp/north']);
  expect(await missingSecrets(testDealer(), async () => {})).toEqual([]);
});
