/**
 * How long match, validate and generate take a list of ten thousand rows, the most that one may have:
 * `npm run bench -- rows [ROWS]`. The table is a process of its own. The arithmetic for AWS is in docs/deploying.md.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunState } from '#contracts/state.ts';
import { generate } from '#functions/generate/generate.ts';
import { match } from '#functions/match/match.ts';
import { validate } from '#functions/validate/validate.ts';
import { environmentOf } from '#local/host/environment.ts';
import { foldersOf } from '#local/host/folders.ts';
import { createTables, openTable } from '#local/host/table.ts';
import { workIn } from '#local/host/work-in.ts';
import { avito } from '#marketplace/avito.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import { writeJson } from '#shared/json.ts';
import { artefactKey } from '#shared/run.ts';
import { extractedList } from '../fakes/extracted.ts';
import { addDemoDealer } from '../fakes/pipeline.ts';
import { runState } from '../fakes/records.ts';
import { row } from '../unit/match/rows.ts';
import { measured } from './measure.ts';

const count = Number(process.argv[2] ?? 10_000);
const ENGINES = ['600 EFI – 85', '600R E-TEC', '850 E-TEC', '900 ACE Turbo R'];
const LENGTHS = ['129in 3300mm', '146in 3700mm', '154in 3900mm', '165in 4200mm'];
const TRIMS = Object.values(PACKAGES);

const turning = <T>(things: readonly T[], at: number): T => things[at % things.length] as T;

const rows = Array.from({ length: count }, (_, at) => {
  const family = turning(
    FAMILIES.filter(({ brand }) => brand === 'SKI-DOO'),
    at,
  );
  return row({
    modelCode: at.toString(36).toUpperCase().padStart(4, '0'),
    modelYear: 2027,
    model: family.name,
    package: turning(TRIMS, Math.floor(at / 7)),
    engine: turning(ENGINES, at),
    trackLength: turning(LENGTHS, at),
    color: 'Black',
    price: { amount: `${15_000 + at}.00`, currency: 'EUR' },
  });
});

const folder = await mkdtemp(join(tmpdir(), 'feedwright-'));
const folders = foldersOf(folder, folder);
const table = await openTable(folders.table);
const nowhere = 'http://127.0.0.1:9';
workIn(environmentOf(folders, { table: table.url, aws: nowhere, web: nowhere, accessKey: 'test' }));
await createTables();
const ports = portsOfEnvironment();
await addDemoDealer(ports);
const begun = runState({ lists: [{ brand: 'SKI-DOO', modelYear: 2027, market: 'FI' }] });
const key = artefactKey(begun, 'extracted');
await writeJson(ports.artefacts, key, extractedList(rows));

const tell = async (stage: string, work: () => Promise<RunState>): Promise<RunState> => {
  const { result, seconds, busySeconds, peakMegabytes } = await measured(work);
  const times = `${seconds.toFixed(1)} s, ${busySeconds.toFixed(1)} s of them its own processor time`;
  console.log(`${stage}: ${count} rows, ${times}, peak ${peakMegabytes} MB`);
  return result;
};

const matched = await tell('match', () => match({ ...begun, artefacts: { extracted: key } }, ports));
const validated = await tell('validate', () => validate(matched, ports, avito));
await tell('generate', () => generate(validated, ports, avito));
await table.close();
await rm(folder, { recursive: true });
