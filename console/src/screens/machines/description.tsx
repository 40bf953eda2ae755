import { Fragment } from 'react';

const TAG = /<\/?(?:p|strong|em|ul|ol|li)>|<br ?\/?>/g;
const ITEM = /<li>/g;

/** An ad's text in lines: its few tags only part them, and nothing of it is taken for markup. */
const linesOf = (text: string): string[] =>
  text
    .replaceAll(/<\/?(?:strong|em)>/g, '')
    .replaceAll(ITEM, '\n• ')
    .replaceAll(TAG, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The text that buyers read. */
export const Description = ({ text }: { text: string }) => (
  <p>
    {linesOf(text).map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and have nothing but their place
      <Fragment key={at}>
        {line}
        <br />
      </Fragment>
    ))}
  </p>
);
