/**
 * How much of spec books is understood whose words nobody has listed: `npm run bench -- understanding [SEEDS]`.
 * Books drawn in other words, by layout and language: key values read right unasked, empty, wrong; and the
 * milliseconds a book takes. Wanted: 70 % and more unasked, none wrong, a book within a second. Then the books beside
 * the project with every label made illegible: what values, their neighbours and the engines' names tell alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Catalogue } from '#contracts/catalogue.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { diceOf } from '../drawn-books/dice.ts';
import { drawBook, LAYOUTS } from '../drawn-books/draw.ts';
import { judge } from '../drawn-books/judge.ts';
import { readDrawn } from '../drawn-books/read-drawn.ts';
import { type Language, SPOKEN } from '../drawn-books/spoken.ts';
import { withoutWords } from '../drawn-books/without-words.ts';
import { type FieldScore, scoreCatalogue } from '../golden/score-catalogue.ts';
import { measured } from './measure.ts';

/** What a listing is made of; where a power stands is not what it is. */
const KEY_FIELDS =
  /^(?:engines\.(?!length|powerSource|fromEnginePage)|tracks\.(?!length$)|seat|starter|dimensions\.)/;
const emptyIn = ({ misses }: FieldScore): number =>
  misses.filter((miss) => /: (?:null|\[\]) instead of /.test(miss)).length;

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
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const BOOKS = `${SHARED}fixtures/spec-books/`;
if (existsSync(BOOKS))
  for (const name of readdirSync(BOOKS)) say(`${name}, no label legible`, await withoutLabels(name));
if (misread.length > 0 || status !== 0) process.exitCode = 1;

function say(what: string, { right, empty, wrong }: Pick<typeof sum, 'right' | 'empty' | 'wrong'>): void {
  const share = ((100 * right) / (right + empty + wrong)).toFixed(1);
  console.log(`${what.padEnd(20)} ${share} % unasked: ${right} right, ${empty} empty, ${wrong} wrong`);
}

/** A book read once for its labels, and again without them, against its gold. */
async function withoutLabels(name: string): Promise<Pick<typeof sum, 'right' | 'empty' | 'wrong'>> {
  const bytes = readFileSync(BOOKS + name);
  const whole = await readWith(bytes, name, pdfiumReader);
  const labels = whole.models.flatMap(({ rows }) => rows.flatMap(({ label, section }) => [label, section]));
  const read = await readWith(bytes, name, withoutWords(pdfiumReader, labels));
  const gold = JSON.parse(readFileSync(`${SHARED}gold/spec-books/${basename(name, '.pdf')}.json`, 'utf8'));
  const fields = [...scoreCatalogue(read, gold).fields].filter(([field]) => KEY_FIELDS.test(field));
  const told = { right: 0, empty: 0, wrong: 0 };
  for (const [, score] of fields) {
    const empty = emptyIn(score);
    told.right += score.exact;
    told.empty += empty;
    told.wrong += score.misses.length - empty;
  }
  return told;
}

async function readWith(bytes: Uint8Array, name: string, reader: typeof pdfiumReader): Promise<Catalogue> {
  return Catalogue.parse(
    await readSpecBook(
      bytes,
      { name, sha256: '0'.repeat(64) },
      { readers: [reader], extractedAt: '2026-09-01T00:00:00.000Z', storePicture: async () => 'none' },
    ),
  );
}
