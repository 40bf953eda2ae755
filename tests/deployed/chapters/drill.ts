import { expect, test, vi } from 'vitest';
import { STACK } from '../cdk.ts';
import { type Chapter, DEADLINE, type World } from '../world.ts';

/** Services of AWS that speak forms and XML, asked as their clients ask. */
const VERSIONS = { monitoring: '2010-08-01', sns: '2010-03-31', sqs: '2012-11-05' };

const ask = async (
  { environment }: World,
  service: keyof typeof VERSIONS,
  action: string,
  parameters: Record<string, string> = {},
): Promise<string> => {
  const credential = `Credential=test/20260101/${environment.AWS_REGION}/${service}/aws4_request`;
  const answer = await fetch(environment.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=none` },
    body: new URLSearchParams({ Action: action, Version: VERSIONS[service], ...parameters }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${action}: ${text}`);
  return text;
};

const valuesOf = (name: string, xml: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value as string);

interface AlarmHere {
  name: string;
  metric: string;
  stage: string | null;
  threshold: number;
  ringsBelow: boolean;
}

const one = (name: string, xml: string): string => valuesOf(name, xml)[0] ?? '';

/** Alarms on what the functions themselves tell; the emulator has no metrics of AWS's own. */
const ownAlarms = async (world: World): Promise<AlarmHere[]> => {
  const described = await ask(world, 'monitoring', 'DescribeAlarms', { AlarmNamePrefix: STACK });
  return described
    .split('<AlarmName>')
    .slice(1)
    .map((rest) => `<AlarmName>${rest}`)
    .filter((xml) => one('Namespace', xml) === 'Feedwright')
    .map((xml) => ({
      name: one('AlarmName', xml),
      metric: one('MetricName', xml),
      stage: /<Name>stage<\/Name>\s*<Value>([^<]*)/.exec(xml)?.[1] ?? null,
      threshold: Number(one('Threshold', xml)),
      ringsBelow: one('ComparisonOperator', xml).startsWith('LessThan'),
    }));
};

const dimension = (place: number, name: string, value: string): Record<string, string> => ({
  [`MetricData.member.1.Dimensions.member.${place}.Name`]: name,
  [`MetricData.member.1.Dimensions.member.${place}.Value`]: value,
});

/** On the wrong side of the threshold. */
const makeRing = (alarm: AlarmHere, world: World) =>
  ask(world, 'monitoring', 'PutMetricData', {
    Namespace: 'Feedwright',
    'MetricData.member.1.MetricName': alarm.metric,
    'MetricData.member.1.Value': String(alarm.ringsBelow ? alarm.threshold - 1 : alarm.threshold + 1),
    ...dimension(1, 'service', STACK),
    ...(alarm.stage && dimension(2, 'stage', alarm.stage)),
  });

/** A queue that hears what a person would be sent. */
const listen = async (world: World): Promise<string> => {
  const url = one('QueueUrl', await ask(world, 'sqs', 'CreateQueue', { QueueName: 'on-call' }));
  const topics = valuesOf('TopicArn', await ask(world, 'sns', 'ListTopics'));
  const topic = topics.find((arn) => arn.includes('Monitoring')) ?? expect.fail(`no topic in ${topics}`);
  const Endpoint = `arn:aws:sqs:${world.environment.AWS_REGION}:000000000000:on-call`;
  await ask(world, 'sns', 'Subscribe', { TopicArn: topic, Protocol: 'sqs', Endpoint });
  return url;
};

const heard = async (QueueUrl: string, world: World): Promise<string> => {
  let all = '';
  for (;;) {
    const got = await ask(world, 'sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: '10' });
    if (!got.includes('<Body>')) return all;
    all += got;
    for (const ReceiptHandle of valuesOf('ReceiptHandle', got))
      await ask(world, 'sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
  }
};

/** Alarms on silence ring by themselves where nothing is told; those are left out here. */
const onSilence = ({ name }: AlarmHere): boolean => name.includes('-silent-');

export const drill: Chapter = (world) => {
  test('an alarm on what the functions tell reaches a person by its topic', async () => {
    const queue = await listen(world);
    const alarms = (await ownAlarms(world)).filter((alarm) => !onSilence(alarm));
    expect(alarms.length).toBeGreaterThan(10);
    for (const alarm of alarms) await makeRing(alarm, world);
    let said = '';
    await vi.waitFor(async () => {
      said += await heard(queue, world);
      expect(alarms.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([]);
    }, DEADLINE);
  });
};
