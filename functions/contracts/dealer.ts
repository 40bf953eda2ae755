import * as z from 'zod';
import { Channel, FIRST_CHANNEL } from './channel.ts';
import { DescriptionTemplate } from './description-template.ts';
import { Decimal, PriceRule, Rate, RateDate } from './pricing.ts';

/** How a foreign price becomes roubles: rate × (1 + markup / 100), rounded up to a multiple of `roundTo`. */
export const Conversion = z
  .strictObject({
    /** Roubles for one unit of the currency. */
    rate: Rate,
    rateDate: RateDate,
    markupPercent: Decimal.default('0'),
    /** Roubles. */
    roundTo: z.number().int().positive().default(1000),
    /** An older rate is told of; one that is older still holds the whole feed until a new one is given. */
    staleAfterDays: z.number().int().positive().default(30),
    holdAfterDays: z.number().int().positive().default(90),
  })
  .refine(({ staleAfterDays, holdAfterDays }) => staleAfterDays <= holdAfterDays, {
    path: ['holdAfterDays'],
    message: 'write no fewer days than staleAfterDays',
  });
export type Conversion = z.infer<typeof Conversion>;

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'write an address that begins with https:// or http://',
});

/** A line break would end the FTP command that names the path. */
const hostPath = z
  .string()
  .startsWith('/', 'begin it with "/"')
  .regex(/^\P{Cc}*$/u, 'write it without line breaks');

/** Avito takes no more. */
const MAX_PICTURES = 20;
const Pictures = z.record(z.string().min(1), z.array(httpUrl).min(1).max(MAX_PICTURES)).default({});

/** Avito's paid promotions, by its field definitions: how many more views, for how many days. */
const AD_STATUSES = [
  'Free',
  'Highlight',
  'XL',
  'x2_1',
  'x2_7',
  'x5_1',
  'x5_7',
  'x10_1',
  'x10_7',
  'x15_1',
  'x15_7',
  'x20_1',
  'x20_7',
] as const;

/** Where a feed lies, and where it is asked for. */
const FeedAddress = z.strictObject({
  /** What the marketplace asks. */
  publicUrl: httpUrl,
  /** File on the FTP host. */
  path: hostPath.regex(/[^/]$/, 'end it with the name of the file, such as "/avito/feed.xml"'),
});

const Windows = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes, such as "03:00"'))
  .min(1);

const isFound = ({
  address,
  latitude,
  longitude,
}: {
  address?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
}): boolean => Boolean(address) || (latitude !== undefined && longitude !== undefined);

const WHERE = {
  address: z.string().min(1).max(256).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
};
const NOT_FOUND = { path: ['address'], message: 'write an address, or latitude and longitude' };

/** What is another at one of a dealer's places than elsewhere. */
const Location = z
  .strictObject({
    ...WHERE,
    contact: z
      .strictObject({ managerName: z.string().max(40).optional(), phone: z.string().optional() })
      .optional(),
  })
  .refine(isFound, NOT_FOUND);

/** What lies beside the dealers' folders at an address of one's own. */
const FOLDERS = ['api', 'console'];

/** The dealer's own host. */
const Ftp = z.strictObject({
  secretName: z.string().min(1),
  /** Explicit FTPS unless the dealer opts out; plain FTP leaves a warning event. */
  security: z.enum(['explicit-tls', 'plain']).default('explicit-tls'),
  /** SHA-256 of the one certificate that the host may show, whoever made it; leaves a warning event. */
  pinnedCertificate: z
    .string()
    .regex(/^([0-9a-f]{2}:?){32}$/i, 'write the 32 bytes that "openssl x509 -fingerprint -sha256" prints')
    .optional(),
});

/** Where pictures lie that are brought with a feed. */
const PICTURE_FOLDER = {
  /** Public folder that serves what is uploaded to `path`; ends in "/". */
  baseUrl: httpUrl.endsWith('/', 'end it with "/"'),
  /** Folder on the FTP host. */
  path: hostPath,
};

const StockAds = z.strictObject({ adPer: z.enum(['piece', 'location', 'code']).default('piece') });

/** What of a channel besides the first is its own. */
const BesideTheFirst = z
  .strictObject({
    feed: FeedAddress,
    windows: Windows.optional(),
    /** Where its feed and pictures go to another host than the first channel's: both. */
    ftp: Ftp.optional(),
    pictures: z.strictObject(PICTURE_FOLDER).optional(),
    stock: StockAds.optional(),
    /** Who sells, where the marketplace's feed begins with that. */
    shop: z
      .strictObject({
        /** What buyers know the shop by, and the legal name of who has it. */
        name: z.string().min(1).max(60),
        company: z.string().min(1).max(256),
        url: httpUrl,
        /** A machine's own page there, `{code}` in the place of its code. */
        machineUrl: httpUrl.includes('{code}', { error: 'write {code} where the code stands' }).optional(),
      })
      .optional(),
  })
  .refine(({ ftp, pictures }) => !ftp || pictures !== undefined, {
    path: ['pictures'],
    message: 'write baseUrl and path of the pictures on that host',
  });

