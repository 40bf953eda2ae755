import type { Dealer } from '#contracts/dealer.ts';
import type { PriceRule } from '#contracts/pricing.ts';
import { locationOf, locationsMeant } from './locations.ts';
import { pieceOf } from './stock.ts';

/** Kinds of file by their endings, and whether Avito takes them: JPEG and PNG alone. Source: its definition of Images. */
const TAKEN = /\.(?:jpe?g|png)$/i;
const OTHERS =
  /\.(?:webp|gif|avif|heic|heif|svg|bmp|tiff?|jfif|jp2|jxl|ico|pdf|psd|eps|raw|dng|mp4|mov|webm|avi|html?|zip|rar)$/i;

/** Hosts that make pictures to order name the kind in the query: `?fm=webp`. */
const OTHER_KIND = /^(?:webp|gif|avif|heic|heif|svg|bmp|tiff?|jxl|auto)$/i;
const KIND_PARAMETERS = ['fm', 'format', 'output', 'ext', 'type'];

/** An address as it is asked for: its host in small letters, its path and query percent-encoded, no fragment. */
export const encodedAddress = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  return url.href;
};

export const isOtherKind = (address: string): boolean => {
  const { pathname, searchParams } = new URL(address);
  if (TAKEN.test(pathname))
    return KIND_PARAMETERS.some((name) => OTHER_KIND.test(searchParams.get(name) ?? ''));
  return [pathname, ...searchParams.values()].some((part) => OTHERS.test(part));
};

const pictureFaults = (where: string, addresses: readonly string[]): string[] => [
  ...addresses
    .filter(isOtherKind)
    .map((address) => `${where} is wrong: ${address} is no JPEG or PNG, and Avito takes no other picture`),
  ...new Set(
    addresses
      .filter(
        (address, at) => addresses.findIndex((other) => addressKey(other) === addressKey(address)) !== at,
      )
      .map(encodedAddress)
      .map((address) => `${where} is wrong: ${address} stands there twice; name each picture once`),
  ),
];

const pictureLists = ({ byCode, byFamily, byColor = {} }: Dealer['pictures']): [string, string[]][] => {
  const colors = Object.entries(byColor).map(([family, lists]) => [`byColor.${family}`, lists] as const);
  return [...Object.entries({ byCode, byFamily }), ...colors].flatMap(([kind, lists]) =>
    Object.entries(lists).map(([name, list]): [string, string[]] => [`pictures.${kind}.${name}`, list]),
  );
};

/** Word borders as people see them: `\\b` knows Latin letters alone. */
const asWords = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'iu');

/** What Avito's moderators reject a description for. Each pattern reads on from where it stands, and never back. */
const CONTACTS: [string, RegExp][] = [
  ['a link', /https?:|www\.|(?<![\p{L}\d])t\.me|wa\.me|vk\.com/iu],
  [
    'a link',
    /[\p{L}\d-]\.(?:ru|рф|su|com|net|org|info|biz|online|shop|store|site|pro|moscow|москва|by|kz|me|io|cc)(?![\p{L}\d])/iu,
  ],
  ['a link', asWords('точка (?:ру|рф|ком|net|нет)')],
  ['an e-mail address or a name of a messenger', /@\s?[\p{L}\d_]/u],
  [
    'a messenger',
    asWords(
      'whats ?app|v?ват ?сап\\p{L}*|вотс ?ап\\p{L}*|вацап\\p{L}*|viber|вайбер\\p{L}*|telegram|телеграм\\p{L}*|телега|тг|tg|skype|скайп\\p{L}*|вконтакте|instagram|инста\\p{L}*|инст|facebook|icq|аська|imo|signal|wechat',
    ),
  ],
  ['a telephone number', /(?<![\p{L}])(?:тел|моб|сот|звон|phone|call)\p{L}{0,8}[.:\s№-]{0,4}\+?\(?\d/iu],
];

/** Digits that belong together as people write numbers: `8 (815) 200-00-00`. */
const DIGITS = /\+?\d(?:[ ().–—-]{0,3}\d){6,14}/g;

/** Eleven digits with the country's 7 or the trunk's 8; ten without; more behind a plus are another country's. */
const isPhone = (written: string): boolean => {
  const digits = written.replaceAll(/\D/g, '');
  if (written.startsWith('+')) return digits.length >= 10;
  return digits.length === 11 ? /^[78]/.test(digits) : digits.length === 10 && /^[3489]/.test(digits);
};

/** As a reader sees it: without tags and fields, every digit of whatever script form a plain one. */
const asRead = (template: string): string =>
  template
    .normalize('NFKC')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\{[^{}]*\}/g, '|')
    .replaceAll(/[\u00AD\u200B-\u200D\u2060]/g, '')
    .replaceAll(/\s+/g, ' ');

