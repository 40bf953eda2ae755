import { describe, expect, test } from 'vitest';
import { DeliveryRequest, WindowCheckRequest } from '#contracts/delivered.ts';
import { NoticeRequest } from '#contracts/notice.ts';
import { FailedExecution } from '#functions/operations/close-failed/close-failed.ts';
import { MACHINES } from '../../infra/functions.ts';
import { settingsOf } from '../../infra/settings.ts';
import { flat, type Properties, resourcesOf } from './support/synthesis.ts';

const rulesWith = (detailType: string): Properties[] =>
  Object.values(resourcesOf('prod', 'AWS::Events::Rule')).filter(({ EventPattern }) =>
    EventPattern['detail-type'].includes(detailType),
  );

const schedules = (): Properties[] => Object.values(resourcesOf('prod', 'AWS::Scheduler::Schedule'));

/** The others call functions, every hour. */
const ofDelivery = (): Properties[] =>
  schedules().filter(({ Target }) => flat(Target.Arn).startsWith('<MachinesDelivery'));

const times = (mode: string) =>
  ofDelivery()
    .filter(({ Target }) => JSON.parse(Target.Input).mode === mode)
    .map(({ ScheduleExpression }) => ScheduleExpression);

describe('a file in the inbox', () => {
  const [rule] = rulesWith('Object Created');

  const [queueId, queue] =
    Object.entries(resourcesOf('prod', 'AWS::SQS::Queue')).find(([, { RedrivePolicy }]) => RedrivePolicy) ??
    [];
  const [source] = Object.values(resourcesOf('prod', 'AWS::Lambda::EventSourceMapping'));

  test('waits in a queue for its admission, if it lies below inbox/', () => {
    expect(rule?.EventPattern.detail.object).toEqual({ key: [{ prefix: 'inbox/' }] });
    expect(flat(rule?.Targets[0].Arn)).toBe(`<${queueId}.Arn>`);
    expect(flat(source?.EventSourceArn)).toBe(`<${queueId}.Arn>`);
    expect(JSON.stringify(source?.FunctionName)).toContain('"AdmitFunctionAliaslive');
  });

  test('goes back alone when there is no room for it, and comes again for longer than a day', () => {
    expect(source?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(source?.ScalingConfig).toEqual({ MaximumConcurrency: 10 });
    const hours = (queue?.VisibilityTimeout * queue?.RedrivePolicy.maxReceiveCount) / 3600;
    expect(hours).toBeGreaterThan(24);
    expect(queue?.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    expect(queue?.VisibilityTimeout).toBeGreaterThanOrEqual(
      6 * settingsOf('prod').functions.admit.timeoutSeconds,
    );
  });

  test('that waits is looked for as soon as another one has ended, however', () => {
    const [ended] = rulesWith('PipelineFailed');
    expect(ended?.EventPattern['detail-type']).toEqual(['PipelineCompleted', 'PipelineFailed']);
    expect(flat(ended?.Targets[0].Arn)).toBe(`<${queueId}.Arn>`);
  });

  test('is kept when it cannot be handed on', () => {
    expect(flat(rule?.Targets[0].DeadLetterConfig.Arn)).toMatch(/^<EventsUndelivered/);
    expect(flat(queue?.RedrivePolicy.deadLetterTargetArn)).toMatch(/^<EventsUndelivered/);
  });
});

describe('an execution that ends without closing its document', () => {
  const [rule] = rulesWith('Step Functions Execution Status Change');

  test('is closed from outside, whichever machine and ending', () => {
    const { status, stateMachineArn } = rule?.EventPattern.detail ?? {};
    expect(status).toEqual(FailedExecution.shape.detail.shape.status.options);
    expect(stateMachineArn).toHaveLength(MACHINES.length - 1);
    expect(flat(rule?.Targets[0].Arn)).toMatch(/^<MachinesFailure/);
  });

  test('is kept when its closing cannot be begun', () => {
    expect(flat(rule?.Targets[0].DeadLetterConfig.Arn)).toMatch(/^<EventsUndelivered/);
  });
});

/** What the delivery machine takes beside requests of delivery, by the mode. */
const REQUESTS: Record<string, typeof WindowCheckRequest | typeof NoticeRequest> = {
  check: WindowCheckRequest,
  remind: NoticeRequest,
};

describe('the schedules', () => {
  test('of deliveries are Moscow time, each', () => {
    const zones = ofDelivery().map(({ ScheduleExpressionTimezone }) => ScheduleExpressionTimezone);
    expect(new Set(zones)).toEqual(new Set(['Europe/Moscow']));
  });

  test('begin delivery 45 minutes before 03:00, 11:00 and 19:00, and sweep every hour', () => {
    expect(settingsOf('prod').windows.opensAt).toEqual(['03:00', '11:00', '19:00']);
    expect(times('deliver')).toEqual([
      'cron(15 2 * * ? *)',
      'cron(15 10 * * ? *)',
      'cron(15 18 * * ? *)',
      'cron(0 * * * ? *)',
    ]);
  });

  test('begin the opening check a minute ahead', () => {
    expect(times('verify')).toEqual(['cron(59 2 * * ? *)', 'cron(59 10 * * ? *)', 'cron(59 18 * * ? *)']);
  });

  test('look back at the windows two minutes after each hour', () => {
    expect(times('check')).toEqual(['cron(2 * * * ? *)']);
  });

  test('look ahead at windows every hour: two hours before those at the full hour', () => {
    expect(times('remind')).toEqual(['cron(0 * * * ? *)']);
  });

  test('give the delivery machine a request it takes, at the time that was scheduled', () => {
    for (const { Target } of ofDelivery()) {
      const input = JSON.parse(Target.Input);
      expect(input.at).toBe('<aws.scheduler.scheduled-time>');
      const request = REQUESTS[input.mode] ?? DeliveryRequest;
      expect(request.safeParse({ ...input, at: '2026-11-22T00:00:00Z' }).success).toBe(true);
    }
  });

  test('reconcile every hour', () => {
    const [chore] = schedules().filter(({ Target }) => flat(Target.Arn).startsWith('<ReconcileFunction'));
    expect(chore?.ScheduleExpression).toBe('cron(30 * * * ? *)');
  });

  test('leave what they could not start in the queue of the undelivered', () => {
    for (const { Target } of schedules())
      expect(flat(Target.DeadLetterConfig.Arn)).toMatch(/^<EventsUndelivered/);
  });
});
