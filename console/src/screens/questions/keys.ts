import { useEffect, useRef } from 'react';
import type { Words } from '../../messages/language.tsx';

type Act = keyof Words['questions']['keys'];

/** What a key does; `option` is told which number it was. */
export type Acts = Readonly<Record<Act, (number: number) => unknown>>;

/** All keys, in the order in which help lists them. */
export const KEYS: readonly { keys: readonly string[]; act: Act }[] = [
  { keys: ['j'], act: 'next' },
  { keys: ['k'], act: 'previous' },
  { keys: ['J'], act: 'nextMachine' },
  { keys: ['K'], act: 'previousMachine' },
  { keys: [' '], act: 'check' },
  { keys: ['a'], act: 'accept' },
  { keys: ['e'], act: 'edit' },
  { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], act: 'option' },
  { keys: ['r'], act: 'keepOut' },
  { keys: ['s'], act: 'skip' },
  { keys: ['u'], act: 'undo' },
  { keys: ['p'], act: 'preview' },
  { keys: ['/'], act: 'find' },
  { keys: ['?'], act: 'help' },
];

const ACT_OF = new Map(KEYS.flatMap(({ keys, act }) => keys.map((key) => [key, act] as const)));

const TYPED_IN = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])';
const PRESSED = 'button, a, summary, input, [role="button"]';

const PRINTED: Readonly<Record<string, [plain: string, shifted: string]>> = { Slash: ['/', '?'] };

/** The key as a Latin keyboard has it: of a Russian one "о" is the J. */
const latin = ({ key, code, shiftKey }: KeyboardEvent): string => {
  if (ACT_OF.has(key)) return key;
  const [plain, shifted] = PRINTED[code] ?? [/^Key(.)$/.exec(code)?.[1]?.toLowerCase() ?? '', ''];
  return shiftKey ? shifted || plain.toUpperCase() : plain;
};

const isOurs = (event: KeyboardEvent): boolean => {
  const { target, ctrlKey, metaKey, altKey, defaultPrevented, key } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented || !(target instanceof Element)) return false;
  if (target.closest(TYPED_IN) || document.querySelector('dialog[open]')) return false;
  // What is pressed by the space bar is pressed, whatever else the key means here.
  return key !== ' ' || !target.closest(PRESSED);
};

/** Out of what somebody types in: back to where keys have a meaning. */
const isLeaving = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Escape' && target instanceof Element && target.matches(TYPED_IN) && !target.closest('dialog');

/** Has keys do what they mean here, never while somebody types; Escape ends that. */
export const useKeys = (acts: Acts, leave: () => void): void => {
  const now = useRef({ acts, leave });
  now.current = { acts, leave };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isLeaving(event)) {
        event.preventDefault();
        now.current.leave();
      }
      if (!isOurs(event)) return;
      const key = latin(event);
      const act = ACT_OF.get(key);
      if (!act) return;
      event.preventDefault();
      now.current.acts[act](Number(key));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
};
