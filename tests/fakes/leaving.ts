import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { putDealerInUse } from '#desk/dealers/put-dealer.ts';
import { putSource } from '#desk/market/sources.ts';
import { keepToken } from '#desk/members/dealer-tokens.ts';
import { acceptInvitation, invite } from '#desk/members/invitations.ts';
import { memberFor } from '#desk/members/members.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { sha256 } from '#shared/hash.ts';
import { ownPartitions, sharedPartitions } from '#shared/table/partitions.ts';
import { deskOn } from './desk.ts';
import { aDealer } from './listings.ts';
import { tableAt, type testPorts } from './ports.ts';

export type World = Awaited<ReturnType<typeof testPorts>>;

export const KEEPER = { who: 'keeper' };
const RUN = 'run-1';
/** Bytes of no other file. */
export const pictureOf = (text: string) => ({
  key: `pictures/${sha256(text)}.png`,
  name: `${sha256(text)}.png`,
});
export const SHARED_PICTURE = pictureOf('a picture of a book that both have');

/** What is planted of a dealer, each found by its own letters wherever it comes to lie. */
export const marksOf = (dealerId: string) => {
  const mark = (what: string) => `qx${what}of${dealerId}`;
  return {
    ...{
      name: mark('name'),
      address: mark('street'),
      phone: `+7 900 ${dealerId.charCodeAt(0)}-44-33`,
      text: mark('words'),
    },
    ...{ person: mark('person'), token: mark('program'), shop: mark('shop'), file: mark('file') },
    ...{ older: mark('older'), record: mark('record'), object: mark('object'), batch: mark('batch') },
    email: `${mark('mail')}@north.example`,
  };
};
/** What no archive may hold. */
export const secretsOf = (dealerId: string) => ({
  url: `sesame${dealerId}`,
  digest: sha256(`token of ${dealerId}`),
  invitation: sha256(`invitation to ${dealerId}`),
});

/** Every kind of record, those of a channel twice. */
export const kindsOf = ({ table }: World): [collection: object, kind: string][] =>
  [...Object.values(table), ...Object.values(table.ofChannel('classifieds'))].flatMap((one) =>
    typeof one === 'object' && 'kind' in one ? [[one, one.kind] as [object, string]] : [],
  );

/** A record of every kind that lies in partitions of the dealer's own, whatever the kind is made of. */
const plantRecords = async (dealerId: string, ports: World) => {
  const { record: planted } = marksOf(dealerId);
  const { client, name: TableName } = tableAt(ports.place.table);
  const items = kindsOf(ports).flatMap(([one, kind]) =>
    [...ownPartitions([one], { dealerId, runs: [RUN] }), ...sharedPartitions([one])].map((PK) => ({
      ...{ PK, SK: `PLANTED#${dealerId}#${kind}`, __edb_e__: kind, dealerId },
      planted: `${planted} ${kind}`,
    })),
  );
  await Promise.all(items.map((Item) => client.send(new PutCommand({ TableName, Item }))));
};

const plantPeople = async (dealerId: string, desk: DeskPorts) => {
  const { person, email, token } = marksOf(dealerId);
  const { digest, invitation } = secretsOf(dealerId);
  await keepToken(KEEPER, { dealerId, name: token, role: 'viewer', days: 9, digest }, desk);
  await invite(KEEPER, { dealerId, email, role: 'editor', digest: invitation }, desk);
  const member = await memberFor(
    { issuer: 'https://id.example', subject: person, email, name: person },
    desk,
  );
  await acceptInvitation(member as NonNullable<typeof member>, { dealerId, digest: invitation }, desk);
  const whose = `${dealerId}: ${token} (${digest.slice(0, 8)})`;
  await desk.table.allowances.put({ whose, kind: 'read', left: 1, countedAt: 0, ttl: 9_999_999_999 });
};

