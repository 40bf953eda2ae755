import { Client } from './api/client.ts';
import { languageHere, loadLanguage } from './messages/languages.ts';
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

/** What is asked for before the page's own code runs: its words, and who looks at it. */
const begin = (settings: Settings) => {
  const language = languageHere();
  const api = opened(settings);
  const me = api.then(({ client }) => client.get('/me', {}));
  // Told to who asks for it.
  me.catch(() => {});
  return { language, spoken: loadLanguage(language), api, me };
};
export type Begun = ReturnType<typeof begin>;

showTheme(themeHere());
const begun = begin(await readSettings());
const { show } = await import('./main.tsx');
await show(begun);
