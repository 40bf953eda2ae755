import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { sectionNamed } from '../on-call/runbook.ts';
import { Rings } from '../on-call/section.tsx';
import '../../styles/on-call.css';

type HealthShown = Answer<'GET', '/operations/health'>;
type Alert = HealthShown['alerts'][number];

const TONES: Record<HealthShown['overall_status'], Tone> = {
  ...{ healthy: 'good', degraded: 'wait', unhealthy: 'bad' },
};

/** Of whom it is told, the gravest first, as the API has it; null stands for all dealers together. */
const byDealer = (alerts: readonly Alert[]) =>
  [...Map.groupBy(alerts, ({ dealerId }) => dealerId)].map(([dealerId, own]) => ({ dealerId, own }));

const Alerts = ({ alerts }: { alerts: readonly Alert[] }) => {
  const { health } = useWords();
  if (alerts.length === 0) return <Empty>{health.allWell}</Empty>;
  return byDealer(alerts).map(({ dealerId, own }) => (
    <section key={dealerId} className="card">
      <h2>
        {dealerId === null ? (
          health.ofAll
        ) : (
          <Link to="/dealers/$dealerId" params={{ dealerId }}>
            {dealerId}
          </Link>
        )}
      </h2>
      <ul className="stack">
        {own.map((alert) => (
          <li key={JSON.stringify(alert.reason)} className="stack tight">
            <Rings dealerId={dealerId} reason={alert.reason} section={sectionNamed(alert.runbook)} />
          </li>
        ))}
      </ul>
    </section>
  ));
};

