import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import type { Health } from '#desk/health/health.ts';
import { STAGES } from '#functions/stages.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import type { Offer } from '#shared/table/records.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { program } from '../../integration/local/feedwright.ts';
import { ENVIRONMENT, STACK } from '../cdk.ts';
import { BOOK, type Chapter, LIST, secretOf, type World } from '../world.ts';

/** The dealer of this chapter: people hold, approve and bring back his feeds. */
export const PEOPLES = 'peoples';

/** More than his limit of vanishing ads allows. */
const SOLD = 8;

const WHY = ['--why', 'sold at the fair'];

/** The command line as somebody has it who knows the account and nothing of the stack; the exit code first. */
export const commandLine = (world: World, folder = 'command-line') => {
  const cwd = join(world.folder, folder);
  // The dealers' hosts are on this machine here.
  const hosts = { FEEDWRIGHT_PRIVATE_HOSTS: 'allowed' };
  const env = { PATH: process.env.PATH, HOME: world.folder, ...hosts, ...world.environment };
  const say = (...words: string[]) => program(cwd, words, env);
  const there = (...words: string[]) => say(...words, '--target', ENVIRONMENT);
  const json = async <Answer>(...words: string[]): Promise<Answer> =>
    JSON.parse((await there(...words, '--json')).stdout);
  return { cwd, say, there, json };
};

/** A dealer whose feed lies beside those of other chapters. */
const peoplesDealer = (world: World) => {
  const { feed, ...dealer } = world.dealer(PEOPLES);
  const path = `/${PEOPLES}.xml`;
  return { ...dealer, feed: { path, publicUrl: feed.publicUrl.replace(feed.path, path) } };
};

export const peopleAtWork: Chapter = (world) => {
  const { cwd, say, there, json } = commandLine(world);
  const served = () => readFile(join(world.host, `${PEOPLES}.xml`), 'utf8');
  const newest = async () => (await json<FeedVersion[]>('feed', 'list', PEOPLES)).at(-1);
  let sold: Offer[];
  let first: string;

  test('who names a stack that is not there is told so', async () => {
    await mkdir(cwd);
    expect(await say('dealers', 'list', '--target', 'staging')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('There is no stack feedwright-staging in this account and region'),
    });
  });

  test('a dealer is put, and the secret that he lacks is named', async () => {
    await writeFile(join(cwd, 'dealer.json'), JSON.stringify(peoplesDealer(world)));
    const put = await there('dealers', 'put', 'dealer.json');
    expect(put.stdout).toContain(`Missing API key for ${secretOf(PEOPLES)}`);
    expect((await there('dealers', 'list')).stdout).toContain(PEOPLES);
  });

  test('his feed is delivered by hand', async () => {
    const host = world.everything.use(await ftpHost({ root: world.host }));
    const secret = { Name: secretOf(PEOPLES), SecretString: JSON.stringify(host.secret) };
    await new SecretsManagerClient({}).send(new CreateSecretCommand(secret));
    await world.take(BOOK, PEOPLES);
    await world.take(LIST, PEOPLES);
    expect((await there('deliver', '--dealer', PEOPLES)).stdout).toContain('feed version 1 delivered at');
    first = await served();
  });

  test('what is withdrawn leaves the URL at once', async () => {
    const offers = await json<Offer[]>('offers', 'list', PEOPLES);
    sold = offers.filter(({ verdict }) => verdict === 'published').slice(0, SOLD);
    const codes = sold.map(({ modelCode }) => modelCode);
    const { stdout } = await there('offers', 'withdraw', PEOPLES, ...codes, '--yes', ...WHY);
    expect(stdout).toContain('serves no ad of it any more');
    for (const { adId } of sold) expect(await served()).not.toContain(`<Id>${adId}</Id>`);
    expect((await there('offers', 'back', PEOPLES, ...codes, ...WHY)).code).toBe(0);
  });

  test('a version that is held is looked at, approved, and then delivered', async () => {
    const dealer = peoplesDealer(world);
    const conversion = Object.entries(dealer.conversion).map(([currency, one]) => [
      currency,
      { ...one, rate: String(Number(one.rate) * 1.2) },
    ]);
    const dearer = { ...dealer, conversion: Object.fromEntries(conversion) };
    await writeFile(join(cwd, 'dearer.json'), JSON.stringify(dearer));
    expect((await there('dealers', 'put', 'dearer.json')).stdout).toContain('is held back');
    const held = await newest();
    expect(held).toMatchObject({ status: 'held' });

    const page = (await there('feed', 'diff', PEOPLES)).stdout.split('\n').findLast(Boolean) ?? '';
    expect(await readFile(page, 'utf8')).toContain(sold[0]?.adId);
    expect((await there('feed', 'approve', PEOPLES, String(held?.version), ...WHY)).code).toBe(0);
    await there('deliver', '--dealer', PEOPLES);
    const [delivery] = await json<DeliveryReceipt[]>('deliveries', 'list', PEOPLES);
    expect(delivery).toMatchObject({ feedVersion: held?.version, outcome: 'delivered' });
  });

  test('an older version comes back, and one is rejected', async () => {
    expect((await there('feed', 'rollback', PEOPLES, '1', ...WHY)).code).toBe(0);
    await there('deliver', '--dealer', PEOPLES);
    expect(await served()).toBe(first);
    const [one] = sold;
    await there('review', 'reject', PEOPLES, `${one?.brand}#${one?.modelYear}#${one?.modelCode}#product`);
    const version = String((await newest())?.version);
    expect((await there('feed', 'reject', PEOPLES, version, ...WHY)).code).toBe(0);
    expect(await newest()).toMatchObject({ status: 'rejected' });
  });

  test('all is well, and nobody needs to come', async () => {
    const { code, stdout } = await there('health', '--json');
    const { overall_status, stage_status, alerts } = JSON.parse(stdout) as Health;
    expect({ code, overall_status, alerts }).toEqual({ code: 0, overall_status: 'healthy', alerts: [] });
    expect(Object.entries(stage_status).map(([stage, { status }]) => `${stage} ${status}`)).toEqual(
      STAGES.map((stage) => `${stage} healthy`),
    );
  });

  test('what only looks at things looks there too', async () => {
    const [one] = sold;
    const looks = [
      'windows',
      'stats',
      'rules list',
      'reference diff',
      `match list ${PEOPLES}`,
      `report ${PEOPLES}`,
      `review list ${PEOPLES}`,
      `export ${PEOPLES} --out exports`,
      `trace ${one?.adId} --dealer ${PEOPLES}`,
      `preview ${one?.modelCode} --dealer ${PEOPLES}`,
    ];
    const said = await Promise.all(looks.map((line) => there(...line.split(' '))));
    expect(said.filter(({ code }) => code !== 0)).toEqual([]);
    expect(await readdir(join(cwd, 'exports'))).toContain(`${PEOPLES}.xlsx`);
    for (const pages of ['reports', 'traces', 'previews'])
      expect(await readdir(join(cwd, '.feedwright/deployed', STACK, pages))).toHaveLength(1);
  });

  test('the audit trail says who did all this, by his name at AWS', async () => {
    const acts = await json<{ action: string; outcome: string; who: string }[]>('audit', PEOPLES);
    expect(acts.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'dealer.put done',
      'feed.deliver done',
      'offers.withdraw done',
      'offers.back done',
      'dealer.put done',
      'feed.approve done',
      'feed.deliver done',
      'feed.rollback done',
      'feed.deliver done',
      'review.reject done',
      'feed.reject done',
    ]);
    for (const { who } of acts) expect(who).toMatch(/^arn:aws:(iam|sts)::000000000000:/);
  });
};
