import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#cli/commands/index.ts';
import { argumentsOf } from '#cli/parse.ts';
import { STAGES } from '#functions/stages.ts';
import { ALARMS } from '../../infra/alarms.ts';
import { TROUBLED_DELIVERIES } from '../../infra/delivery-outcomes.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { settingsOf } from '../../infra/settings.ts';
import { flat, type Properties, resourcesOf, unbundledApp } from './support/synthesis.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../infra/runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);

const alarms = (): Properties[] => Object.values(resourcesOf('prod', 'AWS::CloudWatch::Alarm'));

const alarmsOf = (name: string): Properties[] =>
  alarms().filter(({ AlarmName }) => AlarmName.startsWith(`feedwright-prod-${name}-`));

describe('the runbook', () => {
  test('has a section for every alarm, and none without one', () => {
    expect([...sections.keys()]).toEqual(ALARMS.map(({ name }) => name));
  });

  test.each(ALARMS)('$name: severity, description, investigation, resolution', ({ name, severity }) => {
    const section = sections.get(name);
    expect(section).toContain(`Severity: ${severity}.`);
    const headings = section?.match(/^### .*/gm);
    expect(headings).toEqual([
      '### Description',
      '### Investigation',
      '### Resolution',
      '### On one machine',
    ]);
  });

  const said = [
    ...new Set([...runbook.matchAll(/`feedwright ([^`]+)`/g)].map(([, words]) => words as string)),
  ];
  test.each(said)('says `feedwright %s`, which there is', async (line) => {
    const [name = '', ...words] = line.split(' ');
    const command = await COMMANDS[name]?.();
    if (!command) throw new Error(`There is no command ${name}`);
    const { files, options } = argumentsOf(words, command);
    expect(options.target).toBe('<environment>');
    const [action = name] = files.filter((word) => !word.startsWith('<'));
    expect(command.usage).toMatch(new RegExp(`\\b${action}\\b`));
  });
});

const saidHere = [
  ...new Set([...runbook.matchAll(/`npx feedwright ([^`]+)`/g)].map(([, words]) => words as string)),
];
test.each(saidHere)('the runbook says `npx feedwright %s`, which this machine takes', async (line) => {
  const [name = '', ...words] = line.split(' ');
  const command = await COMMANDS[name]?.();
  if (!command) throw new Error(`There is no command ${name}`);
  const { files } = argumentsOf(words, command);
  const [action] = files.filter((word) => !word.startsWith('<'));
  if (name !== 'drill' && action) expect(command.usage).toMatch(new RegExp(`\\b${action}\\b`));
});

describe('every alarm', () => {
  test.each(
    ALARMS,
  )('$name is deployed, links to its section and says why silence means what it does', (alarm) => {
    const deployed = alarmsOf(alarm.name);
    expect(deployed.length).toBeGreaterThan(0);
    for (const { AlarmDescription, TreatMissingData } of deployed) {
      expect(AlarmDescription).toContain(`infra/runbook.md#${alarm.name}`);
      expect(TreatMissingData).toBe(alarm.missingData);
    }
    expect(alarm.because).not.toBe('');
  });

  test('comes from the table', () => {
    expect(ALARMS.flatMap(({ name }) => alarmsOf(name))).toHaveLength(alarms().length);
  });

  test.each([
    { subscribers: [], warned: 1 },
    { subscribers: ['on-call@example.com'], warned: 0 },
  ])('reaches whom the settings name, $subscribers; a deploy says where that is nobody', (given) => {
    const { subscribers, warned } = given;
    const { alarms, ...settings } = settingsOf('prod');
    const stack = new PipelineStack(unbundledApp(), 'p', {
      settings: { ...settings, alarms: { ...alarms, subscribers } },
    });
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, subscribers.length);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('reach nobody'));
    expect(warnings).toHaveLength(warned);
  });

  test('is let in to the topic from this account alone', () => {
    const policies = Object.values(resourcesOf('prod', 'AWS::SNS::TopicPolicy'));
    const ofServices = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Effect, Principal }: Properties) => Effect === 'Allow' && Principal.Service);
    expect(ofServices).not.toEqual([]);
    for (const { Condition } of ofServices)
      expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
  });

  test('tells a person', () => {
    const topics = resourcesOf('prod', 'AWS::SNS::Topic');
    for (const { AlarmActions } of alarms())
      expect(AlarmActions.map(flat)).toEqual(Object.keys(topics).map((id) => `<${id}>`));
  });
});

