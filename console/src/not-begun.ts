import type { Spoken } from './messages/languages.ts';

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), attributes);

/** `fetch` and `import` tell a connection that failed as a `TypeError`. */
const saidOf = (error: unknown, { words: { states } }: Spoken): readonly string[] =>
  error instanceof TypeError ? states.troubles.unreachable : [states.broken, states.brokenToDo];

/** Says that the console could not begin, and loads the page anew for who asks for it; where its words did not come, without them. */
export const showNotBegun = async (error: unknown, asked: Promise<Spoken>): Promise<void> => {
  const spoken = await asked.catch(() => null);
  const [why, whatToDo] = spoken ? saidOf(error, spoken) : [document.title, String(error)];
  const state = element('div', { className: 'state failed', role: 'alert' });
  const again = { className: 'button', type: 'button', onclick: () => location.reload() } as const;
  state.append(
    element('h1', { textContent: why ?? '' }),
    element('p', { textContent: whatToDo ?? '' }),
    element('button', { ...again, textContent: spoken?.words.states.retry ?? '↻' }),
  );
  const main = element('main', { className: 'content' });
  main.append(state);
  document.getElementById('console')?.replaceChildren(main);
};
