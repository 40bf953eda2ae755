import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

/** In a thread of its own: what V8 has compiled counts for all of a thread. */
const THREAD = String.raw`
  const { parentPort, workerData } = require('node:worker_threads');
  const compileMuch = () => {
    for (let each = 0; each < 9000; each++) {
      const form = new RegExp(
        '(?:продам|куплю|\\d\\s*(?:₽|руб|eur)|@|https?:|www|(?:[+]7|8)[ (]*\\d{3}[ )]*\\d{3}|' + each + ')', 'iu',
      );
      for (const title of ['Summit ' + each, 'Снегоход ' + each]) for (let time = 0; time < 3; time++) form.exec(title);
    }
  };
  import(workerData).then(({ broken, Constraint }) => {
    compileMuch();
    const forbidden = '(?i:продам|\\d\\s*руб|@|https?:)';
    const constraint = Constraint.parse({ forbidden });
    const found = ['Summit', 'Снегоход', 'Снегоход Summit', 'Продам Summit', 'ПРОДАМ'].map(
      (title) => broken('Title', title, constraint).length,
    );
    parentPort.postMessage(found);
  });
`;

test('what is forbidden is found in capitals too after very much has been compiled', async () => {
  const module = new URL('../../../../functions/reference/rules/constraint.ts', import.meta.url).href;
  const thread = new Worker(THREAD, { eval: true, workerData: module });
  expect(await once(thread, 'message')).toEqual([[0, 0, 0, 1, 1]]);
  await thread.terminate();
});
