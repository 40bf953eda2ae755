import type { Delivery } from '#contracts/delivered.ts';
import type { RunState } from '#contracts/state.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended, Progress } from '#local/machines/progress.ts';
import { sentenceOf } from '#messages/say.ts';
import { sayGrid } from '../say/grid.ts';
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
const SHORT_WIDTH = 26;
const STAGE_WIDTH = 9;
const TEXT_WIDTH = 12;

/** What a Lambda of the machine answered; other tasks are not worth a line. */
const reachedBy = (output: unknown): Reached | null => {
  const { Payload: reached } = output as { Payload?: Reached };
  return reached && 'dealerId' in reached ? reached : null;
};

const productsText = ({ published, review, rejected }: RunState['counts']) =>
  [`${published} published`, review > 0 && `${review} in review`, rejected > 0 && `${rejected} rejected`]
    .filter(Boolean)
    .join(', ');

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

/** What is told of a stage that has ended. */
interface Reported {
  subject: string;
  state: string;
  text: string;
  time: string;
}

const reportOf = ({ state, output, seconds: taken }: Left): Reported | null => {
  const reached = reachedBy(output);
  if (!reached || isTooMuch(state, reached)) return null;
  const [subject, text] =
    'inbox' in reached
      ? [printable(reached.inbox.name), documentText(state, reached)]
      : [`feed of ${reached.dealerId}`, reached.outcome ?? ''];
  return { subject, state: state.toLowerCase(), text, time: dim(seconds(taken)) };
};

/** How a document or a delivery ended. A terminal keeps no more: which stage is at work its last line says. */
const ENDS = ['close', 'receipt'];

/** For logs, which have no last line: each stage. */
const sayStage = ({ subject, state, text, time }: Reported): void =>
  say([subject.padEnd(SUBJECT_WIDTH), state.padEnd(STAGE_WIDTH), text.padEnd(TEXT_WIDTH), time].join('  '));

/** On a terminal: an ending, unless it is the same again, as of a list that was matched anew for nothing. */
const endingTeller = () => {
  const told = new Map<string, string>();
  return ({ subject, state, text }: Reported): void => {
    if (!ENDS.includes(state) || told.get(subject) === text) return;
    told.set(subject, text);
    sayGrid([[subject.padEnd(SHORT_WIDTH), text]]);
  };
};

const sayFailed = ({ machine, name }: Execution, { status, error, cause }: Ended) => {
  if (status !== 'SUCCEEDED') say(`${machine} ${name} ${status}: ${error}: ${cause}`);
};

/** Says what happens: on a terminal what is at work and how it ended, in a log a plain line for each stage. */
export const showProgress = (progress: Progress): void => {
  showWorking(progress);
  const sayEnding = endingTeller();
  progress.on('left', (_, left) => {
    const report = reportOf(left);
    if (report) (process.stdout.isTTY ? sayEnding : sayStage)(report);
  });
  progress.on('ended', sayFailed);
};
