import { SaxesParser } from 'saxes';

/** What one element of a feed must be: more than this may not stand in it. */
export interface ElementRule {
  /** Forms of its attributes; one whose name ends in "?" may be absent. */
  attributes?: Readonly<Record<string, RegExp>>;
  /** What may stand in it, and how often at least and at most. */
  children?: Readonly<Record<string, readonly [least: number, most: number]>>;
  /** The form of its text; it holds none where that is absent. */
  text?: RegExp;
  /** Its text is the `id` of an element of this name, which stands before it. */
  refersTo?: string;
  /** No other element of its name has its `id`. */
  unique?: true;
}

/** A feed as a whole, by the marketplace's own description of it. */
export interface Structure {
  root: string;
  elements: Readonly<Record<string, ElementRule>>;
}

interface Open {
  name: string;
  rule: ElementRule;
  children: Map<string, number>;
  text: string;
}

/** Enough to see what is wrong. */
const MOST_FAULTS = 20;
const LONGEST_QUOTED = 60;

const quoted = (text: string): string => JSON.stringify(text.slice(0, LONGEST_QUOTED));

/** Holds a parser's events against a structure. */
class Checker {
  readonly faults: string[] = [];
  readonly #structure: Structure;
  readonly #open: Open[] = [];
  readonly #ids = new Map<string, Set<string>>();

  constructor(structure: Structure) {
    this.#structure = structure;
  }

  get isDone(): boolean {
    return this.faults.length >= MOST_FAULTS;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1);
    const isAllowed = parent ? parent.rule.children?.[name] !== undefined : name === this.#structure.root;
    if (!isAllowed)
      this.#fault(`${name} may not stand ${parent ? `in ${parent.name}` : 'outside of all else'}`);
    parent?.children.set(name, (parent.children.get(name) ?? 0) + 1);
    const rule = this.#structure.elements[name] ?? {};
    this.#checkAttributes(name, rule, attributes);
    this.#noteId(name, rule, attributes.id);
    this.#open.push({ name, rule, children: new Map(), text: '' });
  }

  read(text: string): void {
    const open = this.#open.at(-1);
    if (open) open.text += text;
  }

  close(): void {
    const open = this.#open.pop();
    if (!open) return;
    this.#checkText(open);
    for (const [child, [least, most]] of Object.entries(open.rule.children ?? {})) {
      const times = open.children.get(child) ?? 0;
      if (times < least || times > most)
        this.#fault(`${open.name} holds ${child} ${times} times, and not ${least} to ${most}`);
    }
  }

  #fault(fault: string): void {
    if (!this.isDone) this.faults.push(fault);
  }

  #checkAttributes(
    name: string,
    { attributes: rules = {} }: ElementRule,
    given: Readonly<Record<string, string>>,
  ) {
    const known = new Set<string>();
    for (const [rule, form] of Object.entries(rules)) {
      const attribute = rule.replace(/\?$/, '');
      known.add(attribute);
      const value = given[attribute];
      if (value === undefined ? attribute === rule : !form.test(value))
        this.#fault(`${name} has ${attribute} ${value === undefined ? 'not at all' : `as ${quoted(value)}`}`);
    }
    for (const attribute of Object.keys(given))
      if (!known.has(attribute)) this.#fault(`${name} may not have ${attribute}`);
  }

  #noteId(name: string, { unique }: ElementRule, id: string | undefined): void {
    if (id === undefined) return;
    const ids = this.#ids.get(name) ?? new Set();
    if (unique && ids.has(id)) this.#fault(`${name} ${quoted(id)} stands twice`);
    this.#ids.set(name, ids.add(id));
  }

  #checkText({ name, rule, text }: Open): void {
    const { text: form, refersTo } = rule;
    if (form ? !form.test(text) : text.trim() !== '') this.#fault(`${name} has the text ${quoted(text)}`);
    if (refersTo !== undefined && !this.#ids.get(refersTo)?.has(text))
      this.#fault(`${name} names ${refersTo} ${quoted(text)}, and there is none`);
  }
}

/**
 * What is wrong with a feed as a whole, the first twenty things; empty where nothing is. Throws at the first place that is
 * not well-formed XML in UTF-8.
 */
export const structureFaults = async (
  bytes: AsyncIterable<Uint8Array>,
  structure: Structure,
): Promise<string[]> => {
  const checker = new Checker(structure);
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', ({ name, attributes }) => checker.open(name, attributes));
  parser.on('closetag', () => checker.close());
  parser.on('text', (text) => checker.read(text));
  parser.on('cdata', (text) => checker.read(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (checker.isDone) return checker.faults;
  }
  parser.write(decoder.decode()).close();
  return checker.faults;
};
