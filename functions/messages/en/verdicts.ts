import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';
import { counted } from './words.ts';

const ON_SITE = 'Open the settings of the automatic load on the site of Avito';

const named = (ids: readonly string[], all: number): string =>
  `${ids.join(', ')}${all > ids.length ? ', …' : ''}`;

type SomeAds = { ads: number; ids: readonly string[] };

/** What the marketplace made of our loads and ads, and what can be done about it. */
export const VERDICTS = {
  'avito-refuses': {
    why: ({ detail }: { detail: string }) => `Nothing can be read at Avito: ${unended(detail)}.`,
    whatToDo:
      'Look at the keys in the secret, and whether the account has the automatic load and the API; a blocked account answers so too.',
  },
  'avito-account-differs': {
    why: ({ expected, found }: { expected: string; found: string }) =>
      `The keys are those of the account ${found || 'without a number'}, and not of ${expected}.`,
    whatToDo: 'Put the keys of the right account into the secret, or its number into avito.accountId.',
  },
  'avito-silent': {
    why: ({ detail }: { detail: string }) => `Avito's verdict could not be read: ${unended(detail)}.`,
    whatToDo: 'Nothing, if it was only away: it is asked again every hour until the next window is near.',
  },
  'avito-unnamed': {
    why: 'What Avito makes of the ads is not read: the dealer names no account.',
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Put the keys of its settings page into a secret, as clientId and clientSecret, name it as avito.secretName and put that: npx feedwright dealers put ${dealerId}.json`,
  },
  'load-file-missing': {
    why: ({ detail }: { detail: string }) =>
      `Avito could not download the feed${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo:
      'Look whether the public URL answers everybody, and whether the profile has that URL; then deliver again. Live ads stay as they are meanwhile.',
  },
  'load-failed': {
    why: ({ detail }: { detail: string }) =>
      `The load failed at Avito${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo: 'Look at the load in the account; where it says nothing of use, ask the support of Avito.',
  },
  'load-replaced': {
    why: 'The load has ended, and another one came before its ads could be read.',
    whatToDo: 'Nothing: the ads stand as the newer load says.',
  },
  'load-missed': {
    why: ({ window, causes }: { window: string; causes: readonly Reason[] }, say: Say) =>
      `No load was seen for the window of ${window}${causes.length > 0 ? `: ${causes.map(say).map(unended).join('; ')}` : ''}.`,
    whatToDo: `${ON_SITE}, and hold it against what npx feedwright verdicts profile says.`,
  },
  'load-late': {
    why: ({ window }: { window: string }) =>
      `The load for the window of ${window} has not ended, and the next window is near.`,
    whatToDo: 'Look at the load in the account; its verdict is lost if the next one replaces it.',
  },
  'copy-differs': {
    why: ({ how }: { how: string }) =>
      how === 'unreadable'
        ? 'What Avito loaded is no feed.'
        : 'What Avito loaded is another feed than the one that its URL was seen to serve.',
    whatToDo: 'Look who else writes there, what a cache between keeps, and which URL the profile has.',
  },
  'fewer-active': {
    why: ({ active, delivered, percent }: { active: number; delivered: number; percent: number }) =>
      `Of ${counted(delivered, 'ad')} that were delivered ${active} are live, ${percent} % fewer.`,
    whatToDo: 'See what the others lack: npx feedwright verdicts list.',
  },
  'ads-refused': {
    why: ({ ads, ids }: SomeAds) => `Avito has refused ${counted(ads, 'ad')}: ${named(ids, ads)}.`,
    whatToDo: 'See why, and the cell of the list that it comes from: npx feedwright verdicts show ADID.',
  },
  'ads-unseen': {
    why: ({ ads, ids }: SomeAds) =>
      `The load says nothing of ${counted(ads, 'ad')} that ${ads === 1 ? 'was' : 'were'} in the feed: ${named(ids, ads)}.`,
    whatToDo: 'Look for them in the account; the next load says more, or a person asks the support of Avito.',
  },
  'number-shared': {
    why: ({ adId, other, avitoId }: { adId: string; other: string; avitoId: string }) =>
      `${adId} and ${other} have one number at Avito: ${avitoId}.`,
    whatToDo: 'Look at that ad in the account: which machine does it show? Nothing is mended by itself.',
  },
  'number-changed': {
    why: ({ adId, before, after }: { adId: string; before: string; after: string }) =>
      `${adId} has another number at Avito: ${after} instead of ${before}.`,
    whatToDo: 'Look at both in the account: the ad may stand there twice, or have begun anew.',
  },
  'profile-none': {
    why: 'The account has no profile of the automatic load.',
    whatToDo: `${ON_SITE} and give it the public URL and the windows.`,
  },
  'profile-unreadable': {
    why: ({ detail }: { detail: string }) =>
      `The profile of the automatic load cannot be read: ${unended(detail)}.`,
    whatToDo: 'Look whether the account has the automatic load and the API.',
  },
  'profile-off': { why: 'The automatic load is switched off.', whatToDo: `${ON_SITE} and switch it on.` },
  'profile-manual': {
    why: 'The profile waits for somebody to start each load by hand.',
    whatToDo: `${ON_SITE} and choose loads by themselves.`,
  },
  'profile-other-url': {
    why: ({ url, others }: { url: string; others: readonly string[] }) =>
      `The profile does not have ${url}${others.length > 0 ? `, but ${others.join(', ')}` : ''}.`,
    whatToDo:
      'Put the address of the feed into the profile: npx feedwright verdicts profile DEALER --change.',
  },
  'profile-slots-missing': {
    why: ({ windows }: { windows: readonly string[] }) =>
      `The profile has no load for each day in the hour of ${windows.join(', ')}.`,
    whatToDo: 'Change the profile, or the windows of the dealer: npx feedwright verdicts profile DEALER.',
  },
  'profile-slots-beside': {
    why: ({ slots }: { slots: readonly string[] }) =>
      `The profile has loads at ${slots.join(', ')}, for which there is no window.`,
    whatToDo: 'A feed may change while it is loaded then: name these hours as windows, or take them out.',
  },
  'profile-pays-over': {
    why: 'The profile lets Avito charge for ads beyond the package.',
    whatToDo: 'Ask the dealer whether that is meant.',
  },
  'placements-short': {
    why: ({ needed, left }: { needed: number; left: number }) =>
      `The feed may need ${counted(needed, 'placement')}, and the package has ${left} left.`,
    whatToDo: 'Buy a larger package, or withdraw what is worth least; Avito refuses what does not fit.',
  },
  'placements-unknown': {
    why: 'Avito does not say how many placements are left.',
    whatToDo: 'Nothing: ads are published from a package only, as long as listingFee is Package.',
  },
  'start-not-allowed': {
    why: ({ dealerId }: { dealerId: string }) => `${dealerId} does not let loads be started.`,
    whatToDo:
      'It ignores the limits of the profile and may cost money: the dealer says so itself, by avito.startLoads.',
  },
  'change-not-allowed': {
    why: ({ dealerId }: { dealerId: string }) => `${dealerId} does not let its profile be changed.`,
    whatToDo: 'The dealer allows it by avito.changeProfile.',
  },
  'start-too-soon': {
    why: ({ since }: { since: string }) => `A load was started at ${since}: Avito takes one an hour.`,
    whatToDo: 'Wait, or leave it to the window.',
  },
  'start-refused': {
    why: ({ detail }: { detail: string }) => `Avito did not start the load: ${unended(detail)}.`,
    whatToDo: 'Look at the account; the window loads the feed all the same.',
  },
  'start-unclear': {
    why: 'Whether the load was started is not known: the answer was lost, and the list shows none.',
    whatToDo: 'Look into the account before anything is started again; by itself nothing is.',
  },
  'change-refused': {
    why: ({ detail }: { detail: string }) => `Avito did not take the profile: ${unended(detail)}.`,
    whatToDo: 'Look at the profile in the account: it is as it was.',
  },
  'change-unclear': {
    why: 'The profile reads otherwise than it was written.',
    whatToDo: 'Look at it in the account, and change there what is wrong.',
  },
  'verdict-unknown': {
    why: ({ ad }: { ad: string }) => `No load that was read says anything of ${ad}.`,
    whatToDo: 'See npx feedwright verdicts list.',
  },
  'load-unknown': {
    why: ({ uploadId }: { uploadId: string }) => `No load ${uploadId} was read.`,
    whatToDo: 'See npx feedwright verdicts list.',
  },
  'account-unseen': {
    why: ({ dealerId }: { dealerId: string }) => `The account of ${dealerId} could not be looked at.`,
    whatToDo: 'See what the execution itself says: handlers.log on one machine.',
  },
  'rule-proposed': {
    why: ({ code, tag, how, ads }: { code: string; tag: string; how: string; ads: number }) =>
      `${code}: of ${counted(ads, 'ad')} that were refused for it ${tag} ${how}, and of none that was taken.`,
    whatToDo:
      'Put it among the cases of that field by npx feedwright rules put, after a dry run, if it makes sense.',
  },
  'message-file-missing': {
    why: 'Avito could not download the file.',
    whatToDo: 'Look whether the public URL answers everybody; then deliver again.',
  },
  'message-too-many-ads': {
    why: 'The files of the account hold more ads than Avito takes.',
    whatToDo: 'Ask the dealer for another account, or withdraw ads.',
  },
  'message-field-empty': {
    why: 'A field that Avito requires is empty.',
    whatToDo: 'The message names the field: answer for it, or complete the list or the spec book.',
  },
  'message-price-missing': {
    why: 'The ad has no price.',
    whatToDo: 'See the price cell of the list: npx feedwright trace ADID.',
  },
  'message-unknown': {
    why: ({ code, title }: { code: string; title: string }) =>
      `Avito says: ${title || 'nothing more'} (${code}).`,
    whatToDo: 'Nobody has explained this code yet: the words of Avito are all there is.',
  },
};
