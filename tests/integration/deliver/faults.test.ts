import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { sentenceOf } from '#messages/say.ts';
import { sha256 } from '#shared/hash.ts';
import type { DeliveryReceipt } from '#shared/table/feed-records.ts';
import { breakingProxy, type Fault, PROXY } from '../../fakes/breaking-proxy.ts';
import { selfSigned } from '../../fakes/certificate.ts';
import { portsInARow } from '../../fakes/free-ports.ts';
import { type FtpHostOptions, ftpHost } from '../../fakes/ftp-host.ts';
import {
  forgetting,
  fullDiskSaying,
  hangingUp,
  refusingToReplace,
  talkative,
  truncating,
} from '../../fakes/ftp-quirks.ts';
import { deliveryScene, feedOf, type Scene } from './support.ts';

const OLD = feedOf('yesterday');
/** Large enough to be cut in its middle. */
const NEW = feedOf('today', 600);

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  await scene.dealer();
});
afterEach(() => scene[Symbol.asyncDispose]());

type Secret = Record<string, string>;

const host = async (options: Omit<FtpHostOptions, 'root'> = {}): Promise<Secret> =>
  scene.use(await ftpHost({ root: scene.root, ...options })).secret;

/** A good host behind a proxy that is not; `data` and `control` are what becomes of its connections. */
const behindProxy = async ({
  data = {},
  control = {},
}: {
  data?: Fault;
  control?: Fault;
}): Promise<Secret> => {
  const ports = await portsInARow(6);
  const secret = await host({ passivePorts: [ports[0], ports.at(-1) as number] });
  const faults = new Map([[Number(secret.port), control], ...ports.map((port) => [port, data] as const)]);
  scene.use(await breakingProxy(faults));
  return { ...secret, host: PROXY };
};

const gone = async (): Promise<Secret> => {
  await using ended = await ftpHost({ root: scene.root });
  return ended.secret;
};

interface Trouble {
  what: string;
  secret(): Promise<Secret>;
  ftp?: Partial<NonNullable<Dealer['ftp']>>;
  receipt: Partial<DeliveryReceipt>;
  says?: RegExp;
  /** Minutes before the window opens. */
  minutesLeft?: number;
}

const TRIED = { outcome: 'queued', attempts: 3 } as const;
const GIVEN_UP = { outcome: 'queued', attempts: 1 } as const;

const KEEPS_OLD: Trouble[] = [
  { what: 'does not listen', secret: gone, receipt: TRIED, says: /ECONNREFUSED/ },
  {
    what: 'takes connections and stays silent',
    secret: () => behindProxy({ control: { silent: true } }),
    receipt: TRIED,
    says: /after 3 attempts: .*Timeout|no login/,
  },
  {
    what: 'does not encrypt',
    secret: () => host(),
    ftp: { security: 'explicit-tls' },
    receipt: GIVEN_UP,
    says: /does not encrypt/,
  },
  {
    what: 'shows a certificate that nobody vouches for',
    secret: () => host({ tls: selfSigned('127.0.0.1') }),
    ftp: { security: 'explicit-tls' },
    receipt: GIVEN_UP,
    says: /certificate/,
  },
  {
    what: 'shows another certificate than the pinned one',
    secret: () => host({ tls: selfSigned('127.0.0.1') }),
    ftp: { security: 'explicit-tls', pinnedCertificate: 'ab'.repeat(32) },
    receipt: GIVEN_UP,
    says: /pinnedCertificate/,
  },
  {
    what: 'has no room left',
    secret: () => host({ fileSystem: fullDiskSaying(452) }),
    receipt: GIVEN_UP,
    says: /452/,
  },
  {
    what: 'has no room left for this account',
    secret: () => host({ fileSystem: fullDiskSaying(552) }),
    receipt: GIVEN_UP,
    says: /552/,
  },
  {
    what: 'breaks off in the data',
    secret: () => behindProxy({ data: { cutAfterBytes: 20_000 } }),
    receipt: TRIED,
  },
  {
    what: 'hangs up between the data and its answer',
    secret: () => host({ fileSystem: hangingUp }),
    receipt: TRIED,
  },
  {
    what: 'cuts the file short and calls it success',
    secret: () => host({ fileSystem: truncating }),
    receipt: TRIED,
    says: /holds \d+ bytes .* instead of \d+/,
  },
  {
    what: 'lets another client delete the temporary file',
    secret: () => host({ fileSystem: forgetting }),
    receipt: GIVEN_UP,
  },
  {
    what: 'explains its refusal in a megabyte',
    secret: () => host({ fileSystem: talkative }),
    receipt: GIVEN_UP,
    says: /^.{1,400}$/s,
  },
  {
    what: 'does not replace files, just before the window',
    secret: () => host({ fileSystem: refusingToReplace }),
    receipt: GIVEN_UP,
    minutesLeft: 8,
  },
];

