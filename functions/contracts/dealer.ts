import { z } from 'zod';

const Decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number as a string, such as "98.50"');

/** How a foreign price becomes roubles: rate × (1 + markup / 100), rounded up to a multiple of `roundTo`. */
export const Conversion = z.strictObject({
  /** Roubles for one unit of the currency. */
  rate: Decimal,
  /** The day the rate was set. */
  rateDate: z.iso.date(),
  markupPercent: Decimal.default('0'),
  /** Roubles. */
  roundTo: z.number().int().positive().default(1000),
});
export type Conversion = z.infer<typeof Conversion>;

const httpUrl = z.url({ protocol: /^https?$/ });

/** A dealer's configuration; secrets only by the name under which the secret store holds them. */
export const Dealer = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: z.string().min(1),
    address: z.string().max(256).optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    contact: z.strictObject({
      managerName: z.string().max(40).optional(),
      phone: z.string().optional(),
      method: z.enum(['По телефону и в сообщениях', 'По телефону', 'В сообщениях']).optional(),
    }),
    conversion: z.record(z.string().regex(/^[A-Z]{3}$/), Conversion),
    availability: z.enum(['В наличии', 'Под заказ']),
    /** These two can spend the dealer's money: anything but the defaults only by his own word. */
    listingFee: z.enum(['Package', 'PackageSingle', 'Single']).default('Package'),
    adStatus: z.string().default('Free'),
    pictures: z.strictObject({
      /** Public folder that serves what is uploaded to `path`; ends in "/". */
      baseUrl: httpUrl.endsWith('/'),
      /** Folder on the FTP host. */
      path: z.string().startsWith('/'),
      /** Pictures of the dealer's own, by model family. */
      byFamily: z.record(z.string(), z.array(httpUrl)).default({}),
    }),
    feed: z.strictObject({
      /** What Avito asks. */
      publicUrl: httpUrl,
      /** File on the FTP host. */
      path: z.string().startsWith('/'),
    }),
    ftp: z.strictObject({
      secretName: z.string(),
      /** Explicit FTPS unless the dealer opts out; plain FTP leaves a warning event. */
      security: z.enum(['explicit-tls', 'plain']).default('explicit-tls'),
    }),
    /** Hours and minutes, Moscow time, at which Avito may load the feed. */
    windows: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .min(1)
      .default(['03:00', '11:00', '19:00']),
    guard: z
      .strictObject({ maxRemovedPercent: z.number().min(0).max(100).default(10) })
      .default({ maxRemovedPercent: 10 }),
  })
  .refine((dealer) => dealer.address || (dealer.latitude !== undefined && dealer.longitude !== undefined), {
    message: 'a dealer needs an address, or latitude and longitude',
  });
export type Dealer = z.infer<typeof Dealer>;