const contactsIn = (template: string): string[] => {
  const text = asRead(template);
  const found = CONTACTS.flatMap(([what, pattern]) => (pattern.test(text) ? what : []));
  const numbers = (text.match(DIGITS) ?? []).filter(isPhone);
  return [...new Set([...found, ...(numbers.length > 0 ? ['a telephone number'] : [])])];
};

const templateFaults = ({ description = '' }: Dealer): string[] =>
  contactsIn(description).map(
    (what) =>
      `description is wrong: ${what} stands in it, and Avito rejects ads for that; contacts belong in contact`,
  );

/** Fixed lines begin with 3, 4 or 8 behind the country's 7, mobiles with 9; +7 6 and +7 7 are Kazakhstan's. */
const RUSSIAN_PHONE = /^(?:\+?7|8)[3489]\d{9}$/;

const phoneFault = (where: string, phone: string | undefined): string[] => {
  if (phone === undefined) return [];
  const isRussian = /^[\d\s()+.–-]+$/.test(phone) && RUSSIAN_PHONE.test(phone.replaceAll(/[\s().–-]/g, ''));
  return isRussian
    ? []
    : [`${where}.phone is wrong: write a telephone number of Russia, such as "+7 (815) 200-00-00"`];
};

/** Names by which ads are told apart must differ in what their Ids bear of them. */
const locationFaults = ({ locations = {} }: Dealer): string[] => {
  const signs = Map.groupBy(Object.keys(locations), pieceOf);
  return [...signs].flatMap(([sign, names]) => {
    if (sign === '')
      return names.map((name) => `locations.${name} is wrong: write letters or figures in its name`);
    return names.length > 1
      ? [`locations is wrong: ${names.join(' and ')} are one name but for case and signs`]
      : [];
  });
};

const phoneFaults = ({ contact, locations = {} }: Dealer): string[] => [
  ...phoneFault('contact', contact.phone),
  ...Object.entries(locations).flatMap(([name, place]) =>
    phoneFault(`locations.${name}.contact`, place.contact?.phone),
  ),
];

const hostSecretFault = (id: string, where: string, ftp: Dealer['ftp']): string[] =>
  !ftp || ftp.secretName.split('/').includes(id)
    ? []
    : [
        `${where}.secretName is wrong: name a secret of the dealer's own, with its id between slashes, such as "feedwright/prod/${id}"`,
      ];

const secretFaults = ({ id, ftp, notify, avito, channels = {} }: Dealer): string[] => [
  ...hostSecretFault(id, 'ftp', ftp),
  ...Object.entries(channels).flatMap(([name, channel]) =>
    hostSecretFault(id, `channels.${name}.ftp`, channel.ftp),
  ),
  // What tells the webhook may read no password of a host.
  ...(!notify || notify.webhook.secretName.endsWith(`/webhook/${id}`)
    ? []
    : [
        `notify.webhook.secretName is wrong: name a secret that ends in "/webhook/${id}", such as "feedwright/prod/webhook/${id}"`,
      ]),
  // Nor does what reads the marketplace's verdict.
  ...(!avito || avito.secretName.endsWith(`/avito/${id}`)
    ? []
    : [
        `avito.secretName is wrong: name a secret that ends in "/avito/${id}", such as "feedwright/prod/avito/${id}"`,
      ]),
];

