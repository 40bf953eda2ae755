import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { LOOPBACK, listen } from '#local/host/loopback.ts';
import { feedwright, feedwrightIn, workingDirectory } from './feedwright.ts';

/** Answers of AWS's Query protocol, by the action asked for. */
type Answers = Record<string, { status: number; body: string }>;

const CALLER = {
  status: 200,
  body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/anna</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
};

const refusal = (status: number, code: string, message: string) => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

const stackWith = (outputs: Record<string, string>) => {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return {
    status: 200,
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
};

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
const REGION = { AWS_REGION: 'eu-north-1' };

/** What a command needs of the machine, and nothing of this process's own AWS. */
const bareEnvironment = (home: string) => ({
  PATH: process.env.PATH,
  HOME: home,
  // Off AWS there is nobody to ask who we are; finding that out takes seconds.
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** `dealers list --target TARGET` of somebody with these variables. */
const listDealers = async (target: string, variables: Record<string, string>) => {
  await using folder = await workingDirectory();
  const environment = { ...bareEnvironment(folder.path), ...variables };
  return feedwrightIn(environment, folder.path, 'dealers', 'list', '--target', target);
};

/** The same against an account on loopback, whose caller is known. */
const listDealersAt = async (target: string, answers: Answers) => {
  const server = createServer(async (request, response) => {
    const action = new URLSearchParams(await text(request)).get('Action') ?? '';
    const answer = { GetCallerIdentity: CALLER, ...answers }[action] ?? refusal(400, 'InvalidAction', action);
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
  });
  const AWS_ENDPOINT_URL = `http://${LOOPBACK}:${await listen(server)}`;
  const said = await listDealers(target, { ...CREDENTIALS, ...REGION, AWS_ENDPOINT_URL });
  server.close();
  return said;
};

test.each([
  ['no region', CREDENTIALS, 'set AWS_REGION, or the region of your profile'],
  ['no credentials', REGION, 'log in (aws sso login, aws login) or set AWS_PROFILE'],
  ['a profile that is not there', { ...REGION, AWS_PROFILE: 'nobody' }, 'log in'],
  ['no network', { ...CREDENTIALS, ...REGION, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'does not answer'],
])('with %s a command says what to do', async (_, variables, words) => {
  const { code, stderr } = await listDealers('dev', variables);
  expect(code).toBe(64);
  expect(stderr).toContain('feedwright-dev: ');
  expect(stderr).toContain(words);
});

const STACK_ABSENT = refusal(400, 'ValidationError', 'Stack with id feedwright-dev does not exist');
const NOT_ALLOWED = refusal(
  403,
  'AccessDenied',
  'User: anna is not authorized to perform: cloudformation:DescribeStacks',
);
const EXPIRED = refusal(403, 'ExpiredToken', 'The security token included in the request is expired');

test.each<[string, string, Answers, string]>([
  ['there is no stack', 'dev', { DescribeStacks: STACK_ABSENT }, 'There is no stack feedwright-dev'],
  [
    'the stack is another program’s',
    'shop',
    { DescribeStacks: stackWith({ Url: 'x' }) },
    'is not Feedwright’s',
  ],
  ['the caller lacks a right', 'prod', { DescribeStacks: NOT_ALLOWED }, 'ask for the policy'],
  ['the login has run out', 'prod', { GetCallerIdentity: EXPIRED, DescribeStacks: EXPIRED }, 'log in again'],
])('where %s a command says what to do', async (_, target, answers, words) => {
  const { code, stderr } = await listDealersAt(target, answers);
  expect(code).toBe(64);
  expect(stderr).toContain(words);
});

test.each([
  [['start', '--target', 'dev'], 'There is no option --target'],
  [['stats', '--data', 'out', '--target', 'dev'], 'leave out either it or --target'],
])('%j is refused: it is about this machine', async (args, words) => {
  expect(await feedwright('.', ...args)).toMatchObject({ code: 64, stderr: expect.stringContaining(words) });
});

test('help shows what --target takes, with an example', async () => {
  const { stdout } = await feedwright('.', 'feed', '--help');
  expect(stdout).toContain('--target TARGET');
  expect(stdout).toContain('feedwright feed list samples --target prod');
});
