import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useQueries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { Acts } from '../on-call/acts.tsx';
import { sectionNamed } from '../on-call/runbook.ts';
import { SectionShown } from '../on-call/section.tsx';
import '../../styles/on-call.css';

type HealthShown = Answer<'GET', '/operations/health'>;
type Alert = HealthShown['alerts'][number];

const TONES: Record<HealthShown['overall_status'], Tone> = {
  ...{ healthy: 'good', degraded: 'wait', unhealthy: 'bad' },
};

/** Of whom it is told, the gravest first, as the API has it; null stands for all dealers together. */
const byDealer = (alerts: readonly Alert[]) =>
  [...Map.groupBy(alerts, ({ dealerId }) => dealerId)].map(([dealerId, own]) => ({ dealerId, own }));

const AlertShown = ({ alert: { dealerId, reason, runbook } }: { alert: Alert }) => {
  const { onCall } = useWords();
  const section = sectionNamed(runbook);
  return (
    <li className="stack tight">
      <ReasonShown reason={reason} />
      {dealerId !== null && <Acts dealerId={dealerId} code={reason.code} />}
      {section && (
        <details>
          <summary>{onCall.runbook(section.alarm)}</summary>
          <SectionShown section={section} />
        </details>
      )}
    </li>
  );
};

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
          <AlertShown key={JSON.stringify(alert.reason)} alert={alert} />
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

const STAGE_TONES: Record<string, Tone> = { healthy: 'good', unhealthy: 'bad', idle: 'plain' };

const Stages = ({ stages }: { stages: HealthShown['stage_status'] }) => {
  const { documents, health } = useWords();
  const { number, dollars } = useFigures();
  const percent = (share: number): string => `${number(Math.round(share * 1_000) / 10)} %`;
  const nameOf = (stage: string): string => documents.stages[stage as keyof typeof documents.stages] ?? stage;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="card scrolls" aria-label={health.stages} tabIndex={0}>
      <h2>{health.stages}</h2>
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{health.stage}</th>
            <th scope="col">{health.standing}</th>
            <th scope="col">{health.calls}</th>
            <th scope="col">{health.failed}</th>
            <th scope="col">{health.succeeded}</th>
            <th scope="col">{health.middle}</th>
            <th scope="col">{health.slowest}</th>
            <th scope="col">{documents.cost}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(stages).map(
            ([stage, { status, calls, failed, success_rate, p50, p95, cost_usd }]) => (
              <tr key={stage}>
                <th scope="row">{nameOf(stage)}</th>
                <td>
                  <Badge tone={STAGE_TONES[status] ?? 'plain'}>{health.statuses[status]}</Badge>
                </td>
                <td>{number(calls)}</td>
                <td>{number(failed)}</td>
                <td>{calls === 0 ? '' : percent(success_rate)}</td>
                <td>{calls === 0 ? '' : documents.seconds(p50)}</td>
                <td>{calls === 0 ? '' : documents.seconds(p95)}</td>
                <td>{dollars(cost_usd)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
};

type Provider = HealthShown['providers'][number];

const THERE: Record<Provider['status'], Tone> = {
  ...{ online: 'good', offline: 'bad', idle: 'plain', off: 'plain' },
};

const ProviderRow = ({ provider }: { provider: Provider }) => {
  const { health } = useWords();
  const { minute } = useFigures();
  const { place, name, priority, status, active, lastChecked, detail } = provider;
  return (
    <tr>
      <th scope="row">{health.places[place]}</th>
      <td>{priority}</td>
      <td>
        {name} {active && <span className="quiet">{health.answeredLast}</span>}
      </td>
      <td>
        <Badge tone={THERE[status]}>{health.there[status]}</Badge>
        {detail && (
          <div className="quiet" lang="en">
            {detail}
          </div>
        )}
      </td>
      <td>{lastChecked ? minute(lastChecked) : ''}</td>
    </tr>
  );
};

/** Who is asked first stands first; those that nobody asks are left out. */
const Providers = ({ providers }: { providers: readonly Provider[] }) => {
  const { health } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="card scrolls" aria-label={health.providers} tabIndex={0}>
      <h2>{health.providers}</h2>
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{health.stage}</th>
            <th scope="col">{health.turn}</th>
            <th scope="col">{health.provider}</th>
            <th scope="col">{health.standing}</th>
            <th scope="col">{health.lastAsked}</th>
          </tr>
        </thead>
        <tbody>
          {providers
            .filter(({ status }) => status !== 'off')
            .map((provider) => (
              <ProviderRow key={`${provider.place} ${provider.name}`} provider={provider} />
            ))}
        </tbody>
      </table>
    </section>
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
        {({ alerts, performance_metrics, stage_status, providers }) => (
          <>
            <Alerts alerts={alerts} />
            <Metrics metrics={performance_metrics} />
            <Stages stages={stage_status} />
            <Providers providers={providers} />
          </>
        )}
      </Answered>
    </>
  );
};
