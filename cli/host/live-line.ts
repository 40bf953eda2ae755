import type { Progress } from '#local/machines/progress.ts';
import { showLive } from '../say/terminal.ts';

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
