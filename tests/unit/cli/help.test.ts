import { expect, test, vi } from 'vitest';
import { COMMANDS, GROUPS } from '#cli/commands/index.ts';
import { optionsOf } from '#cli/parse.ts';
import { runCommand } from '#cli/run-command.ts';

/** What a command line says on both streams, and its exit code. */
const run = async (...words: string[]) => {
  const [out, err] = [process.stdout, process.stderr].map((stream) => {
    const written: string[] = [];
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    return written;
  });
  const code = await runCommand(words);
  vi.restoreAllMocks();
  return { code, stdout: out?.join('') ?? '', stderr: err?.join('') ?? '' };
};

test.each([
  [['qestions', 'demo'], 'There is no command qestions. Did you mean questions?'],
  [['feed', 'lst', 'demo'], 'Did you mean feed list?'],
  [['feed', 'list', '--jsno'], 'There is no option --jsno. Did you mean --json?'],
  [['constructor'], 'There is no command constructor.'],
  [['feed', 'approve', 'demo'], 'Use feed approve DEALER VERSION.'],
])('%j is refused in one line, with what may be meant', async (words, said) => {
  const { code, stdout, stderr } = await run(...words);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect(stderr).toMatch(/ See npx feedwright (feed )?--help\n$/);
});

test('the overview has every command, once, with an example that a newcomer can run', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const word of Object.keys(COMMANDS)) {
    expect(stdout.match(new RegExp(`^ {2}${word} {2}`, 'gm')), word).toHaveLength(1);
    expect(stdout).toMatch(new RegExp(`npx feedwright ${word}\\b`));
  }
  expect(Object.keys(GROUPS).every((title) => stdout.includes(`\n${title}\n`))).toBe(true);
});

test('each command tells its forms, options and examples; what works with data prints JSON', async () => {
  for (const [word, load] of Object.entries(COMMANDS)) {
    const command = await load();
    const { stdout } = await run(word, '--help');
    expect(stdout, word).toMatch(new RegExp(`Usage\\n {2}npx feedwright ${word}\\b`));
    for (const name of Object.keys(optionsOf(command))) expect(stdout, word).toContain(`--${name}`);
    expect('json' in optionsOf(command), word).toBe(!command.ownMachine);
  }
});