const plantObjects = async (dealerId: string, { inbox, artefacts, assets, site }: World) => {
  const { file, older, object, batch } = marksOf(dealerId);
  await inbox.write(`inbox/${dealerId}/${file}.pdf`, `${older} 1`, 'application/pdf');
  await inbox.write(`inbox/${dealerId}/${file}.pdf`, `${file}, the newer one`, 'application/pdf');
  await inbox.write(`batches/spring/${dealerId}/list.pdf`, batch, 'application/pdf');
  await inbox.write(`batches/never-begun/${dealerId}/list.pdf`, `${batch}, too`, 'application/pdf');
  for (const key of [
    ...[`runs/${dealerId}/${RUN}/matched.json`, `feeds/${dealerId}/classifieds/000001-a.xml`],
    ...[`reports/${dealerId}/report.html`, `reports/${dealerId}/exports/1/old.csv`],
    ...[`verdicts/${dealerId}/avito/501.json`, `deliveries/${dealerId}/classifieds/pictures.json`],
    `batches/b-${dealerId}/manifest.json`,
  ])
    await artefacts.write(key, `${object} ${key}`, 'text/plain');
  const own = pictureOf(dealerId);
  await assets.write(own.key, object, 'image/png');
  await assets.write(SHARED_PICTURE.key, 'what both have', 'image/png');
  const names = JSON.stringify({ 'https://x.example/1.png': { name: own.name }, other: SHARED_PICTURE.name });
  await artefacts.write(`pictures/${dealerId}/own.json`, names, 'application/json');
  await site?.write(`${dealerId}/feed.xml`, object, 'application/xml');
};

const plantWork = async (dealerId: string, { table, clock }: World) => {
  const { file, batch } = marksOf(dealerId);
  const at = clock().toISOString();
  const document = {
    dealerId,
    name: file,
    version: '1',
    bytes: 1,
    receivedAt: at,
    claimedBy: RUN,
    runId: RUN,
  };
  const key = `batches/spring/${dealerId}/list.pdf`;
  await table.documents.put({ ...document, documentId: 'd1', key, status: 'failed' });
  // However that came there: what it names is another dealer's.
  const strange = `batches/spring/${dealerId === 'north' ? 'south' : 'north'}/list.pdf`;
  await table.documents.put({ ...document, documentId: 'd2', key: strange, status: 'failed' });
  const ofBatch = {
    prefix: 'batches/spring/',
    status: 'ended',
    attempt: 1,
    bytes: 1,
    startedBy: 'keeper',
  } as const;
  for (const batchId of [`b-${dealerId}`, 'b-both']) {
    await table.batches.put({ ...ofBatch, batchId, files: 1, startedAt: at, attemptedAt: at });
    const row = {
      batchId,
      dealerId,
      place: batch,
      version: '1',
      bytes: 1,
      status: 'failed',
      attempt: 1,
    } as const;
    await table.batchFiles.put({ ...row, key, documentId: 'd1' });
    await table.batchDealers.put({ batchId, dealerId, status: 'none', attempt: 1 });
  }
};

/** Has everything held of a dealer that is ever held of one. */
export const plant = async (dealerId: string, ports: World) => {
  const [desk, marks] = [deskOn(ports), marksOf(dealerId)];
  const at = `https://${dealerId}.example`;
  const configuration = aDealer({
    ...{ id: dealerId, name: marks.name, address: marks.address },
    contact: { managerName: marks.person, phone: marks.phone, method: 'По телефону' },
    description: marks.text,
    ...{ pictures: { baseUrl: `${at}/p/`, path: '/p' }, ftp: { secretName: `${dealerId}/ftp` } },
    feed: { publicUrl: `${at}/feed.xml`, path: '/feed.xml' },
  });
  await putDealerInUse(KEEPER, { configuration, origin: 'a test' }, desk);
  const channels = {
    classifieds: { feed: { publicUrl: `${at}/c.xml`, path: '/c.xml' }, windows: ['06:00'] },
  };
  await ports.table.dealerVersions.put({
    dealerId,
    version: 'older',
    configuration: { ...configuration, channels },
  });
  const url = `https://reader:${secretsOf(dealerId).url}@shop.example/${dealerId}`;
  await putSource(KEEPER, { dealerId, name: marks.shop, url }, desk);
  await plantPeople(dealerId, desk);
  await plantWork(dealerId, ports);
  await plantRecords(dealerId, ports);
  await plantObjects(dealerId, ports);
};
