import { Client } from './api/client.ts';
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

const language = languageHere();
const spoken = loadLanguage(language);

/** What is asked for before the page's own code runs: its words, and who looks at it. */
const begin = (settings: Settings) => {
  const api = opened(settings);
  const me = api.then(({ client }) => client.get('/me', {}));
  // Told to who asks for it.
  me.catch(() => {});
  return { language, spoken, api, me };
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