const TAKES_NEW: Trouble[] = [
  {
    what: 'is slow',
    secret: () => behindProxy({ control: { pauseMs: 10 }, data: { pauseMs: 10 } }),
    receipt: { attempts: 1 },
  },
  {
    what: 'names a private address for the data',
    secret: () => host({ unknown: ['EPSV'], passiveAddress: '10.1.2.3' }),
    receipt: { attempts: 1 },
  },
  { what: 'does not know EPSV', secret: () => host({ unknown: ['EPSV'] }), receipt: { attempts: 1 } },
  { what: 'does not know SIZE', secret: () => host({ unknown: ['SIZE'] }), receipt: { attempts: 1 } },
  {
    what: 'does not replace files, long before the window',
    secret: () => host({ fileSystem: refusingToReplace }),
    receipt: { attempts: 1, warnings: ['plainFtp', 'nonAtomic'] },
  },
];

/** The old feed is live and proven; then the new one meets the host in trouble. */
const deliverInto = async ({ secret, ftp, minutesLeft = 45 }: Trouble) => {
  scene.secret = await host();
  await scene.build(1, OLD);
  await scene.deliver();
  await scene.build(2, NEW);
  scene.secret = await secret();
  scene.now = new Date(scene.now.getTime() + (45 - minutesLeft) * 60_000);
  await scene.dealer({ ftp: { secretName: 'ftp/north', security: 'plain', ...ftp } });
  await scene.deliver();
};

const expectHealed = async () => {
  scene.secret = await host();
  await scene.dealer();
  scene.now = new Date('2026-11-23T07:15:00.000Z');
  await scene.deliver();
  expect(sha256(await scene.live())).toBe(sha256(NEW));
  expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
};

describe('A host that', () => {
  test.each(
    KEEPS_OLD,
  )('$what: the old feed stays live and whole, and the next window heals', async (trouble) => {
    await deliverInto(trouble);
    expect(await scene.live()).toBe(OLD);
    const receipt = (await scene.receipts()).at(-1);
    expect(receipt).toMatchObject({ feedVersion: 2, bytes: NEW.length, ...trouble.receipt });
    expect(receipt?.reason && sentenceOf(receipt.reason)).toMatch(trouble.says ?? /./);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: true });
    await expectHealed();
  });

  test.each(TAKES_NEW)('$what: the new feed is delivered all the same', async (trouble) => {
    await deliverInto(trouble);
    expect(sha256(await scene.live())).toBe(sha256(NEW));
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'delivered', ...trouble.receipt });
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  });

  test('shows the pinned certificate, whoever made it: delivered, with a warning', async () => {
    const certificate = selfSigned('127.0.0.1');
    const pinnedCertificate = new X509Certificate(certificate.cert).fingerprint256;
    await deliverInto({
      what: 'shows the pinned certificate',
      secret: () => host({ tls: certificate }),
      ftp: { security: 'explicit-tls', pinnedCertificate },
      receipt: {},
    });
    expect(sha256(await scene.live())).toBe(sha256(NEW));
    expect((await scene.receipts()).at(-1)).toMatchObject({ warnings: ['pinnedCertificate'] });
  });
});
