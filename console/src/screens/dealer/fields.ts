import type { Words } from '../../messages/language.tsx';
import type { Path } from './draft.ts';

type FieldName = keyof Words['dealer']['fields'];

/** A value of the configuration, and how it is written. */
export interface Field {
  name: FieldName;
  path: Path;
  as: 'text' | 'long' | 'whole' | 'number' | 'day' | 'list' | 'switch' | 'choice';
  choices?: readonly string[];
  /** The part that is gone where this is empty. */
  heads?: Path;
  /** Only where there is such a part. */
  within?: Path;
}

const field = (name: FieldName, as: Field['as'] = 'text', more: Partial<Field> = {}): Field => ({
  ...{ name, as, path: name.split('.') },
  ...more,
});

const choice = (name: FieldName, choices: readonly string[], more: Partial<Field> = {}): Field =>
  field(name, 'choice', { choices, ...more });

const BOOSTS = ['x2', 'x5', 'x10', 'x15', 'x20'].flatMap((times) => [`${times}_1`, `${times}_7`]);

/** The configuration by what people look for, in the words of `contracts/dealer.ts`. */
export const SECTIONS: readonly { name: keyof Words['dealer']['sections']; fields: readonly Field[] }[] = [
  {
    name: 'contact',
    fields: [
      ...[field('name'), field('address'), field('contact.managerName'), field('contact.phone')],
      choice('contact.method', ['По телефону и в сообщениях', 'По телефону', 'В сообщениях']),
    ],
  },
  {
    name: 'feed',
    fields: [
      ...[field('feed.publicUrl'), field('feed.path')],
      field('ftp.secretName', 'text', { heads: ['ftp'] }),
      choice('ftp.security', ['explicit-tls', 'plain'], { within: ['ftp'] }),
      field('ftp.pinnedCertificate', 'text', { within: ['ftp'] }),
      ...[field('pictures.baseUrl'), field('pictures.path')],
    ],
  },
  { name: 'windows', fields: [field('windows', 'list')] },
  // Rates and rules, of which there are as many as one likes.
  { name: 'prices', fields: [] },
  {
    name: 'stock',
    fields: [
      choice('availability', ['В наличии', 'Под заказ']),
      field('springOrdersUntil', 'day'),
      choice('adPer', ['code', 'variant']),
      choice('stock.adPer', ['piece', 'location', 'code']),
      choice('listingFee', ['Package', 'PackageSingle', 'Single']),
      choice('adStatus', ['Free', 'Highlight', 'XL', ...BOOSTS]),
      field('description', 'long'),
    ],
  },
  {
    name: 'guard',
    fields: [
      field('guard.maxRemovedPercent', 'number'),
      field('guard.maxPriceJumpPercent', 'number'),
      field('guard.maxRateJumpPercent', 'number'),
    ],
  },
  {
    name: 'marketplace',
    fields: [
      field('avito.secretName', 'text', { heads: ['avito'] }),
      field('avito.accountId', 'text', { within: ['avito'] }),
      field('avito.startLoads', 'switch', { within: ['avito'] }),
      field('avito.changeProfile', 'switch', { within: ['avito'] }),
      field('notify.webhook.url', 'text', { heads: ['notify'] }),
      field('notify.webhook.secretName', 'text', { within: ['notify'] }),
    ],
  },
];

const within = (place: Path, fields: readonly Field[]): Field[] =>
  fields.map((each) => ({ ...each, path: [...place, ...each.path] }));

const of = (name: FieldName, part: string, as: Field['as'] = 'text'): Field => ({
  ...{ name, as, path: part.split('.') },
});

/** Parts of which a configuration has as many as it likes, each under a name. */
export const NAMED = {
  conversion: (currency: string) =>
    within(
      ['conversion', currency],
      [
        ...[of('rate', 'rate'), of('rateDate', 'rateDate', 'day'), of('markupPercent', 'markupPercent')],
        of('roundTo', 'roundTo', 'whole'),
        of('staleAfterDays', 'staleAfterDays', 'whole'),
        of('holdAfterDays', 'holdAfterDays', 'whole'),
      ],
    ),
  locations: (place: string) =>
    within(
      ['locations', place],
      [
        of('address', 'address'),
        of('contact.managerName', 'contact.managerName'),
        of('contact.phone', 'contact.phone'),
      ],
    ),
  channels: (channel: string) =>
    within(
      ['channels', channel],
      [
        of('feed.publicUrl', 'feed.publicUrl'),
        of('feed.path', 'feed.path'),
        of('windows', 'windows', 'list'),
        ...[of('shop.name', 'shop.name'), of('shop.company', 'shop.company')],
        ...[of('shop.url', 'shop.url'), of('shop.machineUrl', 'shop.machineUrl')],
      ],
    ),
};
export type NamedPart = keyof typeof NAMED;

/** Of which machines a rule of prices speaks, and what it says of them. */
export const ruleFields = (place: number): { when: Field[]; says: Field[] } => ({
  when: within(
    ['pricing', place, 'when'],
    [
      ...[of('when.brand', 'brand'), of('when.family', 'family')],
      of('when.modelYear', 'modelYear', 'whole'),
      of('when.codes', 'codes', 'list'),
      ...[of('when.location', 'location'), of('when.currency', 'currency')],
    ],
  ),
  says: within(
    ['pricing', place],
    [
      ...[of('percent', 'percent'), of('markupPercent', 'markupPercent')],
      ...[of('fixed', 'fixed', 'whole'), of('floor', 'floor', 'whole'), of('roundTo', 'roundTo', 'whole')],
      ...[of('rate', 'rate'), of('rateDate', 'rateDate', 'day')],
    ],
  ),
});
