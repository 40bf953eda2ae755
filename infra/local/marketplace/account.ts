import type { Random } from '#samples/draw/random.ts';
import type { Rule, Verdict } from './judge.ts';
import { DEFAULTS, type Switches } from './switches.ts';
import type { Load } from './uploads.ts';

export type AdStatus = 'active' | 'old' | 'blocked' | 'rejected' | 'archived' | 'removed';

/** An ad on the site, as it is now. A test may change it, as a moderator or the dealer's hand would. */
export interface LiveAd {
  adId: string;
  avitoId: number;
  status: AdStatus;
  title: string;
  /** Whole roubles: the one on the site, and that of the last file. */
  price: number | null;
  filePrice: number | null;
  /** Of what the file said of it last. */
  fingerprint: string;
  address: string;
  category: string;
  startAt: Date;
  /** End of the paid period. */
  endAt: Date;
  updatedAt: Date;
  feedName: string;
  quantity: number;
}

export interface Package {
  categories: { name: string; subCategories: string[] }[];
  locations: string[];
  total: number;
  remain: number;
  priceConditions: {
    categoryName: string;
    originalPrice: number;
    price: number;
    sort: number;
    total: number;
  }[];
}

export interface Contract {
  level?: string;
  isActive?: boolean;
  startTime?: number | null;
  closeTime?: number | null;
  bonus?: number;
  price?: { price: number; originalPrice: number };
  packages?: Package[];
}

/** What `GET /autoload/v2/profile` gives, with whatever else was sent. */
export interface Profile extends Record<string, unknown> {
  autoload_enabled: boolean;
  feeds_data: { feed_name: string; feed_url: string }[] | null;
  report_email: string | null;
  schedule: { rate: number; weekdays: number[]; time_slots: number[] }[];
}

/** A placement that was paid for: from a package, or with roubles. */
export interface Placement {
  at: Date;
  avitoId: number;
  package: Package | null;
  rub: number;
}

export interface AccountOptions {
  id: number;
  clientId: string;
  clientSecret: string;
  name?: string;
  profile?: Profile | null;
  /** Null: pays per contact, so the tariff is 404 and no package pays. */
  tariff?: { current?: Contract; scheduled?: Contract } | null;
  balance?: { real: number; bonus: number };
  switches?: Partial<Switches>;
}

export interface Account extends Required<AccountOptions> {
  tokens: Map<string, Date>;
  /** By our Id. */
  ads: Map<string, LiveAd>;
  /** Newest first. */
  loads: Load[];
  /** What the next loads say of an ad, whatever is in the file. */
  verdicts: Map<string, Verdict>;
  placements: Placement[];
  startedByApi: Date | null;
}

const PACKAGE: Package = {
  categories: [{ name: 'Мотоциклы и мототехника', subCategories: ['Снегоходы'] }],
  ...{ locations: ['Россия'], total: 50, remain: 50, priceConditions: [] },
};

const month = (now: Date): Contract => ({
  level: 'Базовый',
  isActive: true,
  startTime: Math.floor(now.getTime() / 1000) - 86_400,
  closeTime: Math.floor(now.getTime() / 1000) + 29 * 86_400,
  bonus: 0,
  price: { price: 9_000, originalPrice: 10_000 },
  packages: [structuredClone(PACKAGE)],
});

export const accountOf = (options: AccountOptions, now: Date): Account => ({
  name: `Dealer ${options.id}`,
  profile: null,
  tariff: { current: month(now) },
  balance: { real: 0, bonus: 0 },
  switches: {},
  ...options,
  ...{
    tokens: new Map(),
    ads: new Map(),
    loads: [],
    verdicts: new Map(),
    placements: [],
    startedByApi: null,
  },
});

/** All that the server knows. */
export interface World {
  accounts: Map<number, Account>;
  switches: Partial<Switches>;
  rules: readonly Rule[];
  random: Random;
  now: () => Date;
  /** Where the server itself is reached. */
  url: string;
  /** Calls of an account and group in the minute of the clock. */
  counted: Map<string, { minute: number; calls: number }>;
  numbers: { load: number; avito: number; token: number };
  /** Where a feed's address is asked: hosts that are played themselves are nowhere else. */
  addressOf: (url: string) => string;
  copies: Map<string, { bytes: Uint8Array | null; at: Date; account: Account }>;
}

export const switchesOf = (world: World, account?: Account): Switches => ({
  ...DEFAULTS,
  ...world.switches,
  ...account?.switches,
  limits: { ...DEFAULTS.limits, ...world.switches.limits, ...account?.switches.limits },
});

/** Paid time that is over makes an active ad old. */
export const ripen = (account: Account, now: Date): void => {
  for (const ad of account.ads.values()) if (ad.status === 'active' && ad.endAt <= now) ad.status = 'old';
};

export const urlOf = (avitoId: number): string => `https://www.avito.example/${avitoId}`;
