import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatePriceList, type PriceListOptions } from './generate-price-list.ts';
import { generateSpecBook, type SpecBookOptions } from './generate-spec-book.ts';
import { generateTextList, type TextListOptions } from './generate-text-list.ts';

export interface SampleFile {
  /** Path below the samples' folder, with slashes. */
  name: string;
  bytes: Uint8Array;
}

/** The shipped price lists: each layout and each language once. */
export const PRICE_LISTS: readonly PriceListOptions[] = [
  { layout: 'banded', language: 'fi', brand: 'SKI-DOO', modelYear: 2027, productCount: 38, seed: 11 },
  { layout: 'ruled', language: 'en', brand: 'LYNX', modelYear: 2027, productCount: 32, seed: 24 },
];

/** The shipped lists that were no PDF: last year's machines, still in stock. */
export const TEXT_LISTS: readonly TextListOptions[] = [
  { language: 'fi', brand: 'SKI-DOO', modelYear: 2026, productCount: 6, seed: 37 },
];

/** The shipped spec books. */
export const SPEC_BOOKS: readonly SpecBookOptions[] = [
  { brand: 'SKI-DOO', modelYear: 2027 },
  { brand: 'LYNX', modelYear: 2027 },
];

const HELP = `Writes the sample price lists and spec books.

  node samples/generate.ts DIR     into DIR/price-lists and DIR/spec-books

Example: node samples/generate.ts samples     (renews the shipped files)
`;

/** The shipped samples; the same bytes on every machine. */
export async function generateSamples(): Promise<SampleFile[]> {
  const lists = await Promise.all(PRICE_LISTS.map(generatePriceList));
  const books = await Promise.all(SPEC_BOOKS.map(generateSpecBook));
  return [
    ...[...lists, ...TEXT_LISTS.map(generateTextList)].map(({ name, bytes }) => ({
      name: `price-lists/${name}`,
      bytes,
    })),
    ...books.map(({ name, bytes }) => ({ name: `spec-books/${name}`, bytes })),
  ];
}

async function writeSamples(folder: string): Promise<void> {
  for (const { name, bytes } of await generateSamples()) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    console.log(`${path}  ${bytes.length} bytes`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
  });
  const [folder] = positionals;
  if (values.help || folder === undefined) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  await writeSamples(folder);
}

if (import.meta.main) await main();
