import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where a line of a stack trace says that it is: a module, a line and a column, both from 1. */
const PLACE = /(file:\/\/[^\s:)]+):(\d+):(\d+)/g;

/** A bundler names sources from where the bundle was made. */
const UPWARDS = /^(?:\.\.\/)+/;

/** The map beside a bundle, which does not name it: Node would read it at each start. */
const mapBeside = (module: string): SourceMap | null => {
  const path = `${fileURLToPath(module)}.map`;
  return existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null;
};

const inSources = (trace: string): string => {
  const maps = new Map<string, SourceMap | null>();
  return trace.replace(PLACE, (place, module: string, line: string, column: string) => {
    if (!maps.has(module)) maps.set(module, mapBeside(module));
    const found = maps.get(module)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!found || !('originalSource' in found)) return place;
    const { originalSource, originalLine, originalColumn } = found;
    return `${originalSource.replace(UPWARDS, '')}:${originalLine + 1}:${originalColumn + 1}`;
  });
};

const firstCause = (error: Error): Error => (error.cause instanceof Error ? firstCause(error.cause) : error);

/** Without the message, which may quote more than a log should hold. */
const traceOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/**
 * Where an error began: the stack trace of its first cause, a bundle's told in places of its sources
 * (`functions/match/match.ts:12:5`). A map that cannot be read leaves the trace as it is.
 */
export const sourceTrace = (error: Error): string => {
  const trace = traceOf(firstCause(error));
  try {
    return inSources(trace);
  } catch {
    return trace;
  }
};
