/** PDF text rendering modes (ISO 32000-2, table 104). */
export const STROKED_MODE = 1;
/** What is painted next shows through the letters alone. */
export const CLIP_MODE = 7;
/** Neither filled nor stroked: text for searching behind a scan, or a clip. */
export const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, CLIP_MODE]);

/** What fonts of bold weight are called. */
export const BOLD_NAME = /bold|black|heavy|demi/i;