describe('the success rate of a stage', () => {
  const extract = () =>
    alarmsOf('stage-success-rate').find(({ AlarmName }) => AlarmName.endsWith('-extract'));

  test('alarms below 95 percent', () => {
    expect(extract()).toMatchObject({ Threshold: 0.95, ComparisonOperator: 'LessThanThreshold' });
  });

  test('reads the metrics that the handlers emit', () => {
    const source = readFileSync(join(import.meta.dirname, '../../functions/shared/instrument.ts'), 'utf8');
    const { Namespace, MetricName, Dimensions, Statistic } = extract() ?? {};
    expect(source).toContain(`namespace: '${Namespace}'`);
    expect(source).toContain(`addMetric('${MetricName}', MetricUnit.Count, 1)`);
    expect(source).toContain(`addMetric('${MetricName}', MetricUnit.Count, 0)`);
    expect(Statistic).toBe('Average');
    expect(Dimensions).toEqual([
      { Name: 'service', Value: 'feedwright-prod' },
      { Name: 'stage', Value: 'extract' },
    ]);
  });

  test('tells environments apart by the name their functions report under', () => {
    for (const { Environment } of Object.values(resourcesOf('prod', 'AWS::Lambda::Function')))
      expect(Environment.Variables.POWERTOOLS_SERVICE_NAME).toBe('feedwright-prod');
  });
});

describe('troubled deliveries', () => {
  test.each(Object.entries(TROUBLED_DELIVERIES))('%s counts the announced endings %j', (kind, detail) => {
    const rules = Object.values(resourcesOf('prod', 'AWS::Events::Rule'));
    const rule = rules.find(({ Name }) => Name === `feedwright-prod-${kind}`);
    expect(rule?.EventPattern).toEqual({
      source: ['feedwright'],
      'detail-type': ['DeliveryEnded'],
      detail,
    });
    const [alarm] = alarmsOf(kind);
    expect(alarm).toMatchObject({ Namespace: 'AWS/Events', MetricName: 'MatchedEvents' });
    expect(JSON.stringify(alarm?.Dimensions)).toContain(`feedwright-prod-${kind}`);
  });
});

describe('missed windows', () => {
  const rule = (kind: string) =>
    Object.values(resourcesOf('prod', 'AWS::Events::Rule')).find(
      ({ Name }) => Name === `feedwright-prod-${kind}`,
    );

  test('are told from checks that found none', () => {
    expect(rule('window-missed')?.EventPattern).toMatchObject({
      'detail-type': ['WindowsChecked'],
      detail: { missed: [{ numeric: ['>', 0] }] },
    });
  });

  test('silence of the hourly check is an alarm itself', () => {
    expect(rule('window-checks-silent')?.EventPattern).toMatchObject({ 'detail-type': ['WindowsChecked'] });
    const [alarm] = alarmsOf('window-checks-silent');
    expect(alarm).toMatchObject({ Threshold: 1, ComparisonOperator: 'LessThanThreshold' });
    expect(alarm?.Period * alarm?.EvaluationPeriods).toBe(7200);
  });
});

describe('the dashboard', () => {
  const [dashboard] = Object.values(resourcesOf('prod', 'AWS::CloudWatch::Dashboard'));
  const widgets: Properties[] = JSON.parse(flat(dashboard?.DashboardBody)).widgets;
  const durations = widgets.filter(({ properties }) => properties.title.endsWith(': duration'));

  test('has a row for every stage, in the order of the flow', () => {
    const byRow = durations.toSorted((a, b) => a.y - b.y);
    expect(byRow.map(({ properties }) => properties.title)).toEqual(
      STAGES.map((stage) => `${stage}: duration`),
    );
    expect(new Set(durations.map(({ y }) => y)).size).toBe(STAGES.length);
  });

  test('has widgets of whole columns, which CloudWatch asks for', () => {
    for (const { x, y, width, height } of widgets)
      for (const place of [x, y, width, height]) expect(Number.isInteger(place)).toBe(true);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  test('shows p50, p95 and p99 of each', () => {
    for (const { properties } of durations)
      for (const percentile of ['p50', 'p95', 'p99'])
        expect(JSON.stringify(properties)).toContain(`"${percentile}"`);
  });
});
