/** Sockets of open pages, and what of the table's stream they are told. */
import { describe, expect, test } from 'vitest';
import { flat, type Properties, resourcesOf } from './support/synthesis.ts';

const entriesOf = (type: string): [string, Properties][] => Object.entries(resourcesOf('prod', type));

const streamOf = (name: string): Properties =>
  entriesOf('AWS::Lambda::EventSourceMapping').find(([, { FunctionName }]) =>
    JSON.stringify(FunctionName).includes(`"${name}FunctionAlias`),
  )?.[1] ?? expect.fail(`${name} hears no stream`);

interface Pattern {
  dynamodb: { Keys: Record<'PK' | 'SK', { S: (string | { prefix: string })[] } | undefined> };
}

/** As Lambda filters: one of the patterns, and of it every key by one of its texts or beginnings. */
const isHeard = (PK: string, SK: string): boolean => {
  const patterns = streamOf('HintsTell').FilterCriteria.Filters.map(
    ({ Pattern }: { Pattern: string }): Pattern => JSON.parse(Pattern),
  );
  return patterns.some(({ dynamodb: { Keys } }: Pattern) =>
    [['PK', PK] as const, ['SK', SK] as const].every(
      ([name, text]) =>
        !Keys[name] ||
        Keys[name].S.some((one) => (typeof one === 'string' ? one === text : text.startsWith(one.prefix))),
    ),
  );
};

describe('hints', () => {
  test.each([
    ['D#demo', 'DOC#abc#RUN#1#STAT#match'],
    ['D#demo', 'FEED#7'],
    ['D#demo#CHANNEL#drom', 'DELIVERY#2026-11-30T08:00:00Z#1'],
    ['D#demo#SEATS', 'SEAT#anna'],
    ['D#demo#TOKENS', 'TOKEN#abc'],
    ['SHARED#MEMBERS', 'MEMBER#anna'],
  ])('are told where %s %s is written', (PK, SK) => {
    expect(isHeard(PK, SK)).toBe(true);
  });

  test.each([
    ['D#demo', 'OFFER#SKI-DOO#2026#FI#QAA1'],
    ['D#demo', 'REVISIONS'],
    ['D#demo', 'SOCKET#1'],
    ['D#demo#TICKETS', 'TICKET#1'],
    ['D#demo#RESULT#run', 'RESULT#x'],
    ['SHARED', 'RULES#base#1'],
    ['EMBED#model', 'abc'],
  ])('wake nobody where %s %s is written', (PK, SK) => {
    expect(isHeard(PK, SK)).toBe(false);
  });

  test('are tried again, and kept where that fails', () => {
    const { MaximumRetryAttempts, DestinationConfig, StartingPosition } = streamOf('HintsTell');
    expect(MaximumRetryAttempts).toBeGreaterThan(0);
    expect(flat(DestinationConfig.OnFailure.Destination)).toContain('EventsUndelivered');
    expect(StartingPosition).toBe('TRIM_HORIZON');
  });

  test('have a gateway whose pages a function lets in, and those alone may speak to its sockets that are to', () => {
    const connect = entriesOf('AWS::ApiGatewayV2::Route').filter(
      ([, { RouteKey }]) => RouteKey === '$connect',
    );
    expect(connect).toHaveLength(1);
    const id = flat(connect[0]?.[1].Target).replace(/^integrations\/<(.*)>$/, '$1');
    expect(flat(resourcesOf('prod', 'AWS::ApiGatewayV2::Integration')[id]?.IntegrationUri)).toContain(
      'HintsOpenFunction',
    );
    const speaking = entriesOf('AWS::IAM::Policy').filter(([, { PolicyDocument }]) =>
      JSON.stringify(PolicyDocument).includes('execute-api:ManageConnections'),
    );
    expect(speaking.map(([name]) => name.replace(/Role.*/, '')).toSorted()).toEqual([
      'HintsOpen',
      'HintsTell',
    ]);
  });

  test('are asked for where the API says', () => {
    const functions = entriesOf('AWS::Lambda::Function').filter(([id]) => id.startsWith('ApiDealerFunction'));
    const told = JSON.stringify(functions[0]?.[1].Environment.Variables.FEEDWRIGHT_API);
    expect(told).toContain('wss://');
    expect(told).toContain('HintsGateway');
  });
});
