import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { AdCounts, CopyOutcome, WindowOutcome } from '#contracts/verdict.ts';
import { plainMessage } from '#marketplace/avito-api/messages.ts';
import type { Upload } from '#marketplace/avito-api/schemas.ts';
import { reason } from '#messages/reason.ts';
import type { AdVerdict } from '#shared/table/verdict-records.ts';

/** The file was not downloaded: an event of a load without ads. */
const FILE_MISSING = '108';

const MOST_NAMED = 5;

const detailOf = ({ events }: Upload): string =>
  [...new Set(events.map(({ title, description }) => plainMessage(description ?? title)))]
    .filter(Boolean)
    .slice(0, MOST_NAMED)
    .join('; ');

/** Why a load has failed; null for one that has not. */
export const loadTrouble = (upload: Upload, outcome: WindowOutcome): Reason | null => {
  if (outcome === 'replaced') return reason('load-replaced');
  if (upload.events.some(({ code }) => code === FILE_MISSING))
    return reason('load-file-missing', { detail: detailOf(upload) });
  return upload.status === 'error' ? reason('load-failed', { detail: detailOf(upload) }) : null;
};

/** An ad before the load and after it. */
export interface Change {
  before: AdVerdict | null;
  after: AdVerdict;
}

const some = (ads: readonly AdVerdict[]) => ({
  ads: ads.length,
  ids: ads.slice(0, MOST_NAMED).map(({ adId }) => adId),
});

const newly = (standing: AdVerdict['standing'], changes: readonly Change[]): AdVerdict[] =>
  changes
    .filter(({ before, after }) => after.standing === standing && before?.standing !== standing)
    .map(({ after }) => after);

const changedNumbers = (changes: readonly Change[]): Reason[] =>
  changes.flatMap(({ before, after: { adId, avitoId } }) =>
    before?.avitoId && avitoId && before.avitoId !== avitoId
      ? [reason('number-changed', { adId, before: before.avitoId, after: avitoId })]
      : [],
  );

const fewerActive = ({ delivered, active, warned }: AdCounts, { guard }: Dealer): Reason[] => {
  const live = active + warned;
  const percent = delivered === 0 ? 0 : (100 * (delivered - live)) / delivered;
  return percent > guard.maxRemovedPercent
    ? [reason('fewer-active', { active: live, delivered, percent: Math.round(percent) })]
    : [];
};

/** What a person should hear of after ads were judged; of what was refused or unseen before, nothing again. */
export const adAlarms = (changes: readonly Change[], counts: AdCounts, dealer: Dealer): Reason[] => {
  const [refused, unseen] = [newly('refused', changes), newly('missing', changes)];
  return [
    ...fewerActive(counts, dealer),
    ...(refused.length > 0 ? [reason('ads-refused', some(refused))] : []),
    ...(unseen.length > 0 ? [reason('ads-unseen', some(unseen))] : []),
    ...changedNumbers(changes),
  ];
};

/** A copy that says something else than what we had published. */
export const copyAlarm = (copy: CopyOutcome): Reason[] =>
  copy === 'other-content' || copy === 'unreadable' ? [reason('copy-differs', { how: copy })] : [];
