import type { Refreshed } from '#desk/reference/reference.ts';
import { bold, printable, say } from './terminal.ts';

const sayNames = (heading: string, sign: string, names: string[]): void => {
  if (names.length === 0) return;
  say(bold(`${heading}: ${names.length}`));
  for (const name of names) say(`  ${sign} ${JSON.stringify(printable(name))}`);
};

/** What differs between two snapshots, and whether anything does. */
export const sayDifference = ({
  namesAdded,
  namesRemoved,
  fields,
}: NonNullable<Refreshed['difference']>): void => {
  sayNames('Model names added', '+', namesAdded);
  sayNames('Model names removed', '-', namesRemoved);
  if (fields.length > 0) say(bold(`Fields changed: ${fields.length}`));
  for (const { tag, changes } of fields)
    for (const change of changes) say(`  ${printable(tag)} ${printable(change)}`);
  if (namesAdded.length + namesRemoved.length + fields.length === 0) say('Nothing differs.');
};
