import text from 'runbook.md?raw';

/** A section of the runbook: its alarm, and its parts by their headings, as plain text. */
export interface Section {
  alarm: string;
  /** One event needs a person now; else it can wait for working hours. */
  isHigh: boolean;
  parts: readonly { heading: string; text: string }[];
  /** The command that rehearses it, where there is one. */
  drill: string | null;
}

const plain = (markdown: string): string => markdown.replaceAll(/[`*]/g, '').trim();

const headed = (markdown: string, mark: string): { heading: string; text: string }[] =>
  markdown
    .split(`\n${mark} `)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { heading: part.slice(0, end).trim(), text: part.slice(end + 1) };
    });

const DRILL = /npx feedwright drill [a-z-]+/;

/** The runbook as it was when the console was built. */
export const RUNBOOK: readonly Section[] = headed(text, '##').map((section) => ({
  alarm: section.heading,
  isHigh: section.text.includes('Severity: high'),
  parts: headed(`\n${section.text}`, '###').map((part) => ({ ...part, text: plain(part.text) })),
  drill: DRILL.exec(section.text)?.[0] ?? null,
}));

/** The alarm that rings on AWS for what a task's reason says. */
const ALARMS: Record<string, string> = {
  'host-refuses': 'dealer-halted',
  'live-url-wrong': 'foreign-bytes',
  'window-missed': 'window-missed',
  'feed-late': 'delivery-late',
  'feed-held': 'feed-held',
  'file-failed': 'execution-failed',
  'file-stuck': 'document-stuck',
  'file-rejected': 'document-not-understood',
  'file-lacks-book': 'document-not-understood',
  'rates-old': 'feed-held',
  'load-failed': 'load-failed',
  'load-file-missing': 'load-failed',
  'load-missed': 'load-missed',
  'fewer-active': 'ads-fewer',
  'verdict-unknown': 'verdict-unread',
};

export const sectionNamed = (name: string | null | undefined): Section | undefined =>
  RUNBOOK.find(({ alarm }) => alarm === name);

export const sectionOf = (code: string): Section | undefined => sectionNamed(ALARMS[code]);
