import { SaxesParser } from 'saxes';
import * as z from 'zod';

/** One make of the marketplace's catalogue with its model names, to the letter. */
export interface ModelCatalogue {
  make: string;
  models: string[];
}

/** A catalogue as this project keeps it: one make and its names. */
export const ListedModels = z.object({
  make: z.string().min(1),
  models: z.array(z.string().min(1)).min(1),
});

interface Node {
  name: string;
  label: string;
  text: string;
  children: Node[];
}

const MARK = new Set(['mark', 'make']);
const MODEL = new Set(['model']);

/** The catalogues of other categories name an entry by an attribute, by a child, or by their text. */
const labelOf = (attributes: Record<string, string>): string => attributes.name ?? attributes.value ?? '';

const treeOf = (xml: string): Node => {
  const root: Node = { name: '', label: '', text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name: name.toLowerCase(), label: labelOf(attributes), text: '', children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (text: string) => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root;
};

/** Not trimmed where it is a name: one of Avito's ends in a space. */
const nameOf = ({ label, text, children }: Node): string => {
  const child = children.find(({ name }) => name === 'name');
  return label || child?.label || child?.text || text;
};

const below = (node: Node, names: Set<string>): Node[] =>
  node.children.flatMap((child) => [...(names.has(child.name) ? [child] : []), ...below(child, names)]);

/** Models stand in their make, or beside it in a row of both. */
const modelsIn = (node: Node, make: string): string[] => {
  const mark = node.children.find((child) => MARK.has(child.name) && nameOf(child).trim() === make);
  const own = mark ? below(mark, MODEL) : [];
  const beside = mark && own.length === 0 ? node.children.filter(({ name }) => MODEL.has(name)) : [];
  return [...own, ...beside].map(nameOf).concat(node.children.flatMap((child) => modelsIn(child, make)));
};

/** The names of one make in an XML catalogue; empty where it has none. Throws for what is no XML. */
export const readXmlCatalogue = (xml: string, make: string): ModelCatalogue => ({
  make,
  models: [...new Set(modelsIn(treeOf(xml), make))].filter((name) => name.trim() !== ''),
});
