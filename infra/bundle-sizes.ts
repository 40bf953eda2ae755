import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type Bundles, bundles, outputsOf } from './bundling.ts';
import { FUNCTION_NAMES, type FunctionName } from './functions.ts';

/** Zipped, without layers: a cold start brings all of it. */
export const BUDGET_BYTES = 5 * 1024 * 1024;
const LARGEST = 3;

/** One function's bundle: what a deploy uploads, what is read before the first call, and what weighs most in that. */
interface BundleSize {
  name: FunctionName;
  zippedBytes: number;
  bytesAtStart: number;
  /** Bytes of the whole bundle by the package they come from. */
  packages: Map<string, number>;
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/');

const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);

const packagesOf = ({ outputs }: Bundles, files: Set<string>): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const file of files)
    for (const [path, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {}))
      weights.set(packageOf(path), (weights.get(packageOf(path)) ?? 0) + bytesInOutput);
  return weights;
};

const zipped = (file: string): number =>
  deflateRawSync(readFileSync(join(import.meta.dirname, '..', file))).length;

/** The bundle that a deploy makes of a function. */
export const bundleSize = (name: FunctionName): BundleSize => {
  const made = bundles();
  const files = outputsOf(made, name, 'all');
  const atStart = [...outputsOf(made, name, 'at start')];
  return {
    name,
    zippedBytes: sum([...files].flatMap((file) => [zipped(file), zipped(`${file}.map`)])),
    bytesAtStart: sum(atStart.map((file) => made.outputs[file]?.bytes ?? 0)),
    packages: packagesOf(made, files),
  };
};

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;

const heaviestOf = (packages: BundleSize['packages']): string =>
  [...packages]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LARGEST)
    .map(([name, bytes]) => `${name} ${kilobytes(bytes)}`)
    .join(', ');

const rowOf = ({ name, bytesAtStart, zippedBytes, packages }: BundleSize) => ({
  function: name,
  zipped: kilobytes(zippedBytes),
  'read at start': kilobytes(bytesAtStart),
  within: zippedBytes <= BUDGET_BYTES ? 'yes' : 'NO',
  heaviest: heaviestOf(packages),
});

if (import.meta.main) {
  const sizes = FUNCTION_NAMES.map(bundleSize);
  console.log(`Bundles, without layers; budget ${kilobytes(BUDGET_BYTES)} zipped`);
  console.table(sizes.map(rowOf));
  process.exitCode = sizes.every(({ zippedBytes }) => zippedBytes <= BUDGET_BYTES) ? 0 : 1;
}
