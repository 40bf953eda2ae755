import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { refresh } from './refresh.ts';

/** The catalogue machine's last step: a spec book has come, so its brand's lists are matched again. */
export const handler = instrument('refresh', {
  event: RunState,
  result: RunState,
  run: async (state, ports) => {
    const { dealerId, lists, runId } = state;
    await refresh({ dealerId, lists, from: 'match', cause: `spec book ${runId}` }, ports);
    return state;
  },
});
