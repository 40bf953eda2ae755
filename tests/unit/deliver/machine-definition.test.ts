import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DELIVERY_ROUTES, Delivery } from '#contracts/delivered.ts';
import { leaseOf } from '../../../functions/deliver/delivery.ts';
import { DeliverEvent } from '../../../functions/deliver/steps.ts';

interface State {
  Type: string;
  TimeoutSeconds?: number;
  Parameters?: { Payload?: { step: string } };
  Choices?: { Variable?: string; StringEquals: string }[];
  Catch?: { ErrorEquals: string[] }[];
  Retry?: { ErrorEquals: string[] }[];
}

const definition = JSON.parse(
  readFileSync(new URL('../../../state-machines/delivery.asl.json', import.meta.url), 'utf8'),
);
const ofOneDealer: Record<string, State> = definition.States.Dealers.ItemProcessor.States;
const all = { ...(definition.States as Record<string, State>), ...ofOneDealer };

const tasksOf = (states: Record<string, State>) =>
  Object.entries(states).filter(([, { Type }]) => Type === 'Task');

const delivery = Delivery.parse({
  ...{
    dealerId: 'north',
    deliveryId: '1',
    window: 'manual',
    deadline: '2026-11-22T00:00:00Z',
    mode: 'deliver',
  },
});

describe('The delivery machine', () => {
  test.each(tasksOf(ofOneDealer))('%s lets no error out of its dealer', (_, { Catch = [] }) => {
    expect(Catch.flatMap(({ ErrorEquals }) => ErrorEquals)).toContain('States.ALL');
  });

  test.each(tasksOf(all))('%s ends before the lease does', (_, {
    TimeoutSeconds = Number.POSITIVE_INFINITY,
  }) => {
    expect(TimeoutSeconds * 1000).toBeLessThan(leaseOf(delivery).milliseconds);
  });

  test('makes three attempts to upload, longer and longer apart, at times that chance decides', () => {
    const attempts = ofOneDealer.Upload?.Retry?.find(({ ErrorEquals }) =>
      ErrorEquals.includes('TransientFailure'),
    );
    const policy = { IntervalSeconds: 1, BackoffRate: 2, MaxDelaySeconds: 60, JitterStrategy: 'FULL' };
    expect(attempts).toEqual({ ErrorEquals: ['TransientFailure'], MaxAttempts: 2, ...policy });
  });

  test('waits for the first second of the window, and as long as the steps count', () => {
    expect(ofOneDealer).toMatchObject({
      Opening: { Type: 'Wait', TimestampPath: '$.deadline' },
      Patience: { Type: 'Wait', Seconds: 30 },
      Rest: { Type: 'Wait', Seconds: 60 },
    });
  });

  test('goes on with the other dealers whatever becomes of one', () => {
    expect(definition.States.Dealers).toMatchObject({ Type: 'Map', ToleratedFailurePercentage: 100 });
  });

  test('asks for the steps that there are, and for each of them', () => {
    const asked = tasksOf(all).flatMap(([, { Parameters }]) => Parameters?.Payload?.step ?? []);
    const [due, check, tried, others] = DeliverEvent.options;
    const single = [due, check, tried].flatMap(({ shape }) => [...shape.step.values]);
    const known = [...single, ...others.shape.step.options];
    expect(asked.sort()).toEqual(known.sort());
  });

  test('knows the routes it is given', () => {
    const taken = Object.values(all).flatMap(({ Choices = [] }) =>
      Choices.flatMap(({ Variable, StringEquals }) => (Variable === '$.route' ? StringEquals : [])),
    );
    expect(DELIVERY_ROUTES).toEqual(expect.arrayContaining(taken));
  });
});
