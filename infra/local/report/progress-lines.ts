import type { Execution } from '../machines/journal.ts';
import type { Ended, Progress } from '../machines/progress.ts';
import { dim, say } from './terminal.ts';

interface Reached {
  inbox?: { name: string };
  dealerId?: string;
  counts?: { products: number; published: number; review: number; rejected: number };
  tally?: { processed: number; succeeded: number };
  ending?: { status: string; reason: string } | null;
  outcome?: string | null;
}

const SUBJECT_WIDTH = 34;

const seconds = (value: number) => `${value.toFixed(2)} s`;

const subjectOf = ({ inbox, dealerId = '' }: Reached) => inbox?.name ?? dealerId;

const tallyText = ({ tally }: Reached) => (tally ? `${tally.succeeded} of ${tally.processed}` : '');

/** What a Lambda of the machine answered; other tasks are not worth a line. */
const reachedBy = (output: unknown): Reached | null => {
  const reached = (output as { Payload?: Reached }).Payload;
  return reached && (reached.inbox || reached.dealerId) ? reached : null;
};

const endingText = ({ ending, counts, outcome }: Reached) => {
  if (outcome) return outcome;
  if (!ending) return null;
  const products = counts?.products
    ? ` (${counts.published} published, ${counts.review} in review, ${counts.rejected} rejected)`
    : '';
  return `${ending.status}${products}${ending.reason && !products ? `: ${ending.reason}` : ''}`;
};

const line = (reached: Reached, stage: string, text: string, time: number) =>
  [
    subjectOf(reached).padEnd(SUBJECT_WIDTH),
    stage.toLowerCase().padEnd(9),
    text.padEnd(12),
    dim(seconds(time)),
  ].join('  ');

const sayLeft = (
  _: Execution,
  { state, seconds, output }: { state: string; seconds: number; output: unknown },
) => {
  const reached = reachedBy(output);
  if (reached)
    say(line(reached, state, state === 'Close' ? (endingText(reached) ?? '') : tallyText(reached), seconds));
};

const sayFailed = ({ machine, name }: Execution, { status, error, cause }: Ended) => {
  if (status !== 'SUCCEEDED') say(`${machine} ${name} ${status}: ${error}: ${cause}`);
};

/** Says stage by stage what happens, one plain line each. */
export const showProgress = (progress: Progress): void => {
  progress.on('left', sayLeft);
  progress.on('ended', sayFailed);
};
