import { describe, expect, it } from 'vitest';
import { EMBEDDERS } from '#functions/match/embedder.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { parseEnvironment } from '#shared/environment.ts';
import { choosePart, chooseParts, Parts } from '#shared/parts.ts';

const environment = {
  FEEDWRIGHT_INBOX: 'inbox',
  FEEDWRIGHT_ARTEFACTS: 'artefacts',
  FEEDWRIGHT_ASSETS: 'assets',
  FEEDWRIGHT_TABLE: 'feedwright',
  FEEDWRIGHT_AUDIT: 'feedwright-audit',
  FEEDWRIGHT_MACHINES: 'arn:',
};
const partsOf = (parts: object) =>
  parseEnvironment({ ...environment, FEEDWRIGHT_PARTS: JSON.stringify(parts) }).FEEDWRIGHT_PARTS;

describe('the replaceable parts', () => {
  it('are chosen by the environment, each place by itself', () => {
    expect(partsOf({ embedders: ['bedrock', 'lexical'] })).toEqual({
      ...Parts.parse({}),
      embedders: ['bedrock', 'lexical'],
    });
  });

  it('are all there by default', () => {
    const { pageReaders, embedders, marketplace } = Parts.parse({});
    expect(chooseParts('pageReaders', PAGE_READERS, pageReaders)).toHaveLength(3);
    expect(chooseParts('embedders', EMBEDDERS, embedders)).toHaveLength(1);
    expect(choosePart('marketplace', MARKETPLACES, marketplace).name).toBe('avito');
  });

  it('are asked in the order of the configuration', () => {
    expect(chooseParts('embedders', { first: 1, second: 2 }, ['second', 'first'])).toEqual([2, 1]);
  });

  it('that do not exist are refused with the names of those that do', () => {
    expect(() => choosePart('marketplace', MARKETPLACES, 'ebay')).toThrow(/no ebay; use avito/);
    expect(() => partsOf({ embedder: 'lexical' })).toThrow(/Unrecognized key/);
  });
});
