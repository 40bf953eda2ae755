import { aDealer } from './listings.ts';
import { begin, goOn } from './pipeline.ts';
import { testPorts } from './ports.ts';
import { offer } from './records.ts';

/** What a dealer sells, by the marketplace's names; roubles as its ads ask them. */
const OURS = [
  ['YETI', 'LYNX', 2026, 'Lynx 69 Yeti 900 ACE', '2000000'],
  ['EXPE', 'SKI-DOO', 2026, 'Ski-Doo Expedition SE', '2090000'],
] as const;

/** A dealer with two machines in its feed, at an instant that stands still. */
export const marketDealer = async (now = '2026-11-30T09:00:00.000Z') => {
  const ports = await testPorts();
  const configuration = aDealer({ id: 'demo' });
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration });
  await ports.table.offers.putAll(
    OURS.map(([modelCode, brand, modelYear, Model, Price]) =>
      offer(modelCode, {
        ...{ brand, modelYear },
        ad: { id: modelCode, fields: { Model, Price, Title: Model, Year: String(modelYear) }, images: [] },
      }),
    ),
  );
  return { ...ports, clock: () => new Date(now) };
};

let drops = 0;

/** Drops a file into the dealer's folder and follows its run to the end. */
export const drop = async (
  ports: Awaited<ReturnType<typeof marketDealer>>,
  body: string | Uint8Array,
  name = 'market/prices.csv',
) => {
  const key = `inbox/demo/${name}`;
  await ports.inbox.write(key, body, 'text/csv');
  drops += 1;
  return goOn(await begin({ key }, `market-${drops}`, ports), ports);
};
