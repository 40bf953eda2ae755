import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useApi } from '../api/context.tsx';
import { useSpeech, useWords } from '../messages/language.tsx';
import { LANGUAGES } from '../messages/languages.ts';
import { useNotices } from '../parts/notices.tsx';
import { showTheme, THEMES, type Theme, themeHere } from '../theme.ts';
import { useMay } from './may.ts';
import { useMe } from './me.ts';
import { DEALER_SECTIONS, OVERALL_SECTIONS, type Section } from './sections.ts';

const Sections = ({ sections, dealerId }: { sections: readonly Section[]; dealerId?: string }) => {
  const { shell } = useWords();
  const may = useMay();
  const open = sections.filter(({ needs }) => !needs || may(needs, dealerId ?? null));
  return (
    <ul>
      {open.map(({ to, name, isExact = false }) => (
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
  const { fail } = useNotices();
  return (
    <label>
      <span className="unseen">{words.shell.language}</span>
      <select className="input" value={language} onChange={({ target }) => speak(target.value).catch(fail)}>
        {LANGUAGES.map(([code, name]) => (
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

/** On a narrow screen the sections stand behind one button; it closes when one of them was gone to. */
const useMenu = () => {
  const { pathname } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going elsewhere is what closes it
  useEffect(() => setIsOpen(false), [pathname]);
  return { isOpen, turn: () => setIsOpen((before) => !before) };
};

/** Out of the way of whoever is at work for one dealer. */
const Overall = () => {
  const { shell } = useWords();
  return (
    <details>
      <summary className="dealer-name">{shell.overall}</summary>
      <Sections sections={OVERALL_SECTIONS} />
    </details>
  );
};

/** Where one can go: a dealer's sections, and for who keeps the installation those of all. */
export const Side = ({ dealerId }: { dealerId: string | undefined }) => {
  const { shell } = useWords();
  const { session } = useApi();
  const { data: me } = useMe();
  const { signOut } = session;
  const menu = useMenu();
  const menuId = useId();
  return (
    <header className={menu.isOpen ? 'side open' : 'side'}>
      <Link to="/" className="brand">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" />
        Feedwright
      </Link>
      <button
        type="button"
        className="button menu"
        aria-expanded={menu.isOpen}
        aria-controls={menuId}
        onClick={menu.turn}
      >
        {shell.sections}
      </button>
      <nav id={menuId} aria-label={shell.sections} className="stack">
        {dealerId !== undefined && (
          <div>
            <p className="dealer-name">{dealerId}</p>
            <Sections sections={DEALER_SECTIONS} dealerId={dealerId} />
          </div>
        )}
        {me?.overall && (dealerId === undefined ? <Sections sections={OVERALL_SECTIONS} /> : <Overall />)}
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
