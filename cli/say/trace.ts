import type { AdHistory, Place, Trace, TracedField } from '#contracts/shown-ad.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { grid } from './grid.ts';
import { bold, dim, printable, say } from './terminal.ts';

const LONGEST = 90;

const shortened = (text: string): string => {
  const line = printable(text.replaceAll('\n', ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const placeText = ({ document, page, box, cells }: Place): string =>
  cells.length > 0
    ? `${document} ${cells.map(({ address }) => address).join(', ')}`
    : `${document} page ${page} [${box.map(Math.round).join(', ')}]`;

const sayField = ({ tag, value, source, places }: TracedField): void => {
  say(`${bold(tag)}  ${shortened(value)}`);
  if (source) say(dim(`  ← ${printable(source)}`));
  for (const place of places) say(dim(`  ← ${printable(placeText(place))}`));
};

const changed = ({ change, fields }: AdHistory): string =>
  change === 'changed' ? `changed: ${fields.map(({ tag }) => tag).join(', ')}` : change;

/** The trace in words: each field, its value and its places; what it was made from; and its history. */
export const sayTrace = (trace: Trace): void => {
  trace.fields.forEach(sayField);
  say(`\n${bold('Made from')}`);
  for (const line of grid(trace.origins)) say(`  ${printable(line)}`);
  say(`\n${bold('History')}`);
  for (const each of trace.history)
    say(`  version ${each.version}, ${moscowMinute(each.builtAt)}, ${each.status}: ${changed(each)}`);
};
