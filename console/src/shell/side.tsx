import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/context.tsx';
import { LANGUAGES, type Language, useSpeech, useWords } from '../messages/language.tsx';
import { showTheme, THEMES, type Theme, themeHere } from '../theme.ts';
import { useMe } from './me.ts';
import { DEALER_SECTIONS, OVERALL_SECTIONS, type Section } from './sections.ts';

const Sections = ({ sections, dealerId }: { sections: readonly Section[]; dealerId?: string }) => {
  const { shell } = useWords();
  return (
    <ul>
      {sections.map(({ to, name, isExact = false }) => (
        <li key={to}>
          <Link
            to={to}
            params={dealerId === undefined ? {} : { dealerId }}
            activeOptions={{ exact: isExact, includeSearch: false }}
          >
            {shell[name]}
          </Link>
        </li>
      ))}
    </ul>
  );
};

const LanguageChoice = () => {
  const { language, speak, words } = useSpeech();
  return (
    <label>
      <span className="unseen">{words.shell.language}</span>
      <select className="input" value={language} onChange={({ target }) => speak(target.value as Language)}>
        {Object.entries(LANGUAGES).map(([code, { name }]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};

const ThemeChoice = () => {
  const { shell } = useWords();
  const [theme, setTheme] = useState(themeHere);
  const names: Record<Theme, string> = { system: shell.asSystem, light: shell.light, dark: shell.dark };
  const choose = (next: Theme) => {
    setTheme(next);
    showTheme(next);
  };
  return (
    <label>
      <span className="unseen">{shell.theme}</span>
      <select className="input" value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </label>
  );
};

/** Where one can go: a dealer's sections, and for who keeps the installation those of all. */
export const Side = ({ dealerId }: { dealerId: string | undefined }) => {
  const { shell } = useWords();
  const { session } = useApi();
  const { data: me } = useMe();
  const { signOut } = session;
  return (
    <header className="side">
      <Link to="/" className="brand">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" />
        Feedwright
      </Link>
      <nav aria-label={shell.sections} className="stack">
        {dealerId !== undefined && (
          <div>
            <p className="dealer-name">{dealerId}</p>
            <Sections sections={DEALER_SECTIONS} dealerId={dealerId} />
          </div>
        )}
        {me?.overall && <Sections sections={OVERALL_SECTIONS} />}
      </nav>
      <div className="foot">
        <span className="zone">{shell.moscowTime}</span>
        <LanguageChoice />
        <ThemeChoice />
        {signOut && (
          <button type="button" className="button" onClick={() => void signOut()}>
            {shell.signOut}
          </button>
        )}
      </div>
    </header>
  );
};
