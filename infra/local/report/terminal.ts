import { styleText } from 'node:util';

/** What people read; colours only where a terminal shows them. */
export const say = (text = ''): void => void process.stdout.write(`${text}\n`);

export const bold = (text: string): string => styleText('bold', text);
export const dim = (text: string): string => styleText('dim', text);
