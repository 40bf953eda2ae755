import { deflateRawSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { BUNDLING, entryOf } from './bundling.ts';
import { FUNCTION_NAMES, type FunctionName } from './functions.ts';

/** Zipped, without layers: a cold start loads all of it. */
export const BUDGET_BYTES = 5 * 1024 * 1024;
const LARGEST = 3;

/** One function's bundle: what Lambda unpacks, what a deploy uploads, and what weighs most in it. */
export interface BundleSize {
  name: FunctionName;
  bytes: number;
  zippedBytes: number;
  /** Bytes of the bundle by the package they come from. */
  packages: Map<string, number>;
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/');

const packagesOf = ({ outputs }: Metafile): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      weights.set(packageOf(path), (weights.get(packageOf(path)) ?? 0) + bytesInOutput);
  return weights;
};

const bundle = (name: FunctionName) =>
  build({ ...BUNDLING, entryPoints: [entryOf(name)], outfile: 'index.mjs', write: false, metafile: true });

/** Bundles a function as the deploy does, in memory. */
export const bundleSize = async (name: FunctionName): Promise<BundleSize> => {
  const { outputFiles, metafile } = await bundle(name);
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name,
    bytes: sum(outputFiles.map(({ contents }) => contents.length)),
    zippedBytes: sum(outputFiles.map(({ contents }) => deflateRawSync(contents).length)),
    packages: packagesOf(metafile),
  };
};

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;

const heaviestOf = (packages: BundleSize['packages']): string =>
  [...packages]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LARGEST)
    .map(([name, bytes]) => `${name} ${kilobytes(bytes)}`)
    .join(', ');

const rowOf = ({ name, bytes, zippedBytes, packages }: BundleSize) => ({
  function: name,
  zipped: kilobytes(zippedBytes),
  unpacked: kilobytes(bytes),
  within: zippedBytes <= BUDGET_BYTES ? 'yes' : 'NO',
  heaviest: heaviestOf(packages),
});

if (import.meta.main) {
  const sizes = await Promise.all(FUNCTION_NAMES.map(bundleSize));
  console.log(`Bundles, without layers; budget ${kilobytes(BUDGET_BYTES)} zipped`);
  console.table(sizes.map(rowOf));
  process.exitCode = sizes.every(({ zippedBytes }) => zippedBytes <= BUDGET_BYTES) ? 0 : 1;
}
