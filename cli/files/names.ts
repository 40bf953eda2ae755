import { basename, parse, resolve } from 'node:path';

/** What the results folder holds beside the documents' own folders. */
const TAKEN = ['feed.xml', '.feedwright'];

const numbered = (name: string, number: number) => {
  const { name: stem, ext } = parse(name);
  return number === 1 ? name : `${stem} (${number})${ext}`;
};

/** The files given, each once, in an order that the command line does not change. */
export const distinctPaths = (files: string[]): string[] =>
  [...new Set(files.map((file) => resolve(file)))].sort();

/** A name for each file, also on disks that do not tell cases apart; the first of a name keeps it. */
export const distinctNames = (paths: string[]): Map<string, string> => {
  const taken = new Set(TAKEN);
  const choose = (path: string, number = 1): string => {
    const name = numbered(basename(path).normalize('NFC'), number);
    if (taken.has(name.toLowerCase())) return choose(path, number + 1);
    taken.add(name.toLowerCase());
    return name;
  };
  return new Map(paths.map((path) => [path, choose(path)]));
};
