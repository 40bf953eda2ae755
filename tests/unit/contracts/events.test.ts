import { expect, test } from 'vitest';
import { z } from 'zod';
import { EVENT_NAMES, EVENTS, type EventName } from '#contracts/events.ts';
import { tasks } from '../../infra/support/definitions.ts';

const INTRODUCTION = `# Events

What other programs hear on the EventBridge bus \`feedwright-<environment>\`: source \`feedwright\`, the name as detail-type,
and a detail after these JSON schemas. On one machine the same events are lines of \`events.jsonl\` in the data folder. An
event may come twice; a field may be added without a new \`version\`. This page is made from \`functions/contracts/events.ts\`
by \`npx vitest run tests/unit/contracts/events.test.ts --update\`.
`;

const sectionOf = (name: EventName): string => {
  const { $schema: _, description, ...schema } = z.toJSONSchema(EVENTS[name], { io: 'input' });
  return [`## ${name}`, `${description}.`, '```json', JSON.stringify(schema), '```', ''].join('\n');
};

test('docs/events.md tells other programs of every event', async () => {
  const page = [INTRODUCTION, ...EVENT_NAMES.map(sectionOf)].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/events.md');
});

interface Put {
  DetailType: EventName;
  Detail: Record<string, unknown>;
}

const told: Put[] = tasks
  .filter(({ Resource }) => Resource === 'arn:aws:states:::events:putEvents')
  .flatMap(({ Parameters }) => (Parameters as unknown as { Entries: Put[] }).Entries);

test('the machines tell each of the events, with its fields and its version', () => {
  expect([...new Set(told.map(({ DetailType }) => DetailType))].toSorted()).toEqual(EVENT_NAMES.toSorted());
  for (const { DetailType, Detail } of told) {
    const fields = Object.keys(Detail).map((field) => field.replace(/\.\$$/, ''));
    expect(fields.toSorted(), DetailType).toEqual(Object.keys(EVENTS[DetailType].shape).toSorted());
    expect(Detail.version, DetailType).toBe(EVENTS[DetailType].shape.version.value);
  }
});
