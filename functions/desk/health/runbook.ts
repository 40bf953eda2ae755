/** Codes of what a person should look at, by the section of the runbook that says what to do: the alarm of the same name. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'stage-success-rate': ['stage-fails'],
  'execution-failed': ['file-failed'],
  'document-stuck': ['file-stuck'],
  'dealer-halted': ['host-refuses'],
  'foreign-bytes': ['live-url-wrong'],
  'window-missed': ['window-missed'],
  'delivery-late': ['feed-late'],
  'feed-held': ['feed-held', 'feed-held-long'],
  'load-failed': ['load-file-missing', 'load-failed', 'copy-differs'],
  'load-missed': ['load-missed', 'load-late'],
  'ads-fewer': ['fewer-active'],
  'ads-refused': ['ads-refused', 'ads-unseen', 'number-shared', 'number-changed'],
  'verdict-unread': ['avito-refuses', 'avito-account-differs', 'avito-silent', 'load-replaced'],
  'service-down': ['service-down'],
  'market-stale': ['market-source-silent'],
  'cost-per-day': ['day-dear'],
  'objective-burns-fast': ['objective-burns'],
};

const BY_CODE = new Map(
  Object.entries(SECTIONS).flatMap(([section, codes]) => codes.map((code) => [code, section] as const)),
);

/** The section of the runbook about something that a person should look at; null where there is none. */
export const runbookSection = (code: string): string | null => BY_CODE.get(code) ?? null;
