import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sayGrid, sayTable } from '#cli/say/grid.ts';
import { bold, say, sayWrapped } from '#cli/say/terminal.ts';

const { isTTY, columns } = process.stdout;

afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stdout, { isTTY, columns });
});

const said = (speak: () => void): string => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  speak();
  return written.join('');
};

/** What a person sees line by line on a terminal of that width. */
const seenAt = (width: number, speak: () => void): string[] => {
  Object.assign(process.stdout, { isTTY: true, columns: width });
  return stripVTControlCharacters(said(speak)).trimEnd().split('\n');
};

test('what a host or a file says moves nothing on the terminal and gives it no title', () => {
  const reply = '530 no\x1b[2J\x1b]0;mine\x07 \x9b1A\rDone. \u202Egnp.exe';
  expect(said(() => say(`refused: ${reply}`))).not.toMatch(/[^\n\P{C}]/u);
  expect(said(() => sayWrapped(reply, '  '))).not.toMatch(/[^\n\P{C}]/u);
});

test('our own looks and line ends stay', () => {
  expect(said(() => say(`\n\u001B[1mFeed\u001B[22m  version 3`))).toBe(
    '\n\u001B[1mFeed\u001B[22m  version 3\n',
  );
  expect(said(() => say(bold('Feed')))).toBe(`${bold('Feed')}\n`);
});

describe('a terminal', () => {
  const SENTENCE =
    '  Two of the 49 ads that are live would go, and one of these costs 2\u00A0366\u00A0000\u00A0₽.';

  test('breaks sentences between words, behind their indent, and no price', () => {
    expect(seenAt(40, () => say(SENTENCE))).toEqual([
      '  Two of the 49 ads that are live would',
      '  go, and one of these costs',
      '  2\u00A0366\u00A0000\u00A0₽.',
    ]);
  });

  test('breaks no command: the half of one is another', () => {
    const command = `npx feedwright feed approve samples 7 --why 'the rate is right'`;
    expect(seenAt(40, () => say(`It is held back. See ${command}`))).toEqual([
      'It is held back. See',
      command,
    ]);
  });

  test('breaks no command that has a look of its own', () => {
    const command = 'npx feedwright documents show samples 9b8d3a93';
    expect(seenAt(40, () => say(`  \u001B[2m${command}\u001B[22m`))).toEqual([`  ${command}`]);
  });

  test.each([
    ['See npx feedwright questions samples.', 'See npx feedwright questions samples'],
    ['Put it: npx feedwright dealers put north.json.', 'Put it: npx feedwright dealers put north.json'],
    [
      'Take it back by npx feedwright review; it stands.',
      'Take it back by npx feedwright review; it stands.',
    ],
    ['It is live.', 'It is live.'],
  ])('leaves no full stop that would be pasted with a command: %s', (sentence, seen) => {
    expect(seenAt(80, () => say(sentence))).toEqual([seen]);
  });

  test('goes on with a last cell below itself', () => {
    const rows = [
      ['try', 'see what a list would become'],
      ['process', 'put files through'],
    ];
    expect(seenAt(32, () => sayGrid(rows, '  '))).toEqual([
      '  try      see what a list would',
      '           become',
      '  process  put files through',
    ]);
  });

  const TABLE: [string[], string[][]] = [
    ['Dealer', 'URL', 'What'],
    [['north', 'https://north.example/feed.xml', 'held back: the rate has jumped']],
  ];

  test('cuts the last column of a table, and shows rows as blocks where that is not enough', () => {
    expect(seenAt(60, () => sayTable(...TABLE))).toEqual([
      'Dealer  URL                             What',
      'north   https://north.example/feed.xml  held back: the rate…',
    ]);
    expect(seenAt(45, () => sayTable(...TABLE))).toEqual([
      'north',
      '  URL   https://north.example/feed.xml',
      '  What  held back: the rate has jumped',
    ]);
  });
});

test('a program gets every line whole', () => {
  Object.assign(process.stdout, { isTTY: false, columns: 20 });
  const long = 'x '.repeat(100).trim();
  expect(said(() => say(long))).toBe(`${long}\n`);
  expect(said(() => sayTable(['A'], [[long]]))).toContain(long);
});
