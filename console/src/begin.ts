import { Client, PAGE_ITEMS } from './api/client.ts';
import { languageHere, loadLanguage } from './messages/languages.ts';
import { showNotBegun } from './not-begun.ts';
import { openSession, readSettings, type Settings } from './session/session.ts';
import { showTheme, themeHere } from './theme.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/shell.css';

const opened = async (settings: Settings) => {
  const session = await openSession(settings);
  return { session, client: new Client(settings.api, session) };
};

const DEALERS_TODAY = /^dealers\/([\w-]+)\/?$/;

/** Asks who looks at the page, and for what most people see first. */
const askEarly = async ({ client }: Awaited<ReturnType<typeof opened>>): Promise<void> => {
  const screen = location.pathname.slice(import.meta.env.BASE_URL.length);
  const dealerId = DEALERS_TODAY.exec(screen)?.[1];
  if (dealerId) void client.early('/dealers/{dealerId}/today', { dealerId });
  const { overall } = await client.early('/me', {});
  if (overall && screen === '') void client.early('/today', { limit: PAGE_ITEMS });
};

const language = languageHere();
const spoken = loadLanguage(language);

/** What is asked for before the page's own code runs: its words, and who looks at it. */
const begin = (settings: Settings) => {
  const api = opened(settings);
  // What comes of it is told to the screen that takes it.
  api.then(askEarly).catch(() => {});
  return { language, spoken, api };
};
export type Begun = ReturnType<typeof begin>;

showTheme(themeHere());
try {
  const begun = begin(await readSettings());
  const { show } = await import('./main.tsx');
  await show(begun);
} catch (error) {
  await showNotBegun(error, spoken);
}
