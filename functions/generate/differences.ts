import { isDeepStrictEqual } from 'node:util';
import type { Ad } from '#contracts/validated.ts';
import { mergeById, type Pair } from '#shared/merge-by-id.ts';
import type { Scratch } from './scratch.ts';

/** An ad as it is live and as it will be; null where a feed lacks it. */
export type AdPair = Pick<Pair<Ad, Ad>, 'left' | 'right'>;

/**
 * What a feed may do to the live one, noted while its ads are chosen: so the live feed, which is as large, is
 * read once. What is told of it comes from the file that was written.
 */
export class Differences {
  readonly #live: Scratch;
  readonly #added = new Set<string>();

  constructor(live: Scratch) {
    this.#live = live;
  }

  async note(live: Ad | null, next: Ad | null): Promise<void> {
    if (!live && next) this.#added.add(next.id);
    if (live && live !== next && !isDeepStrictEqual(live, next))
      await this.#live.put(live.id, '', JSON.stringify(live));
  }

  /** Those that differ, and a few that may not; all that was written is read on the way, to its end. */
  async *in(written: AsyncIterable<Ad>): AsyncGenerator<AdPair> {
    for await (const { id, left, right } of mergeById(this.#noted(), written))
      if (left || this.#added.has(id)) yield { left, right };
  }

  async *#noted(): AsyncGenerator<Ad> {
    for await (const text of this.#live.sorted()) yield JSON.parse(text) as Ad;
  }
}
