import { afterEach, expect, test, vi } from 'vitest';
import { bold, say, sayWrapped } from '#cli/say/terminal.ts';

afterEach(() => vi.restoreAllMocks());

const said = (speak: () => void): string => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  speak();
  return written.join('');
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
