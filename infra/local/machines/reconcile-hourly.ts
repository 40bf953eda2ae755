import { reconcile } from '#functions/operations/reconcile/reconcile.ts';
import type { Ports } from '#shared/ports.ts';

const HOUR_MS = 60 * 60_000;

/** Looks for what was lost now, since the last host may have been killed, and every hour; what it finds is logged. */
export const reconcileHourly = (ports: Ports) => {
  const look = async () => {
    for (const found of await reconcile(ports)) console.warn('reconciled', found);
  };
  const lookOrLog = () => void look().catch(console.error);
  lookOrLog();
  const timer = setInterval(lookOrLog, HOUR_MS);
  return { stop: () => clearInterval(timer) };
};
