import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';

const LOOK_AT_HOST =
  'Look whether the public URL serves the folder that the FTP account writes to; the next window tries again.';

/** How deliveries end, and why. */
export const DELIVERIES = {
  'no-feed-ready': {
    why: 'No feed version is ready to go.',
    whatToDo: 'See npx feedwright feed list.',
  },
  'url-other-bytes': {
    why: ({ url, bytes }: { url: string; bytes: number }) => `${url} serves ${bytes} other bytes`,
    whatToDo: LOOK_AT_HOST,
  },
  'url-refuses': {
    why: ({ url, status }: { url: string; status: number }) => `${url} answers ${status}`,
    whatToDo: LOOK_AT_HOST,
  },
  'url-silent': {
    why: ({ url, detail }: { url: string; detail: string }) => `${url} does not answer: ${detail}`,
    whatToDo: 'Look at the web host, its name and its certificate; the next window tries again.',
  },
  'picture-not-brought': {
    why: ({ name, detail }: { name: string; detail: string }) => `${name}: ${detail}`,
  },
  'pictures-missing': {
    why: ({ kept, missing, cause }: { kept: number; missing: number; cause: Reason }, say: Say) =>
      `${kept} ads keep their last state, since ${missing} pictures could not be brought: ${say(cause)}`,
    whatToDo: 'Nothing, if the host was only away: they are brought with the next delivery.',
  },
  'ads-taken-out': {
    why: ({ ads }: { ads: number }) => `Ads that were withdrawn are taken out: ${ads}.`,
  },
  'live-file-missing': {
    why: ({ detail }: { detail: string }) => detail,
    whatToDo: 'Deliver again, by npx feedwright deliver; until then the URL may serve nothing.',
  },
  'host-left-alone': {
    why: ({ detail }: { detail: string }) => detail,
    whatToDo: 'Nothing: it is asked again by itself.',
  },
  'login-refused': {
    why: ({ detail }: { detail: string }) => detail,
    whatToDo:
      'Mend the credentials of the FTP account, then have it delivered to by npx feedwright dealers resume.',
  },
  'uploads-failed': {
    why: ({ attempts, detail }: { attempts: number; detail: string }) =>
      `Upload failed after ${attempts} attempts: ${detail}`,
    whatToDo: 'Look at the FTP host; the next window tries again.',
  },
  'delivery-broke': {
    why: ({ detail }: { category: string; detail: string }) => detail,
    whatToDo: 'Mend that; the next window tries again, or deliver now (npx feedwright deliver).',
  },
  'test-not-served': {
    why: ({ cause }: { cause: Reason }, say: Say) => `The public web does not show the file: ${say(cause)}`,
    whatToDo:
      "feed.path and feed.publicUrl must be the same folder: mend whichever is wrong, by npx feedwright dealers put; a web host's cache may need a minute.",
  },
  'test-file-stays': {
    why: ({ path }: { path: string }) => `${path} lies in your own bucket, where nothing is deleted.`,
    whatToDo: 'Delete it there, or leave it: it is small and nobody loads it.',
  },
};
