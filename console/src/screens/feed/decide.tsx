import { useState } from 'react';
import type { Client } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import type { Answer } from '../../api/routes.ts';
import { useWords, type Words } from '../../messages/language.tsx';
import { type ActWithWhy, WhyDialog } from '../../parts/why-dialog.tsx';
import { useMay } from '../../shell/may.ts';

export type Version = Answer<'GET', '/dealers/{dealerId}/feeds/{version}'>;

const DECISIONS = ['approve', 'reject', 'rollback'] as const;
type Decision = (typeof DECISIONS)[number];

/** Which decisions a version is open to, by how it stands. */
const openTo = ({ status, isLive }: Version): Decision[] => {
  if (status === 'held') return ['approve', 'reject'];
  if (status === 'built') return ['reject'];
  return isLive || status === 'approved' ? [] : ['rollback'];
};

/** Each says first what it does; what is decided of a version that waits is refused where it is not what was seen. */
const actsOf = (
  feed: Version,
  removed: number,
  { feed: words, states }: Words,
  client: Client,
): Record<Decision, ActWithWhy> => {
  const { dealerId, version } = feed;
  const ads = states.ads(feed.ads);
  return {
    approve: {
      ...{ title: words.approveTitle(version), act: words.approve, askWhy: words.why },
      ...{ does: words.approveDoes(ads, states.ads(removed)), done: words.approved(version) },
      carryOut: (why) =>
        client.send(
          'POST',
          '/dealers/{dealerId}/feeds/{version}/approve',
          { dealerId, version, why },
          { seen: feed },
        ),
    },
    reject: {
      ...{ title: words.rejectTitle(version), act: words.reject, isGrave: true, askWhy: words.why },
      ...{ does: words.rejectDoes, done: words.rejected(version) },
      carryOut: (why) =>
        client.send(
          'POST',
          '/dealers/{dealerId}/feeds/{version}/reject',
          { dealerId, version, why },
          { seen: feed },
        ),
    },
    rollback: {
      ...{ title: words.rollbackTitle(version), act: words.rollback, askWhy: words.why },
      ...{ does: `${words.rollbackDoes(ads)} ${words.losses}`, done: words.restored(version) },
      confirm: { code: 'confirm-rollback', act: words.confirmLoss },
      carryOut: (why, confirmed) =>
        client.send('POST', '/dealers/{dealerId}/feeds/{version}/rollback', {
          dealerId,
          version,
          why,
          confirmed,
        }),
    },
  };
};

/** What who asks may decide about a version. */
export const Decide = ({ feed, removed }: { feed: Version; removed: number }) => {
  const { client } = useApi();
  const words = useWords();
  const may = useMay();
  const [decision, setDecision] = useState<Decision | null>(null);
  const acts = actsOf(feed, removed, words, client);
  if (!may('feed.decide', feed.dealerId)) return null;
  return (
    <div className="row">
      {openTo(feed).map((each) => (
        <button
          key={each}
          type="button"
          className={each === 'approve' ? 'button main' : 'button'}
          onClick={() => setDecision(each)}
        >
          {acts[each].act}
        </button>
      ))}
      {decision && <WhyDialog act={acts[decision]} onClose={() => setDecision(null)} />}
    </div>
  );
};
