/** PDF text rendering modes (ISO 32000-2, table 104). */
export const STROKED_MODE = 1;
/** Neither filled nor stroked: text for searching behind a scan, or a clip. */
export const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);

/** What fonts of bold weight are called. */
export const BOLD_NAME = /bold|black|heavy|demi/i;