const Metrics = ({ metrics }: { metrics: HealthShown['performance_metrics'] }) => {
  const { health } = useWords();
  const { number, dollars } = useFigures();
  const named = Object.entries(health.metrics).filter(([name]) => metrics[name] !== undefined);
  return (
    <section className="card">
      <h2>{health.standings}</h2>
      <dl className="facts">
        {named.map(([name, called]) => (
          <div key={name}>
            <dt>{called}</dt>
            <dd className="figures">
              {name === 'cost_usd' ? dollars(metrics[name] ?? 0) : number(Math.round(metrics[name] ?? 0))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const TableCard = (table: ComponentProps<typeof PlainTable>) => (
  <section className="card">
    <h2>{table.title}</h2>
    <PlainTable {...table} />
  </section>
);

/** Whose files wait since others have their turn; nothing is wrong by that. */
const Waiting = ({ waiting }: { waiting: HealthShown['waiting'] }) => {
  const { health } = useWords();
  const { number, minute } = useFigures();
  if (waiting.length === 0) return null;
  return (
    <TableCard
      title={health.waiting}
      headings={[health.dealer, health.files, health.firstCame]}
      rows={waiting.map(({ dealerId, files, since }) => ({
        key: dealerId,
        cells: [
          <Link key="dealer" to="/dealers/$dealerId" params={{ dealerId }}>
            {dealerId}
          </Link>,
          number(files),
          minute(since),
        ],
      }))}
    />
  );
};

const STAGE_TONES: Record<string, Tone> = { healthy: 'good', unhealthy: 'bad', idle: 'plain' };

const Stages = ({ stages }: { stages: HealthShown['stage_status'] }) => {
  const { documents, health } = useWords();
  const { number, dollars } = useFigures();
  const percent = (share: number): string => `${number(Math.round(share * 1_000) / 10)}\u00A0%`;
  const nameOf = (stage: string): string => documents.stages[stage as keyof typeof documents.stages] ?? stage;
  return (
    <TableCard
      title={health.stages}
      headings={[
        ...[health.stage, health.standing, health.calls, health.failed, health.succeeded],
        ...[health.middle, health.slowest, documents.cost],
      ]}
      rows={Object.entries(stages).map(
        ([stage, { status, calls, failed, success_rate, p50, p95, cost_usd }]) => ({
          key: stage,
          cells: [
            nameOf(stage),
            <Badge key="status" tone={STAGE_TONES[status] ?? 'plain'}>
              {health.statuses[status]}
            </Badge>,
            ...[number(calls), number(failed)],
            ...(calls === 0
              ? ['', '', '']
              : [percent(success_rate), documents.seconds(p50), documents.seconds(p95)]),
            dollars(cost_usd),
          ],
        }),
      )}
    />
  );
};

type Objective = HealthShown['objectives'][number];

const toneOf = ({ all, left }: Objective): Tone => {
  if (all === 0) return 'plain';
  return left < 0 ? 'bad' : left < 0.25 ? 'wait' : 'good';
};

/** What is promised, how it was kept, and how much may still go wrong. */
const Objectives = ({ objectives }: { objectives: readonly Objective[] }) => {
  const { documents, health } = useWords();
  const { number } = useFigures();
  const percent = (share: number): string => `${number(Math.round(share * 10_000) / 100)}\u00A0%`;
  const time = (seconds: number): string =>
    seconds < 1 ? health.milliseconds(Math.round(seconds * 1000)) : documents.seconds(Math.round(seconds));
  return (
    <TableCard
      title={health.objectives}
      headings={[
        ...[health.objective, health.toBe, health.kept, health.ofAllTimes],
        ...[health.slowestTwentieth, health.mayFail],
      ]}
      rows={objectives.map((objective) => {
        const { name, target, all, share, p95, left } = objective;
        return {
          key: name,
          cells: [
            ...[health.objectiveNames[name], percent(target), share === null ? '' : percent(share)],
            ...[number(all), p95 === null ? '' : time(p95)],
            <Badge key="left" tone={toneOf(objective)}>
              {all === 0 ? '–' : percent(Math.max(0, left))}
            </Badge>,
          ],
        };
      })}
    />
  );
};

type Provider = HealthShown['providers'][number];

const THERE: Record<Provider['status'], Tone> = {
  ...{ online: 'good', offline: 'bad', idle: 'plain', off: 'plain' },
};

const ProviderStands = ({ provider: { status, detail } }: { provider: Provider }) => {
  const { health } = useWords();
  return (
    <>
      <Badge tone={THERE[status]}>{health.there[status]}</Badge>
      {detail && (
        <div className="quiet" lang="en">
          {detail}
        </div>
      )}
    </>
  );
};

/** Who is asked first stands first; those that nobody asks are left out. */
const Providers = ({ providers }: { providers: readonly Provider[] }) => {
  const { health } = useWords();
  const { minute } = useFigures();
  const asked = providers.filter(({ status }) => status !== 'off');
  return (
    <TableCard
      title={health.providers}
      headings={[health.stage, health.turn, health.provider, health.standing, health.lastAsked]}
      rows={asked.map((provider) => {
        const { place, name, priority, active, lastChecked } = provider;
        return {
          key: `${place} ${name}`,
          cells: [
            ...[health.places[place], priority, active ? `${name} (${health.answeredLast})` : name],
            <ProviderStands key="stands" provider={provider} />,
            lastChecked && minute(lastChecked),
          ],
        };
      })}
    />
  );
};

const AGAIN_MS = 60_000;

/** How the pipeline does: what is unhealthy, at whom, and what to do about it. */
export const Health = () => {
  const { answer } = useQueries();
  const { health, shell } = useWords();
  const asked = useQuery({ ...answer('/operations/health', {}), refetchInterval: AGAIN_MS });
  return (
    <>
      <div className="screen-head">
        <h1>{shell.health}</h1>
        {asked.data && (
          <Badge tone={TONES[asked.data.overall_status]}>{health.overall[asked.data.overall_status]}</Badge>
        )}
      </div>
      <Answered asked={asked}>
        {({ alerts, performance_metrics, objectives, stage_status, waiting, providers }) => (
          <>
            <Alerts alerts={alerts} />
            <Metrics metrics={performance_metrics} />
            <Waiting waiting={waiting} />
            <Objectives objectives={objectives} />
            <Stages stages={stage_status} />
            <Providers providers={providers} />
          </>
        )}
      </Answered>
    </>
  );
};
