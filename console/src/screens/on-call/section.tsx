import type { Reason } from '#contracts/reason.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge } from '../../parts/badge.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Acts } from './acts.tsx';
import type { Section } from './runbook.ts';

const HEADINGS = {
  Description: 'description',
  Investigation: 'investigation',
  Resolution: 'resolution',
  'On one machine': 'onOneMachine',
} as const;

/** What the runbook says of one alarm; it is written in English alone, which is said to who reads another language. */
export const SectionShown = ({ section: { parts, isHigh, drill } }: { section: Section }) => {
  const { onCall } = useWords();
  return (
    <div className="stack tight section">
      <p>
        <Badge tone={isHigh ? 'bad' : 'wait'}>{isHigh ? onCall.high : onCall.low}</Badge>
      </p>
      {onCall.inEnglish && <p className="quiet small">{onCall.inEnglish}</p>}
      {parts.map(({ heading, text }) => {
        const name = HEADINGS[heading as keyof typeof HEADINGS];
        return (
          <div key={heading}>
            <strong>{name ? onCall[name] : heading}</strong>
            <p className="runbook" lang="en">
              {text}
            </p>
          </div>
        );
      })}
      {drill && (
        <p>
          {onCall.rehearse} <code>{drill}</code>
        </p>
      )}
    </div>
  );
};

interface Ringing {
  /** Null where it is of all dealers together. */
  dealerId: string | null;
  reason: Reason;
  section: Section | undefined;
}

/** What rings: why, what can be done about it from here, and what the runbook says. */
export const Rings = ({ dealerId, reason, section }: Ringing) => {
  const { onCall } = useWords();
  return (
    <>
      <ReasonShown reason={reason} />
      {dealerId !== null && <Acts dealerId={dealerId} code={reason.code} />}
      {section && (
        <details>
          <summary>{onCall.runbook(section.alarm)}</summary>
          <SectionShown section={section} />
        </details>
      )}
    </>
  );
};
