import { useWords } from '../messages/language.tsx';
import { useFigures } from './figures.tsx';

interface Stage {
  stage: string;
  processed: number;
  failed: number;
  seconds: number;
  error?: string | undefined;
}

/** The stages that a file has gone through, in their order: how many things each has done, in how many seconds. */
export const StageStrip = ({ stages }: { stages: readonly Stage[] }) => {
  const { documents } = useWords();
  const { number } = useFigures();
  const nameOf = (stage: string): string => documents.stages[stage as keyof typeof documents.stages] ?? stage;
  return (
    <ol className="stage-strip">
      {stages.map(({ stage, processed, seconds, error }) => (
        <li key={stage} className={error === undefined ? 'done' : 'broken'}>
          <span>{nameOf(stage)}</span>
          <span className="quiet small figures">
            {error === undefined
              ? documents.stageDone(number(processed), documents.seconds(seconds))
              : documents.stageFailed}
          </span>
        </li>
      ))}
    </ol>
  );
};
