import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { refresh } from './refresh.ts';

/**
 * The catalogue machine's last step: a spec book has come, so the dealer's lists are matched again. All of
 * them, since a book also lends values of the same engine to other brands and years.
 */
export const handler = instrument('refresh', {
  event: RunState,
  result: RunState,
  run: async (state, ports) => {
    const { dealerId, runId } = state;
    await refresh({ dealerId, from: 'match', cause: `spec book ${runId}` }, ports);
    return state;
  },
});
