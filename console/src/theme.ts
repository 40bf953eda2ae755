import { keep, keptAt } from './kept.ts';

const KEPT = 'feedwright-theme';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isKnown = (name: string | null): name is Theme => THEMES.some((theme) => theme === name);

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** As it was chosen here, else as the system has it. */
export const themeHere = (): Theme => {
  const kept = keptAt(KEPT);
  return isKnown(kept) ? kept : 'system';
};

/** Shows everything in a theme, and keeps the choice. */
export const showTheme = (theme: Theme): void => {
  keep(KEPT, theme);
  document.documentElement.dataset.theme = theme === 'system' ? (DARK.matches ? 'dark' : 'light') : theme;
};

DARK.addEventListener('change', () => showTheme(themeHere()));
