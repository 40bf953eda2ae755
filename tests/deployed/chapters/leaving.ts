import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import type { ArchiveIndex } from '#desk/leaving/archive.ts';
import { type Chapter, DEALER, secretOf } from '../world.ts';
import { commandLine, PEOPLES } from './command-line.ts';

const recordsHeld = async (): Promise<string[]> => {
  const table = { TableName: String(process.env.FEEDWRIGHT_TABLE), ConsistentRead: true };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const pages = await Array.fromAsync(paginateScan({ client }, table));
  return pages.flatMap(({ Items = [] }) => Items.map((item) => JSON.stringify(item)));
};

/** Every version of every object, in every bucket. */
const objectsHeld = async (): Promise<string[]> => {
  const client = new S3Client({});
  const keysIn = async (Bucket: string) => {
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    return [...Versions, ...DeleteMarkers].map(({ Key }) => `${Bucket} ${Key}`);
  };
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return (await Promise.all(Buckets.map(({ Name }) => keysIn(String(Name))))).flat();
};

const secretsHeld = async (): Promise<string[]> => {
  const { SecretList = [] } = await new SecretsManagerClient({}).send(new ListSecretsCommand({}));
  return SecretList.map(({ Name }) => String(Name));
};

const indexIn = async (path: string): Promise<ArchiveIndex> => {
  const zip = new ZipReader(new Uint8ArrayReader(await readFile(path)), { useWebWorkers: false });
  const entry = (await zip.getEntries()).find(({ filename }) => filename === 'index.json');
  if (!entry || entry.directory) return expect.fail('The archive has no index');
  return JSON.parse(Buffer.from(await entry.getData(new Uint8ArrayWriter())).toString());
};

/** The dealer of another chapter leaves, with a feed that is served and a secret. */
export const leaving: Chapter = (world) => {
  const { cwd, there } = commandLine(world);
  const isOf = (dealerId: string) => (text: string) => new RegExp(`\\b${dealerId}\\b`).test(text);

  test('all that is held of a dealer is in one archive', async () => {
    expect(await there('dealers', 'export', PEOPLES, '--to', 'peoples.zip')).toMatchObject({ code: 0 });
    const { dealer, secrets, files } = await indexIn(join(cwd, 'peoples.zip'));
    expect({ dealer, secrets }).toEqual({ dealer: PEOPLES, secrets: [secretOf(PEOPLES)] });
    expect(files.map(({ path }) => path)).toContainEqual(expect.stringContaining('ski-doo-2027-fi.pdf'));
  });

  test('its feed is emptied and seen empty, then nothing is left of it, and all of the others', async () => {
    const others = (await objectsHeld()).filter(isOf(DEALER));
    const erased = await there('dealers', 'erase', PEOPLES, '--confirm', PEOPLES);
    expect(erased).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Its feed was emptied, and seen empty.'),
    });
    expect(await readFile(join(world.host, `${PEOPLES}.xml`), 'utf8')).not.toContain('<Ad>');
    const [records, objects] = [await recordsHeld(), await objectsHeld()];
    // That somebody asked for it, by the dealer's id alone.
    const asked = /SHARED#(?:ACTS|COMMANDS)/;
    expect(records.filter(isOf(PEOPLES)).filter((text) => !asked.test(text))).toEqual([]);
    expect([...objects, ...(await secretsHeld())].filter(isOf(PEOPLES))).toEqual([]);
    expect(objects).toEqual(expect.arrayContaining(others));
  });
};
