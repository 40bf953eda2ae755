import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCost } from '#functions/operations/close/close.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };
import type { StageStatistic } from '#shared/table/records.ts';
import { costTable, PricedRun, perThousand } from '../../bench/cost-table.ts';
import { runState } from '../../fakes/records.ts';
import { definitionOf } from '../../infra/support/definitions.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const runs = z
  .array(PricedRun)
  .parse(JSON.parse(readFileSync(join(PROJECT, 'tests/bench/cost-runs.json'), 'utf8')));

const statistics = (...stages: string[]) => stages.map((stage) => ({ stage })) as StageStatistic[];

interface Walked {
  Next?: string;
  Type: string;
}

/** The states that a run enters which goes to these when it is asked at a Choice. */
const walk = (...asked: string[]): string[] => {
  const { States, StartAt } = definitionOf('price-list') as unknown as {
    States: Record<string, Walked>;
    StartAt: string;
  };
  const entered: string[] = [];
  for (let name: string | undefined = StartAt; name; name = States[name]?.Next ?? asked.shift())
    entered.push(name);
  return entered;
};

describe('what a run costs', () => {
  test('counts the transitions that the machine of a list with a text layer really makes', () => {
    const entered = walk('Extract', 'Match', 'Judged', 'Generate');
    const { transitions } = runCost(
      runState(),
      statistics('intake', 'extract', 'match', 'validate', 'generate'),
    );
    expect(transitions).toBe(entered.length);
  });

  test('counts those of pages read from their pictures, each chunk one more', () => {
    const chunks = [1, 11, 21].map((first) => ({ first, last: first + 9, failure: null }));
    const entered = walk('Extract', 'ReadPages', 'Match', 'Judged', 'Generate');
    const stages = statistics('intake', 'extract', 'assemble', 'match', 'validate', 'generate');
    expect(runCost(runState({ chunks }), stages).transitions).toBe(entered.length + chunks.length);
  });

  test('counts each retry of a stage', () => {
    const retried = { stage: 'match', retried: { times: 2, error: 'TransientFailure' } } as StageStatistic;
    const { transitions } = runCost(runState(), [retried]);
    expect(transitions - runCost(runState(), statistics('match')).transitions).toBe(2);
  });

  test('names the date of its prices', () => {
    expect(runCost(runState(), []).priced).toBe(prices.dated);
  });
});

describe('the README’s table', () => {
  test('is what the script makes of the runs it has kept: else run npm run cost', () => {
    expect(readFileSync(join(PROJECT, 'README.md'), 'utf8')).toContain(costTable(runs));
  });

  test('shows no list of more than 0.15 USD for 1,000 products', () => {
    for (const run of runs) expect(perThousand(run), run.document).toBeLessThanOrEqual(0.15);
  });
});
