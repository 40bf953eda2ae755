import type { Reason } from '#contracts/reason.ts';
import type { DealerVerdicts } from '#desk/verdicts/verdicts.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { AdVerdict, UploadRecord } from '#shared/table/verdict-records.ts';
import { sayTable } from './grid.ts';
import { bold, dim, printable, say, sayWrapped } from './terminal.ts';

/** Enough for three days of three windows. */
const LOADS_LISTED = 9;
const ADS_LISTED = 50;

const LOAD_HEADING = ['Began', 'Load', 'By', 'Outcome', 'Feed', 'Copy', 'Live', 'Refused', 'Delivered'];

const loadRow = ({
  startedAt,
  seenAt,
  uploadId,
  source,
  outcome,
  feedVersion,
  copy,
  counts,
}: UploadRecord) => [
  moscowMinute(startedAt ?? seenAt),
  uploadId,
  source ?? '?',
  outcome,
  `version ${feedVersion}`,
  copy,
  counts ? counts.active + counts.warned : '–',
  counts?.refused ?? '–',
  counts?.delivered ?? '–',
];

const AD_HEADING = ['Ad', 'Stands', 'Since', 'Number', 'Codes'];

const adRow = ({ adId, standing, since, avitoId, messages }: AdVerdict) => [
  adId,
  standing,
  moscowMinute(since),
  avitoId ?? '–',
  messages.map(({ code }) => code ?? '?').join(' '),
];

/** A reason and what to do about it. */
export const sayReason = (reason: Reason, indent = '  '): void => {
  for (const text of [sentenceOf(reason), remedyOf(reason)].filter(Boolean))
    sayWrapped(printable(text), indent);
};

/** How a dealer's loads ended, and the ads that do not stand as they should. */
export const sayVerdicts = ({ dealerId, lacks, loads, windows, ads }: DealerVerdicts): void => {
  say(bold(dealerId));
  const [window] = windows;
  if (lacks) sayReason(lacks);
  if (window) for (const alarm of window.alarms) sayReason(alarm);
  if (loads.length > 0) sayTable(LOAD_HEADING, loads.slice(0, LOADS_LISTED).map(loadRow));
  const told = ads.filter(({ standing }) => standing !== 'active');
  if (told.length > 0) sayTable(AD_HEADING, told.slice(0, ADS_LISTED).map(adRow));
  if (told.length > ADS_LISTED) say(dim(`  and ${told.length - ADS_LISTED} more: verdicts export has all`));
};
