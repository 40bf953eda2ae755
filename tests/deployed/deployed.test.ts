import { afterAll, describe } from 'vitest';
import { manyFiles } from './chapters/batch.ts';
import { byHttp } from './chapters/by-http.ts';
import { peopleAtWork } from './chapters/command-line.ts';
import { delivery } from './chapters/delivery.ts';
import { deploy, templates } from './chapters/deploy.ts';
import { destroy } from './chapters/destroy.ts';
import { drill } from './chapters/drill.ts';
import { firstList } from './chapters/first-list.ts';
import { leaving } from './chapters/leaving.ts';
import { site } from './chapters/site.ts';
import { update } from './chapters/update.ts';
import { type Chapter, startWorld } from './world.ts';

/** In the order in which they happen; a new chapter is a file in `chapters` and a line here. */
const STORY: Record<string, Chapter> = {
  'is made': deploy,
  'rings where a person must come': drill,
  'turns files into a feed': firstList,
  'has templates without findings': templates,
  'takes an update': update,
  delivers: delivery,
  'is a web host too': site,
  'is worked with by people': peopleAtWork,
  'is asked by HTTP': byHttp,
  'takes many files at once': manyFiles,
  'is left by a dealer': leaving,
  'goes away': destroy,
};

// Before the chapters, not in a hook: they are handed what has been started.
const world = await startWorld();
afterAll(() => world.everything.disposeAsync());

describe('The whole app, deployed', () => {
  for (const [title, chapter] of Object.entries(STORY)) describe(title, () => chapter(world));
});
