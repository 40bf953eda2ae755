import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Moment } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';

type Window = ItemOf<'/dealers/{dealerId}/windows'>;

const TONES: Record<string, Tone> = { active: 'good', warned: 'wait', refused: 'bad', missing: 'bad' };

/** What the marketplace made of the feed at one window. */
export const WindowShown = ({ window: { window, counts, alarms } }: { window: Window }) => {
  const { deliveries } = useWords();
  const nameOf = (standing: string) =>
    deliveries.counts[standing as keyof typeof deliveries.counts] ?? standing;
  return (
    <li className="stack tight">
      <div className="row">
        <strong>
          <Moment at={window} />
        </strong>
        {Object.entries(counts ?? {})
          .filter(([, count]) => Number(count) > 0)
          .map(([standing, count]) => (
            <Badge key={standing} tone={TONES[standing] ?? 'plain'}>
              {`${nameOf(standing)}: ${count}`}
            </Badge>
          ))}
      </div>
      {alarms.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
    </li>
  );
};
