/** The way of the data, in order: the folders of `functions`, the functions deployed, the rows of every report. */
export const STAGES = ['intake', 'extract', 'match', 'validate', 'generate', 'deliver'] as const;
export type Stage = (typeof STAGES)[number];

/** What the machines call beside the stages; each is a file of `functions/operations` or a folder of its own. */
export const OPERATIONS = ['catalogue', 'refresh', 'close', 'close-failed'] as const;
export type Operation = (typeof OPERATIONS)[number];
