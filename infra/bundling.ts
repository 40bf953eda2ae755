import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName } from './functions.ts';

const PROJECT = join(import.meta.dirname, '..');
/** Source maps name the sources from here: in every checkout alike, so that a bundle's hash is its content's. */
const CACHE = join(PROJECT, 'node_modules/.cache');

/**
 * CommonJS packages inside an ES module still call `require`. The import is renamed because modules of ours
 * import `createRequire` too, and a bundle has one scope.
 */
const REQUIRE_BANNER =
  "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";

/** How a handler and all it imports, the SDK that was tested too, become one file. */
export const BUNDLING = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  banner: { js: REQUIRE_BANNER },
} satisfies BuildOptions;

/** The module that exports a function's handler. */
export const entryOf = (name: FunctionName): string => join(PROJECT, FUNCTIONS[name].entry);

/** All functions in one call: a process for each would parse again what they share, in ten times the time. */
const bundleAll = (): string => {
  mkdirSync(CACHE, { recursive: true });
  const outdir = mkdtempSync(join(CACHE, 'bundles-'));
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const entryPoints = FUNCTION_NAMES.map((name) => ({ in: entryOf(name), out: `${name}/index` }));
  buildSync({ ...BUNDLING, entryPoints, outdir, outExtension: { '.js': '.mjs' }, logLevel: 'warning' });
  return outdir;
};
let bundled: string | undefined;

/** A function's bundle with its source map; the source as it is where a stack is only looked at. */
export const codeOf = (name: FunctionName, scope: Construct): Code => {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(dirname(entryOf(name)));
  bundled ??= bundleAll();
  return Code.fromAsset(join(bundled, name));
};
