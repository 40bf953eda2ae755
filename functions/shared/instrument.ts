import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { portsOfEnvironment } from './aws/ports.ts';
import { asStageError, isEncryptionFailure, LeaseBusy } from './errors.ts';
import { lambdaCost } from './lambda-cost.ts';
import { maskForLog } from './masking.ts';
import { count, ESSENTIAL, type Monitoring, takeCounted } from './meter.ts';
import type { Ports } from './ports.ts';
import { takeLooked } from './remembered.ts';

const BYTES_PER_MB = 1024 * 1024;

/** The share of its memory from which a function may fail at the next larger file (S2-26). */
const NEARLY_ALL = 0.85;

/** What a stage says of its work, where its result is a run's state. */
const Worked = z.object({ tally: z.object({ processed: z.number() }) });

/** Items a second that a step has worked on (S1-26); null where its result counts none. */
export const throughputOf = (result: unknown, seconds: number): number | null => {
  const processed = Worked.safeParse(result).data?.tally.processed ?? 0;
  return processed > 0 && seconds > 0 ? processed / seconds : null;
};

/** MB that this process holds now (S1-24). */
const usedMb = (): number => Math.round(process.memoryUsage.rss() / BYTES_PER_MB);

/** The warning that nearly all of a function's memory is used; null while it is not. */
export const memoryWarning = (memoryMb: number): string | null => {
  const used = usedMb();
  return used < NEARLY_ALL * memoryMb ? null : `${used} of ${memoryMb} MB are used: give the function more`;
};

/**
 * How long a call took, in how much memory, and how much of what a second: of all functions, each log line names its
 * own. Lambda itself tells each function's time, for nothing.
 */
export const addWorkMeasures = (metrics: Metrics, milliseconds: number, result: unknown): void => {
  const throughput = throughputOf(result, milliseconds / 1_000);
  metrics.addMetric('Duration', MetricUnit.Milliseconds, milliseconds);
  metrics.addMetric('MemoryUsed', MetricUnit.Megabytes, usedMb());
  if (throughput !== null) metrics.addMetric('Throughput', MetricUnit.CountPerSecond, throughput);
};

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
const sourceTrace = (error: Error): string => {
  const trace = traceOf(firstCause(error));
  try {
    return inSources(trace);
  } catch {
    return trace;
  }
};

/** What a step of a machine is: the event it takes, the result it must give, and the work between. */
export interface Step<Event extends z.ZodType, Result extends z.ZodType> {
  event: Event;
  result: Result;
  run(event: z.infer<Event>, ports: Ports): Promise<z.infer<Result>>;
}

/** Waiting one's turn is neither success nor failure. */
const counts = (error: unknown): boolean => !(error instanceof LeaseBusy);

/** `Succeeded` is 1 or 0 per call, so that its average is the success rate. */
const measured = async <Result>(metrics: Metrics, work: () => Promise<Result>): Promise<Result> => {
  try {
    const result = await work();
    metrics.addMetric('Succeeded', MetricUnit.Count, 1);
    return result;
  } catch (error) {
    if (counts(error)) metrics.addMetric('Succeeded', MetricUnit.Count, 0);
    throw error;
  }
};

/** Of the whole environment: each value of a further dimension would be a metric that is paid for. */
const publishCounted = (
  monitoring: Monitoring,
  stage: string,
  milliseconds: number,
  result: unknown,
): void => {
  const metrics = new Metrics({ namespace: 'Feedwright' });
  metrics.addMetadata('stage', stage);
  for (const [measure, amount] of takeCounted())
    if (monitoring === 'whole' || ESSENTIAL.includes(measure))
      metrics.addMetric(measure, MetricUnit.NoUnit, amount);
  if (monitoring === 'whole') addWorkMeasures(metrics, milliseconds, result);
  metrics.publishStoredMetrics();
};

/** The call's own price, whatever becomes of it, and with it all that was counted on the way. */
const priced = async <Result>(stage: string, ports: Ports, work: () => Promise<Result>): Promise<Result> => {
  const started = performance.now();
  let result: Result | undefined;
  try {
    result = await work();
    return result;
  } catch (error) {
    if (isEncryptionFailure(error)) count('EncryptionFailures');
    throw error;
  } finally {
    const milliseconds = performance.now() - started;
    count('CostUsd', lambdaCost(milliseconds / MS_PER_SECOND, ports.memoryMb));
    publishCounted(ports.monitoring, stage, milliseconds, result);
  }
};

const MS_PER_SECOND = 1000;

/** Read as the function starts, before there are ports. */
const byStage = (): boolean => process.env.FEEDWRIGHT_MONITORING !== ('few' satisfies Monitoring);

/** What a log line is about, where the event or the result says it. */
const Subject = z.object({
  dealerId: z.string().optional(),
  documentId: z.string().optional(),
  runId: z.string().optional(),
});
type Subject = z.infer<typeof Subject>;

const subjectOf = (state: unknown): Subject => Subject.safeParse(state).data ?? {};

/**
 * A Lambda handler around a step: event and result held against their schemas, one log line per call with its
 * success, duration and cost as metrics, and every unforeseen error turned into the stage's own.
 */
export const instrument = <Event extends z.ZodType, Result extends z.ZodType>(
  stage: string,
  step: Step<Event, Result>,
) => {
  const logger = new Logger({ serviceName: `pipeline.${stage}`, jsonReplacerFn: maskForLog });
  const metrics = new Metrics({
    namespace: 'Feedwright',
    ...(byStage() && { defaultDimensions: { stage } }),
  });
  const told = (error: unknown, about: Subject): never => {
    const failure = asStageError(stage, error);
    const trace = sourceTrace(failure);
    // Lambda itself writes this one, and Step Functions keeps it.
    failure.stack = `${failure}\n${trace}`;
    logger.error(failure.message, {
      ...about,
      error_type: failure.name,
      details: failure.details,
      error: failure,
      traceback: trace,
    });
    throw failure;
  };
  const warnOfMemory = ({ memoryMb }: Ports, about: Subject): void => {
    const warning = memoryWarning(memoryMb);
    if (!warning) return;
    count('MemoryShort');
    logger.warn(warning, about);
  };
  // Not by Powertools' parser: what its middleware throws is neither logged nor counted, and names no field.
  const run = async (event: unknown) => {
    const [given, ports] = [step.event.parse(event), portsOfEnvironment()];
    return priced(stage, ports, () =>
      step.run(given, ports).finally(() => warnOfMemory(ports, subjectOf(event))),
    );
  };
  const handle = async (event: unknown) => {
    const about = subjectOf(event);
    const work = async () => step.result.parse(await run(event));
    const result = await measured(metrics, work).catch((error) => told(error, about));
    logger.info('done', { ...subjectOf(result), ...about, caches: takeLooked() });
    return result;
  };
  return middy(handle)
    .use(injectLambdaContext(logger, { logEvent: false }))
    .use(logMetrics(metrics));
};
