import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress, networkOf } from '#shared/network.ts';

describe('An address of the Internet', () => {
  test.each([
    '93.184.216.34',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('may be a dealer’s host: %s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('An address inside some network is nobody’s host', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', 'localhost', ''],
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(false));

  test('however it is written as IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const address = `${a}.${b}.${c}.${d}`;
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('A host with several addresses', () => {
  const both = [
    { address: '93.184.216.34', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];

  test('is refused for a single one that is private', async () => {
    const asked = networkOf(false, async () => both).addressOf('host.example');
    await expect(asked).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('host.example is 10.0.0.1'),
    });
  });

  test('is reached at the first', async () => {
    expect(await networkOf(true, async () => both).addressOf('host.example')).toEqual(both[0]);
  });
});
