import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerPorts, CircuitOpen, withBreaker } from '#shared/breaker.ts';
import { admit, afterEnd, BreakerSettings, Breakers, CLOSED } from '#shared/breaker-state.ts';
import { ServiceRefused, TransientFailure } from '#shared/errors.ts';
import { testPorts } from '../../fakes/ports.ts';

const SETTINGS = BreakerSettings.parse({ failures: 3, resetSeconds: 60, successes: 2 });
const RESET_MS = SETTINGS.resetSeconds * 1000;
const SERVICE = 'textract';

/** Ports on one table with a clock the test turns. */
const shared = async () => {
  const ports = await testPorts();
  const time = { now: 0 };
  const breakers = Breakers.parse({ [SERVICE]: SETTINGS });
  return { ...ports, breakers, clock: () => new Date(time.now), time };
};

const answer = async () => 'answer';
const down = async () => {
  throw new TransientFailure('down', { stage: SERVICE });
};
const refuse = async () => {
  throw new ServiceRefused('wrong request', { stage: SERVICE });
};
const ask = (ports: BreakerPorts, call: () => Promise<unknown>) =>
  withBreaker(SERVICE, ports, call).catch((error) => error);
const askTimes = async (times: number, ports: BreakerPorts, call: () => Promise<unknown>) => {
  for (let asked = 0; asked < times; asked++) await ask(ports, call);
};

describe('a circuit breaker', () => {
  it('gives the answer, and throws what the service throws', async () => {
    await using ports = await shared();
    expect(await ask(ports, answer)).toBe('answer');
    expect(await ask(ports, refuse)).toBeInstanceOf(ServiceRefused);
  });

  it('opens after failures in a row, and then the service is not called: the reason says until when', async () => {
    await using ports = await shared();
    await askTimes(3, ports, down);
    const declined = (await ask(ports, () => expect.unreachable())) as CircuitOpen;
    expect(declined).toBeInstanceOf(CircuitOpen);
    expect([declined.name, declined.message]).toEqual([
      'TransientFailure',
      'textract is not asked: it failed 3 times in a row and is left alone until 1970-01-01T00:01:00.000Z',
    ]);
  });

  it('forgets failures after a success, and does not count a refused request', async () => {
    await using ports = await shared();
    for (const call of [down, down, answer, down, down, refuse, down, down]) await ask(ports, call);
    expect(await ask(ports, answer)).toBe('answer');
  });

  it('opened by one process turns away the calls of the other', async () => {
    await using ports = await shared();
    const other = { ...ports };
    await Promise.all([ask(ports, down), ask(other, down), ask(ports, down)]);
    expect(await ask(other, answer)).toBeInstanceOf(CircuitOpen);
  });

  it('lets one probe go at a time when its time is over, whichever process asks', async () => {
    await using ports = await shared();
    await askTimes(3, ports, down);
    ports.time.now = RESET_MS;
    const probe = Promise.withResolvers<void>();
    let called = 0;
    let declined = 0;
    const slow = async () => {
      called += 1;
      await probe.promise;
    };
    const countDeclined = (result: unknown) => {
      if (result instanceof CircuitOpen && ++declined === 4) probe.resolve();
    };
    await Promise.all(Array.from({ length: 5 }, () => ask({ ...ports }, slow).then(countDeclined)));
    expect([called, declined]).toEqual([1, 4]);
  });

  it('closes after successes in a row, and opens again at once when a probe fails', async () => {
    await using ports = await shared();
    await askTimes(3, ports, down);
    ports.time.now = RESET_MS;
    await ask(ports, answer);
    await ask(ports, down);
    expect(await ask(ports, answer)).toBeInstanceOf(CircuitOpen);
    ports.time.now = 2 * RESET_MS;
    await askTimes(2, ports, answer);
    expect(await ports.table.breakers.get({ service: SERVICE })).toMatchObject({ state: 'closed' });
  });

  it('does not wait for ever for a probe whose process died', async () => {
    await using ports = await shared();
    await askTimes(3, ports, down);
    ports.time.now = RESET_MS;
    void ask(ports, () => new Promise(() => {}));
    await expect.poll(() => ask(ports, answer)).toBeInstanceOf(CircuitOpen);
    ports.time.now = RESET_MS + 300_000;
    expect(await ask(ports, answer)).toBe('answer');
  });

  it('of one service does not know of another', async () => {
    await using ports = await shared();
    await askTimes(3, ports, down);
    expect(await withBreaker('ftp:dealer.example', ports, answer)).toBe('answer');
  });

  it('gives the answer also when the table cannot be written', async () => {
    await using ports = await shared();
    await ask(ports, down);
    const unwritable = { ...ports.table.breakers, putIf: () => Promise.reject(new Error('no table')) };
    expect(await ask({ ...ports, table: { ...ports.table, breakers: unwritable } }, answer)).toBe('answer');
  });
});

/** What happens to a service: its calls, and time that passes. */
const event = fc.oneof(
  fc.record({ succeeded: fc.boolean() }),
  fc.record({ passes: fc.integer({ min: 1, max: 2 * RESET_MS }) }),
);

describe('whatever happens', () => {
  /** Plays events one after the other; each ends before the next begins. */
  const play = (events: { succeeded?: boolean; passes?: number }[]) => {
    const history: {
      state: string;
      admitted: boolean;
      succeeded: boolean;
      now: number;
      openUntil: number;
    }[] = [];
    let breaker = CLOSED;
    let now = 0;
    for (const { succeeded = false, passes } of events) {
      if (passes) now += passes;
      else {
        const before = breaker;
        const admission = admit(breaker, now);
        breaker = admission.next ?? breaker;
        if (admission.admitted)
          breaker = afterEnd(breaker, { succeeded, isProbe: admission.isProbe }, now, SETTINGS) ?? breaker;
        history.push({
          state: before.state,
          admitted: admission.admitted,
          succeeded,
          now,
          openUntil: before.openUntil,
        });
      }
    }
    return { history, breaker, now };
  };

  it('a call is turned away exactly while the breaker is open and its time is not over', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        for (const { state, admitted, now, openUntil } of play(events).history)
          expect(admitted).toBe(state !== 'open' || now >= openUntil);
      }),
    );
  });

  it('it is open only after enough failures in a row, or a failed probe', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { history, breaker } = play(events);
        if (breaker.state !== 'open') return;
        const calls = history.filter(({ admitted }) => admitted);
        const last = calls.at(-1);
        const inRow = calls.slice(-SETTINGS.failures).every(({ succeeded }) => !succeeded);
        expect(last?.succeeded).toBe(false);
        expect(inRow || last?.state !== 'closed').toBe(true);
      }),
    );
  });

  it('a service that is back is used again after its time and enough successes', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const recovery = [
          { passes: RESET_MS },
          ...Array.from({ length: SETTINGS.successes }, () => ({ succeeded: true })),
        ];
        expect(play([...events, ...recovery]).breaker).toMatchObject({ state: 'closed', failures: 0 });
      }),
    );
  });
});