/** A dealer's configuration; secrets only by the name under which the secret store holds them. */
export const Dealer = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'write up to 40 small Latin letters, digits and hyphens')
      .refine((id) => !FOLDERS.includes(id), 'choose another: a folder of the site bears this name'),
    name: z.string().min(1),
    ...WHERE,
    contact: z.strictObject({
      managerName: z.string().max(40).optional(),
      phone: z.string().optional(),
      method: z.enum(['По телефону и в сообщениях', 'По телефону', 'В сообщениях']).optional(),
    }),
    conversion: z.record(
      z.string().regex(/^[A-Z]{3}$/, 'write a currency by its three capitals, such as EUR'),
      Conversion,
    ),
    /** What is otherwise of some machines than the conversion says, in order: the last word on each thing holds. */
    pricing: z.array(PriceRule).max(500).optional(),
    availability: z.enum(['В наличии', 'Под заказ']),
    /** The last day on which the dealer can order what is sold in spring alone; after it such machines are asked about. */
    springOrdersUntil: z.iso.date('write the last day, such as "2026-04-30"').optional(),
    /** These two can spend the dealer's money: anything but the defaults only by its own word. */
    listingFee: z.enum(['Package', 'PackageSingle', 'Single']).default('Package'),
    adStatus: z.enum(AD_STATUSES).default('Free'),
    /** One ad for each code of the list, or one for all codes that differ in colour and options alone. */
    adPer: z.enum(['code', 'variant']).default('code'),
    /** What is known of the stock: an ad for each piece that has a VIN or a place of its own, for each place, or for each code. */
    stock: StockAds.optional(),
    /** Its places by name, where machines stand in several: what is another there than elsewhere. */
    locations: z.record(z.string().min(1).max(60), Location).optional(),
    /** Replaces the description's own template. */
    description: DescriptionTemplate.optional(),
    pictures: z.strictObject({
      ...PICTURE_FOLDER,
      /** Pictures of the dealer's own by model code. */
      byCode: Pictures,
      /** By model family, and in it by the colour as the list prints it. */
      byColor: z.record(z.string().min(1), Pictures).optional(),
      /** By model family, of whatever colour. */
      byFamily: Pictures,
    }),
    /** The first channel's. */
    feed: FeedAddress,
    /** The dealer's own host; without one its files are served from the user's bucket, under its id. */
    ftp: Ftp.optional(),
    /** Hours and minutes, Moscow time, at which Avito may load the feed. */
    windows: Windows.default(['03:00', '11:00', '19:00']),
    /** Where it sells besides the first channel: by the channel's name what is another there. */
    channels: z.record(Channel, BesideTheFirst).optional(),
    /** Who is told before a window that something waits, beside the addresses of the installation's settings. */
    notify: z
      .strictObject({
        /** Gets a signed POST; its secret holds the `key` of the signature. */
        webhook: z.strictObject({ url: httpUrl, secretName: z.string().min(1) }),
      })
      .optional(),
    /** The account at Avito whose verdict on each load is read; without it nobody reads one. */
    avito: z
      .strictObject({
        /** Holds `clientId` and `clientSecret`, the keys of the account's settings page. */
        secretName: z.string().min(1),
        /** Whose keys those must be: compared before anything else is asked. */
        accountId: z.string().regex(/^\d+$/, "write the account's number in digits").optional(),
        /** May a person start a load at once, by `deliver --now`: it ignores the profile's limits and may cost money. */
        startLoads: z.boolean().default(false),
        /** May a person have the profile's schedule and feed address changed. */
        changeProfile: z.boolean().default(false),
      })
      .optional(),
    /** What may change without a person. */
    guard: z
      .strictObject({
        /** Share of the live ads that may go; the whole feed waits beyond it. */
        maxRemovedPercent: z.number().min(0).max(100).default(10),
        /** A price that jumps further, up or down, waits for a person; its live ad stays meanwhile. */
        maxPriceJumpPercent: z.number().positive().default(25),
        /** A rate, markup included, that jumps further holds the whole feed. */
        maxRateJumpPercent: z.number().positive().default(10),
      })
      .prefault({}),
  })
  .refine(({ channels = {} }) => !(FIRST_CHANNEL in channels), {
    path: ['channels'],
    message: `write what is of ${FIRST_CHANNEL} in feed and windows`,
  })
  .refine(isFound, NOT_FOUND);
export type Dealer = z.infer<typeof Dealer>;
