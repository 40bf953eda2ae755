import type { Report } from '#contracts/report.ts';
import { pluginsBeside } from '#shared/plugins.ts';
import type { ListedProduct } from './listed-products.ts';

/** A file of a report. */
export interface ReportFile {
  /** Its ending, such as `csv`: the name before it is the report's. */
  ending: string;
  text: string;
  mediaType: string;
}

/** What a report is made of: the program's own report, and every row of the lists with all that was made of it. */
export interface Reported {
  dealerId: string;
  report: Report;
  products: readonly ListedProduct[];
}

/** A report of one's own: written beside the program's whenever that is. */
export interface ReportKind {
  name: string;
  write(reported: Reported): ReportFile;
}

/** Reports of a run lie beside its artefacts: one of such a name would be written over the list itself. */
const TAKEN = /^(?:report|run|extracted|matched|validated|catalogue|printed|stock|recogni[sz]ed)(?:-|$)/;

/** The reports of plug-ins, in the configuration's order. */
export const REPORT_KINDS: readonly ReportKind[] = pluginsBeside<ReportKind>('report', (name) =>
  TAKEN.test(name),
);
