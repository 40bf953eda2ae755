import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A module that the configuration names, and what became of loading it. */
export type LoadedModule = { from: string } & ({ module: Record<string, unknown> } | { trouble: string });

/** The file that names modules: `plugins.json` of the project, or another that the environment names. */
const FILE = process.env.FEEDWRIGHT_PLUGINS ?? fileURLToPath(new URL('../../plugins.json', import.meta.url));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** The modules that a file names, relative to itself; one that cannot be read is a trouble under its own name. */
export const modulesNamedIn = (file: string): { from: string; path: string }[] | { trouble: string } => {
  try {
    const named: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isNames(named))
      return { trouble: 'write a list of paths, such as ["./samples/plugins/value-scorer.ts"]' };
    return named.map((from) => ({ from, path: resolve(dirname(file), from) }));
  } catch (error) {
    return { trouble: messageOf(error) };
  }
};

/** What a deploy bundles. */
export const CONFIGURED_FILE = FILE;

/** Loads the modules that a file names; a module that does not load keeps no other back. */
export const loadModules = async (file: string): Promise<LoadedModule[]> => {
  const named = modulesNamedIn(file);
  if ('trouble' in named) return [{ from: file, trouble: named.trouble }];
  return Promise.all(
    named.map(({ from, path }) =>
      import(pathToFileURL(path).href).then(
        (module: Record<string, unknown>): LoadedModule => ({ from, module }),
        (error: unknown): LoadedModule => ({ from, trouble: messageOf(error) }),
      ),
    ),
  );
};

/** Loaded once, before anything is asked for. A bundle has another file in this one's place: `infra/bundling.ts`. */
export const LOADED: readonly LoadedModule[] = await loadModules(FILE);
