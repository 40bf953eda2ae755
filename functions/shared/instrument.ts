import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { portsOfEnvironment } from './aws/ports.ts';
import { addWorkMeasures, memoryWarning } from './call-measures.ts';
import { asStageError, isEncryptionFailure, LeaseBusy } from './errors.ts';
import { lambdaCost } from './lambda-cost.ts';
import { maskSecrets } from './masking.ts';
import { count, ESSENTIAL, type Monitoring, takeCounted } from './meter.ts';
import type { Ports } from './ports.ts';
import { sourceTrace } from './source-positions.ts';

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
  const logger = new Logger({ serviceName: `pipeline.${stage}`, jsonReplacerFn: maskSecrets });
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
    logger.info('done', { ...subjectOf(result), ...about });
    return result;
  };
  return middy(handle)
    .use(injectLambdaContext(logger, { logEvent: false }))
    .use(logMetrics(metrics));
};
