import * as z from 'zod';
import type { AskedOfYear, Report } from '#contracts/report.ts';
import {
  keepReport,
  type ReportedLists,
  reportOn,
  type WrittenReport,
} from '#functions/reports/keep-report.ts';
import { findRun, loadLists, type ReportPorts } from '#functions/reports/load-run.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { listAsked } from '../questions/given.ts';
import { Refusal } from '../refusal.ts';

/** A dealer's id or a run's; the only dealer that has a list in force where none is named. */
export const ReportOn = z.strictObject({ name: z.string().optional() });

/** What a dealer's id or a run's stands for. Throws `Refusal` where it stands for nothing. */
export const listsNamed = async (name: string, ports: ReportPorts): Promise<ReportedLists> => {
  if (await ports.table.dealers.get({ dealerId: name })) {
    const runs = await loadLists(name, ports);
    if (runs.length > 0) return { dealerId: name, runId: null, runs };
    throw new Refusal(reason('list-missing', { dealerId: name }));
  }
  const run = await findRun(name, ports);
  if (run) return { dealerId: run.document.dealerId, runId: run.runId, runs: [run] };
  throw new Refusal(reason('name-unknown', { name }));
};

/** The report on a dealer's lists in force; nothing of it is kept. Throws `Refusal` where it has none. */
export const showReport = async (dealerId: string, ports: Ports): Promise<Report> => {
  const lists = await listsNamed(dealerId, ports);
  return reportOn({ ...lists, asked: (await listAsked(dealerId, ports)).years }, ports);
};

const onlyDealer = async ({ table }: ReportPorts): Promise<string> => {
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const lists = await Promise.all(dealers.map(({ dealerId }) => table.lists.query({ dealerId })));
  const ids = dealers.map(({ dealerId }) => dealerId).filter((_, at) => (lists[at] ?? []).length > 0);
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  throw new Refusal(reason('name-missing', { dealers: ids }));
};

/**
 * Reports on a dealer's lists or a run's, and keeps that; `name` is what was reported on, `asked` how much was asked about
 * each model year of a dealer: what is known leaves less to ask. Throws `Refusal`.
 */
export const report = async (
  { name }: z.infer<typeof ReportOn>,
  ports: Ports,
): Promise<WrittenReport & { name: string; asked: AskedOfYear[] }> => {
  const lists = await listsNamed(name ?? (await onlyDealer(ports)), ports);
  const asked = lists.runId === null ? (await listAsked(lists.dealerId, ports)).years : [];
  return { name: lists.runId ?? lists.dealerId, asked, ...(await keepReport({ ...lists, asked }, ports)) };
};
