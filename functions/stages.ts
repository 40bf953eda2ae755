/** The way of the data, in order: the folders of `functions`, the functions deployed, the rows of every report. */
export const STAGES = ['intake', 'extract', 'match', 'validate', 'generate', 'deliver'] as const;
export type Stage = (typeof STAGES)[number];
