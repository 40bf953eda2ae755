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
  threshold: number;
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
      threshold: Number(one('Threshold', xml)),
    }));
};

/** Over the threshold. */
const makeRing = ({ metric, threshold }: AlarmHere, world: World) =>
  ask(world, 'monitoring', 'PutMetricData', {
    Namespace: 'Feedwright',
    'MetricData.member.1.MetricName': metric,
    'MetricData.member.1.Value': String(threshold + 1),
    'MetricData.member.1.Dimensions.member.1.Name': 'service',
    'MetricData.member.1.Dimensions.member.1.Value': STACK,
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

/** A stack for development has those of high severity alone. */
const RINGING = [
  ...['acts-given-up-acts', 'api-shut-requests', 'document-stuck-documents'],
  ...['encryption-failed-calls', 'repair-given-up-repairs'],
];

export const drill: Chapter = (world) => {
  test('an alarm on what the functions tell reaches a person by its topic', async () => {
    const queue = await listen(world);
    const alarms = (await ownAlarms(world)).filter((alarm) => !onSilence(alarm));
    expect(alarms.map(({ name }) => name).sort()).toEqual(RINGING.map((name) => `${STACK}-${name}`));
    for (const alarm of alarms) await makeRing(alarm, world);
    let said = '';
    await vi.waitFor(async () => {
      said += await heard(queue, world);
      expect(alarms.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([]);
    }, DEADLINE);
  });
};
