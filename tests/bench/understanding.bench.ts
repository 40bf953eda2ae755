/**
 * How much of spec books is understood whose words nobody has listed: `npm run bench -- understanding [SEEDS]`.
 * Books drawn in other words, by layout and language: key values read right unasked, empty, wrong; and the
 * milliseconds a book takes. Wanted: 70 % and more unasked, none wrong, a book within a second.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { diceOf } from '../drawn-books/dice.ts';
import { drawBook, LAYOUTS } from '../drawn-books/draw.ts';
import { judge } from '../drawn-books/judge.ts';
import { readDrawn } from '../drawn-books/read-drawn.ts';
import { type Language, SPOKEN } from '../drawn-books/wording.ts';
import { measured } from './measure.ts';

const seeds = Number(process.argv[2] ?? 2);
const languages = Object.keys(SPOKEN) as Language[];
const sum = { right: 0, empty: 0, wrong: 0, books: 0, seconds: 0 };
const misread: string[] = [];

for (const layout of LAYOUTS) {
  const own = { right: 0, empty: 0, wrong: 0 };
  for (const language of languages)
    for (let seed = 1; seed <= seeds; seed++) {
      const book = await drawBook(diceOf(seed), language, layout);
      const { result, busySeconds } = await measured(() => readDrawn(book.bytes));
      const { right, empty, wrong } = judge(book, result);
      own.right += right;
      own.empty += empty;
      own.wrong += wrong.length;
      misread.push(...wrong);
      sum.books++;
      sum.seconds += busySeconds;
    }
  say(layout, own);
  sum.right += own.right;
  sum.empty += own.empty;
  sum.wrong += own.wrong;
}
say('all', sum);
console.log(`${Math.round((1000 * sum.seconds) / sum.books)} ms a book`);
for (const line of misread) console.log(line);

// In a process of its own: it takes words out of lexicons that are loaded here already.
const lists = join(import.meta.dirname, 'understanding-lists.ts');
const { status } = spawnSync(process.execPath, [...process.execArgv, lists], { stdio: 'inherit' });
if (misread.length > 0 || status !== 0) process.exitCode = 1;

function say(what: string, { right, empty, wrong }: Pick<typeof sum, 'right' | 'empty' | 'wrong'>): void {
  const share = ((100 * right) / (right + empty + wrong)).toFixed(1);
  console.log(`${what.padEnd(20)} ${share} % unasked: ${right} right, ${empty} empty, ${wrong} wrong`);
}
