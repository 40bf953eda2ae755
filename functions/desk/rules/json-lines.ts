/** A step into JSON: a property's name or an element's index. */
export type Path = readonly PropertyKey[];

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

interface Container {
  /** Of the value that stands, or comes, in it now. */
  step: string | number;
  awaitsName: boolean;
}

/** Follows one token; answers the path of the value that begins with it, or null where none does. */
const follow = (open: Container[], token: string): Path | null => {
  const inside = open.at(-1);
  if (inside?.awaitsName && token.startsWith('"')) {
    inside.step = JSON.parse(token);
    inside.awaitsName = false;
    return null;
  }
  if (token === ',' && inside) {
    if (typeof inside.step === 'number') inside.step += 1;
    else inside.awaitsName = true;
  }
  if (token === '}' || token === ']') open.pop();
  if (',:}]'.includes(token)) return null;
  const path = open.map(({ step }) => step);
  if (token === '{') open.push({ step: '', awaitsName: true });
  if (token === '[') open.push({ step: 0, awaitsName: false });
  return path;
};

const keyOf = (path: Path): string => JSON.stringify(path);

/** The line, from 1, on which the value of each path begins. The text must be JSON. */
const linesOf = (text: string): Map<string, number> => {
  const [lines, open] = [new Map<string, number>(), [] as Container[]];
  let [line, end] = [1, 0];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    line += text.slice(end, index).split('\n').length - 1;
    end = index;
    const path = follow(open, token);
    if (path) lines.set(keyOf(path), line);
  }
  return lines;
};

/** The line, from 1, of the value at the path; of what should hold it where it is not there. */
export const lineOf = (text: string, path: Path): number => {
  const lines = linesOf(text);
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
};
