import { generate } from '#functions/generate/generate.ts';
import { writeOffers } from '#functions/validate/offers.ts';
import { inChannel } from '#shared/in-channel.ts';
import { pointTo, RULES_SCOPE } from '#shared/rules-in-force.ts';
import { classifieds } from '../unit/marketplace/classifieds.ts';
import { aDealer } from './listings.ts';
import { build, dropList, goLive, withAd } from './lists.ts';
import { testPorts } from './ports.ts';
import { offer, runState } from './records.ts';

export const DEMO = { dealerId: 'demo' };
export const CODES = ['A00', 'A01', 'A02', 'A03'];

/** Where the second channel's feed lies, and when its window opens. */
export const BESIDE = {
  feed: { publicUrl: 'https://north.example/classifieds.xml', path: '/classifieds.xml' },
  windows: ['06:00'],
};

const fieldRules = ['name', 'cost'].map((tag) => ({
  ...{ id: tag, severity: 'block', source: 'test', tag },
  cases: [{ presence: 'required' }],
}));

/** A dealer of whom four ads are live in the first channel, with a price that waits; the second has offers only. */
export const twoChannels = async () => {
  const ports = await testPorts();
  const second = () => inChannel(classifieds.name, ports);
  const putRules = async () => {
    const [name, version] = [classifieds.name, 'made-up'];
    const none = { 'required-fields': [], 'model-catalogue': [], 'business-rules': [] };
    const rules = { version, layers: { ...none, 'field-rules': fieldRules } };
    await ports.table.rules.put({ scope: RULES_SCOPE, name, version, rules });
    await pointTo(name, version, null, ports);
  };
  /** As validate writes the offers of a list, whatever they are in the first channel. */
  const offerInSecond = async (order: string, codes: string[], cost: string) => {
    const offers = codes.map((code) =>
      offer(code, { order, adId: code, ad: { id: code, fields: { name: code, cost }, images: [] } }),
    );
    await writeOffers({ offers, unseen: null }, runState({ runId: order }), order, second());
  };
  const buildSecond = () => generate(runState({ runId: 'run-2' }), ports, classifieds);
  /** Its configuration names the second channel too. */
  const sellInBoth = () =>
    ports.table.dealers.put({
      ...{ ...DEMO, version: '2' },
      configuration: aDealer({ id: 'demo', channels: { classifieds: BESIDE } }),
    });
  await ports.table.dealers.put({ ...DEMO, version: '1', configuration: aDealer({ id: 'demo' }) });
  await putRules();
  const priced = (price: string) => CODES.map((code, at) => withAd(code, at === 0 ? { price } : {}));
  await dropList(ports, '1', priced('2500000'));
  await build(ports);
  await goLive(ports, 1);
  await dropList(ports, '2', priced('4000000'));
  await build(ports);
  await offerInSecond('2', CODES, '100');
  return { ports, second, offerInSecond, buildSecond, sellInBoth };
};
