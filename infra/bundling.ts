import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { CONFIGURED_FILE, modulesNamedIn } from '#shared/configured-plugins.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName, STEP_NAMES } from './functions.ts';

const PROJECT = join(import.meta.dirname, '..');
/** Source maps name the sources from here: in every checkout alike, so that a bundle's hash is its content's. */
const CACHE = join(PROJECT, 'node_modules/.cache');
const ENDING = '.mjs';

/**
 * CommonJS packages inside an ES module still call `require`. The import is renamed because modules of ours
 * import `createRequire` too, and a bundle has one scope.
 */
const REQUIRE_BANNER =
  "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";

/**
 * How a handler and all it imports, the SDK that was tested too, become files. What is imported when it is
 * needed (a second reader, a paid service) is a file of its own that a cold start does not read.
 */
const BUNDLING = {
  absWorkingDir: PROJECT,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  banner: { js: REQUIRE_BANNER },
  outExtension: { '.js': ENDING },
  alias: {
    'node:http': join(import.meta.dirname, 'builtins/http.cjs'),
    'node:http2': join(import.meta.dirname, 'builtins/http2.cjs'),
  },
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** The bundles of all functions, side by side in one folder: what they share stands there once. */
export interface Bundles {
  folder: string;
  outputs: Metafile['outputs'];
}

/** The module that exports a function's handler. */
export const entryOf = (name: FunctionName): string => join(PROJECT, FUNCTIONS[name].entry);

/**
 * The module that stands in a bundle for the one that looks for plug-ins at the start: what is configured now is part of
 * the bundle. Throws `ConfigurationError` where the file that names them cannot be read.
 */
export const pluginsModule = (file: string): string => {
  const named = modulesNamedIn(file);
  if ('trouble' in named)
    throw new ConfigurationError(`${file}: ${named.trouble}`, { stage: 'configuration' });
  const imports = named.map(({ path }, at) => `import * as module${at} from ${JSON.stringify(path)};`);
  const loaded = named.map(({ from }, at) => `{ from: ${JSON.stringify(from)}, module: module${at} }`);
  return `${imports.join('\n')}\nexport const LOADED = [${loaded.join(', ')}];\n`;
};

const writtenPlugins = (folder: string): string => {
  const path = join(folder, 'plugins.mjs');
  writeFileSync(path, pluginsModule(CONFIGURED_FILE));
  return path;
};

/**
 * Functions that are bundled together: a call for each would parse again what they share, in ten times the time. But of
 * a file that several share each has what any of them needs; so those that answer stand alone, which only write wishes
 * down and are to start without what fulfils them.
 */
const TOGETHER: readonly (readonly FunctionName[])[] = [
  STEP_NAMES,
  ...FUNCTION_NAMES.filter((name) => !STEP_NAMES.includes(name)).map((name) => [name]),
];

const bundleAll = (): Bundles => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'bundles-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const alias = { ...BUNDLING.alias, '#configured-plugins': writtenPlugins(folder) };
  const made = TOGETHER.map((names) => {
    const entryPoints = names.map((name) => ({ in: entryOf(name), out: name }));
    return buildSync({ ...BUNDLING, alias, entryPoints, outdir: folder }).metafile.outputs;
  });
  return { folder, outputs: Object.assign({}, ...made) };
};
let bundled: Bundles | undefined;

/** Every function as the deploy bundles it; made once. The folder goes with this process. */
export const bundles = (): Bundles => {
  bundled ??= bundleAll();
  return bundled;
};

/** The function's own file, as the bundler's outputs name it. */
const entryOutput = ({ folder }: Bundles, name: FunctionName): string =>
  relative(PROJECT, join(folder, `${name}${ENDING}`));

/**
 * A function's files, as the bundler's outputs name them: all that it may come to import, or those alone that
 * it imports at its start.
 */
export const outputsOf = (made: Bundles, name: FunctionName, imports: 'all' | 'at start'): Set<string> => {
  const found = new Set([entryOutput(made, name)]);
  // A set gives what is added to it meanwhile, too.
  for (const file of found)
    for (const { path, kind, external } of made.outputs[file]?.imports ?? [])
      if (!external && (imports === 'all' || kind === 'import-statement')) found.add(path);
  return found;
};

/** A folder with a function's files and their source maps, and with nobody else's. */
const folderOf = (made: Bundles, name: FunctionName): string => {
  const folder = join(made.folder, 'functions', name);
  mkdirSync(folder, { recursive: true });
  for (const file of [...outputsOf(made, name, 'all')].flatMap((file) => [file, `${file}.map`]))
    copyFileSync(join(PROJECT, file), join(folder, basename(file)));
  return folder;
};

/** A function's bundle with its source maps; the source as it is where a stack is only looked at. */
export const codeOf = (name: FunctionName, scope: Construct): Code =>
  Code.fromAsset(Stack.of(scope).bundlingRequired ? folderOf(bundles(), name) : dirname(entryOf(name)));
