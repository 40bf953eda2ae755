import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BOOK, feedwright, LIST, workingDirectory } from './feedwright.ts';

test('one ad is written as a page with its picture; an unknown code is refused', async () => {
  await using folder = await workingDirectory();
  await feedwright(folder.path, 'process', LIST, BOOK, '--out', 'out', '--no-deliver');
  const feed = await readFile(`${folder.path}/out/feed.xml`, 'utf8');
  const [, code = '', title = ''] = /<Id>SKIDOO-(\w+)-2027<\/Id>.*?<Title>(.*?)<\/Title>/.exec(feed) ?? [];
  const { code: exit, stdout } = await feedwright(folder.path, 'preview', code.toLowerCase());
  expect(exit).toBe(0);
  const page = await readFile(stdout.trim(), 'utf8');
  expect(page).toContain(`<h1>${title.replaceAll('"', '&quot;')}</h1>`);
  expect(page).toContain('<img src="data:image/png;base64,');
  expect(page).toContain('ski-doo-2027-spec-book.pdf, page');

  const unknown = await feedwright(folder.path, 'preview', '<b>');
  expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining('has the code') });
  const nobody = await feedwright(folder.path, 'preview', code, '--dealer', 'nobody');
  expect(nobody).toMatchObject({ code: 64, stderr: expect.stringContaining('Use one of') });
});