const placeFault = (name: string, dealer: Dealer, where: string): string[] => {
  if (locationOf(name, dealer)) return [];
  const near = locationsMeant(name, dealer);
  return [
    `${where} is wrong: locations names no ${name}${near.length > 0 ? `; is ${near.join(' or ')} meant?` : ''}`,
  ];
};

/** A rate of euros is none of crowns. */
const rateFault = ({ rate, when }: PriceRule, { conversion }: Dealer, where: string): string[] => {
  const currencies = Object.keys(conversion);
  if (rate === undefined || when.currency !== undefined || currencies.length < 2) return [];
  return [`${where}.currency is missing: write whose rate it is, one of ${currencies.join(', ')}`];
};

const pricingFaults = (dealer: Dealer): string[] =>
  (dealer.pricing ?? []).flatMap((rule, at) => {
    const { location } = rule.when;
    const where = `pricing.${at}.when`;
    return [
      ...(location === undefined ? [] : placeFault(location, dealer, `${where}.location`)),
      ...rateFault(rule, dealer, where),
    ];
  });

/**
 * What a complete configuration holds that Avito or other dealers would suffer from, each as a sentence that begins
 * with its path. It is asked when somebody puts a dealer and not when one is read: who was put before goes on.
 */
export const dealerFaults = (dealer: Dealer): string[] => [
  ...pictureLists(dealer.pictures).flatMap(([where, addresses]) => pictureFaults(where, addresses)),
  ...templateFaults(dealer),
  ...phoneFaults(dealer),
  ...secretFaults(dealer),
  ...locationFaults(dealer),
  ...pricingFaults(dealer),
];

const withEncoded = (lists: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(encodedAddress)]));

/** With all addresses of its own pictures as they are asked for. */
export const withEncodedPictures = (dealer: Dealer): Dealer => {
  const { byCode, byFamily, byColor } = dealer.pictures;
  const colors = Object.entries(byColor ?? {}).map(([family, lists]) => [family, withEncoded(lists)]);
  const pictures = {
    ...dealer.pictures,
    ...{ byCode: withEncoded(byCode), byFamily: withEncoded(byFamily) },
    ...(byColor && { byColor: Object.fromEntries(colors) }),
  };
  return { ...dealer, pictures };
};

/** A part of an address without its percent codes; as it stands where they are broken. */
export const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const pathKey = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part) => decoded(part).normalize('NFC'))
    .join('/');

/** One key for all spellings of an address: http or https, capitals, default port, slashes, percent-encoding. */
const addressKey = (address: string): string => {
  const { hostname, port, pathname, search, protocol } = new URL(address);
  const isDefault = port === '' || (protocol === 'http:' ? port === '443' : port === '80');
  return `${hostname.replace(/\.$/, '')}${isDefault ? '' : `:${port}`}/${pathKey(pathname)}${decoded(search)}`;
};

/** Where a dealer's feed goes: what its secret says of the host, null where that may not be read here. */
export interface FeedTarget {
  dealer: Dealer;
  host: Record<string, string> | null;
}

const hostKey = ({ dealer, host }: FeedTarget): string | null => {
  if (!dealer.ftp || !host?.host) return null;
  const name = host.host.toLowerCase().replace(/\.$/, '');
  return [name, host.port || '21', host.username, pathKey(dealer.feed.path)].join('\n');
};

/** What of a dealer's feed would overwrite, or be overwritten by, the feed of others; a sentence each. */
export const sharedTargets = (own: FeedTarget, others: readonly FeedTarget[]): string[] =>
  others.flatMap((other) => [
    ...(addressKey(own.dealer.feed.publicUrl) === addressKey(other.dealer.feed.publicUrl)
      ? [`feed.publicUrl is wrong: ${other.dealer.id} has its feed at ${other.dealer.feed.publicUrl}`]
      : []),
    ...(hostKey(own) !== null && hostKey(own) === hostKey(other)
      ? [`feed.path is wrong: ${other.dealer.id} has its feed there, on the same host and account`]
      : []),
  ]);
