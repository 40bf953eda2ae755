/** The largest file of each kind that is read, in megabytes (S0, C18): text in columns is the largest for what it says. */
export const MOST_MEGABYTES = { pdf: 50, workbook: 20, text: 100 } as const;

export const MEGABYTE = 1024 * 1024;
