import { ENVIRONMENTS, settingsOf } from '../../infra/settings.ts';
import type { Limits } from '../reading/reading-thread.ts';

/** An environment's own limits for alarms; those of production for this machine. */
export const alarmLimits = (target: string) =>
  settingsOf(ENVIRONMENTS.find((name) => target.endsWith(name)) ?? 'prod').alarms;

/** How long reading a file may take here: as long as the stages have. */
export const stageLimits = (): Limits => {
  const { functions } = settingsOf('prod');
  return {
    inspecting: functions.intake.timeoutSeconds,
    reading: functions.extract.timeoutSeconds,
    recognizing: functions['read-pages'].timeoutSeconds,
    drawing: functions.extract.timeoutSeconds,
  };
};
