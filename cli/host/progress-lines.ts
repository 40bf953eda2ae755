import type { Delivery } from '#contracts/delivered.ts';
import type { RunState } from '#contracts/state.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended, Progress } from '#local/machines/progress.ts';
import { sentenceOf } from '#messages/say.ts';
import { dim, printable, say, showLive } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';

/** A Lambda's payload where it is a document's state. */
const documentIn = (input: unknown): string =>
  (input as { Payload?: { inbox?: { name: string } } }).Payload?.inbox?.name ?? '';

/** Shows at the bottom of a terminal which states are at work. */
export const showWorking = (progress: Progress): void => {
  const working = new Map<string, string>();
  const show = () => showLive([...working.values()].map((label) => `… ${label}`).join('  '));
  progress.on('entered', ({ name }, { state, input }) => {
    working.set(name, `${state.toLowerCase()} ${documentIn(input)}`.trim());
    show();
  });
  progress.on('ended', ({ name }) => {
    working.delete(name);
    show();
  });
};

/** A document's state, or a dealer's delivery. */
type Reached = RunState | Delivery;

interface Left {
  state: string;
  seconds: number;
  output: unknown;
}

const SUBJECT_WIDTH = 34;
const STAGE_WIDTH = 9;
const TEXT_WIDTH = 12;

/** What a Lambda of the machine answered; other tasks are not worth a line. */
const reachedBy = (output: unknown): Reached | null => {
  const { Payload: reached } = output as { Payload?: Reached };
  return reached && 'dealerId' in reached ? reached : null;
};

const productsText = ({ published, review, rejected }: RunState['counts']) =>
  `${published} published, ${review} in review, ${rejected} rejected`;

const endingText = ({ ending, counts, kind, cause }: RunState): string => {
  const counted = kind === 'price-list' && counts.products > 0 ? productsText(counts) : '';
  // The counts say already how many wait; a cause says why.
  const isCounted = ending?.reason?.code === 'products-waiting' && !cause;
  const reason = ending?.reason && !isCounted ? sentenceOf(ending.reason) : '';
  return [ending?.status, counted, reason].filter(Boolean).join(': ');
};

const documentText = (state: string, reached: RunState): string =>
  state === 'Close' ? endingText(reached) : `${reached.tally.succeeded} of ${reached.tally.processed}`;

/** Of a batch's thousand documents their endings are enough. */
const isTooMuch = (state: string, reached: Reached): boolean =>
  'batchId' in reached && reached.batchId !== null && state !== 'Close';

const lineOf = ({ state, output, seconds: taken }: Left): string | null => {
  const reached = reachedBy(output);
  if (!reached || isTooMuch(state, reached)) return null;
  const [subject, text] =
    'inbox' in reached
      ? [printable(reached.inbox.name), documentText(state, reached)]
      : [`feed of ${reached.dealerId}`, reached.outcome ?? ''];
  const columns = [
    subject.padEnd(SUBJECT_WIDTH),
    state.toLowerCase().padEnd(STAGE_WIDTH),
    text.padEnd(TEXT_WIDTH),
  ];
  return [...columns, dim(seconds(taken))].join('  ');
};

const sayLeft = (_: Execution, left: Left) => {
  const line = lineOf(left);
  if (line) say(line);
};

const sayFailed = ({ machine, name }: Execution, { status, error, cause }: Ended) => {
  if (status !== 'SUCCEEDED') say(`${machine} ${name} ${status}: ${error}: ${cause}`);
};

/** Says stage by stage what happens, one plain line each, and on a terminal what is at work. */
export const showProgress = (progress: Progress): void => {
  showWorking(progress);
  progress.on('left', sayLeft);
  progress.on('ended', sayFailed);
};
