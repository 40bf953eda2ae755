import { Duration, TimeZone } from 'aws-cdk-lib';
import {
  ContextAttribute,
  type CronOptionsWithTimezone,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { DeliveryRequest, WindowCheckRequest } from '#contracts/delivered.ts';
import type { NoticeRequest } from '#contracts/notice.ts';
import type { VerdictRequest } from '#contracts/verdict.ts';
import type { Settings } from './settings.ts';

/** A daily or hourly start of a machine. */
interface Appointment {
  id: string;
  description: string;
  mode: DeliveryRequest['mode'] | WindowCheckRequest['mode'] | NoticeRequest['mode'] | VerdictRequest['mode'];
  /** Without an hour: every hour. */
  time: Pick<CronOptionsWithTimezone, 'hour' | 'minute'>;
}

const MINUTES_PER_DAY = 24 * 60;

const minutesOf = (timeOfDay: string): number => {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
};

const before = (window: string, minutes: number): Appointment['time'] => {
  const start = (minutesOf(window) - minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return { hour: String(Math.floor(start / 60)), minute: String(start % 60) };
};

const ofWindow =
  ({ leadMinutes, checkLeadMinutes }: Settings['windows']) =>
  (window: string): Appointment[] => [
    {
      id: `Deliver${window.replace(':', '')}`,
      description: `Delivery for the window that opens at ${window}`,
      mode: 'deliver',
      time: before(window, leadMinutes),
    },
    {
      id: `Verify${window.replace(':', '')}`,
      description: `Check of the public URLs as the window of ${window} opens`,
      mode: 'verify',
      time: before(window, checkLeadMinutes),
    },
  ];

const SWEEP: Appointment = {
  id: 'Sweep',
  description: 'Dealers with windows of their own, and deliveries that are queued',
  mode: 'deliver',
  time: { minute: '0' },
};

/** Two minutes after each full hour: by then the opening checks of windows at the full hour have their receipts. */
const CHECK: Appointment = {
  id: 'Check',
  description: 'Looks back at the windows of the last hour',
  mode: 'check',
  time: { minute: '2' },
};

/** Two hours ahead of windows at the full hour; of others, between one and two. */
const REMIND: Appointment = {
  id: 'Remind',
  description: 'Tells dealers what waits before a window that opens within two hours',
  mode: 'remind',
  time: { minute: '0' },
};

/** Loads begin in the hour that a window opens, at a minute that nobody knows; what broke off is taken up by the next. */
const JUDGE: Appointment = {
  id: 'Judge',
  description: 'Reads what the marketplace made of the feeds of the windows that have opened',
  mode: 'judge',
  time: { minute: '5' },
};

interface SchedulesProps {
  windows: Settings['windows'];
  delivery: StateMachine;
  verdict: StateMachine;
  undelivered: IQueue;
}

/**
 * The day of the delivery machine: two starts a window, the hourly sweep, the look back and the look ahead; and the hourly
 * reading of verdicts.
 */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { windows } = props;
    for (const appointment of [...windows.opensAt.flatMap(ofWindow(windows)), SWEEP, CHECK, REMIND])
      this.schedule(appointment, props.delivery, props);
    this.schedule(JUDGE, props.verdict, props);
  }

  private schedule(
    appointment: Appointment,
    machine: StateMachine,
    { windows, undelivered }: SchedulesProps,
  ): void {
    const { id, description, mode, time } = appointment;
    new Schedule(this, id, {
      description,
      schedule: ScheduleExpression.cron({ ...time, timeZone: TimeZone.of(windows.timeZone) }),
      target: new StepFunctionsStartExecution(machine, {
        input: ScheduleTargetInput.fromObject({ at: ContextAttribute.scheduledTime, mode }),
        deadLetterQueue: undelivered,
        // A start that is later than this has missed its window; the hourly sweep brings what is queued.
        maxEventAge: Duration.minutes(windows.leadMinutes),
      }),
    });
  }
}
