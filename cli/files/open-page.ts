import { spawn } from 'node:child_process';

/** What opens a file as a person would, by the platform. */
const OPENERS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'open',
  win32: 'explorer',
  linux: 'xdg-open',
};

/** Without a screen an opener takes the terminal for a browser of text. */
const hasScreen = ({ DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean =>
  process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);

/** Opens a page in the browser where a person sits at a terminal; answers whether that was tried with success. */
export const openPage = async (path: string): Promise<boolean> => {
  const opener = OPENERS[process.platform];
  if (!opener || !process.stdout.isTTY || !hasScreen(process.env)) return false;
  const child = spawn(opener, [path], { detached: true, stdio: 'ignore' });
  child.unref();
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true)).once('error', () => resolve(false));
  });
};
