import type { TextBeside } from '../sheet.ts';
import type { Archive } from './archive.ts';
import { placeOf } from './references.ts';
import { readXml, type XmlHandlers } from './xml.ts';

const PRINTED_AROUND = /^(?:odd|even|first)(?:Header|Footer)$/;
/** Fonts, sizes, colours, places and fields in a header or footer (ECMA-376, 18.3.1.39). */
const CODES = /&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d+|[A-Z])/gi;

/** Reads what is printed above and below each page of a worksheet. */
export function headerReader(done: (text: TextBeside) => void): Required<XmlHandlers> {
  let printed: string | null = null;
  return {
    open: (element) => {
      if (PRINTED_AROUND.test(element)) printed = '';
    },
    text: (text) => {
      if (printed !== null) printed += text;
    },
    close: () => {
      const text = printed?.replace(CODES, ' ').replaceAll('&&', '&').trim();
      printed = null;
      if (text) done({ text, column: 0, row: 1 });
    },
  };
}

/** Comments on cells, hidden until somebody points at them. Throws `UnreadableDocument` where the part is damaged. */
export async function readComments(archive: Archive, part: string): Promise<TextBeside[]> {
  const found: TextBeside[] = [];
  let inText = false;
  await readXml(archive, part, {
    open: (element, { ref = '' }) => {
      inText = element === 't';
      const place = element === 'comment' && placeOf(ref);
      if (place) found.push({ ...place, text: '' });
    },
    text: (text) => {
      const comment = found.at(-1);
      if (inText && comment) comment.text += text;
    },
    close: () => {
      inText = false;
    },
  });
  return found;
}
