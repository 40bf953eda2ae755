import { createHash } from 'node:crypto';
import { createWriteStream, readSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ad, RateUsed } from '#contracts/validated.ts';
import { closingText, type Opening, openingText } from '#marketplace/feed-frame.ts';
import { adText } from '#marketplace/feed-text.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { FeedChange } from '#shared/change-guard.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import { distinctRates } from '#shared/rate-age.ts';
import type { BudgetPlan } from './budgets.ts';
import { type Choice, chooseAd, type Judgement, type Question } from './choose-ad.ts';
import type { Differences } from './feed-differences.ts';
import { type StandingOffer, standingOffers } from './standing-offers.ts';
import type { Survey } from './survey.ts';
import { isFit } from './written-ads.ts';

/** What a written feed is known by. */
interface WrittenFeed {
  /** Of the bytes, in lower-case hexadecimal. */
  sha256: string;
  /** The same of a feed that tells when it was built, without that. */
  content?: string;
  bytes: number;
  ads: number;
}

const BATCH_CHARACTERS = 1 << 17;

/** Few large pieces instead of many small ones. */
async function* inBatches(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let batch = '';
  for await (const text of texts) {
    batch += text;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  yield Buffer.from(batch);
}

const plainOpening = (shape: FeedShape): Opening => ({
  text: openingText(shape),
  undated: openingText(shape),
});

/**
 * Writes ads as one feed and ends `out`: the same ads give the same bytes, whatever their fields' order, behind the same
 * opening. They must come sorted by Id; throws where one does not come after the one before. Memory holds a few ads.
 */
export const writeFeed = async (
  ads: AsyncIterable<Ad> | Iterable<Ad>,
  shape: FeedShape,
  out: Writable,
  opening: Opening = plainOpening(shape),
): Promise<WrittenFeed> => {
  const hash = createHash('sha256');
  const content = opening.text === opening.undated ? null : createHash('sha256').update(opening.undated);
  let [count, bytes, last] = [0, 0, ''];
  const behindOpening = async function* () {
    for await (const ad of ads) {
      if (ad.id <= last) throw new Error(`"${ad.id}" stands after "${last}"`);
      [count, last] = [count + 1, ad.id];
      yield adText(ad, shape);
    }
    yield closingText(shape);
  };
  const texts = async function* () {
    yield opening.text;
    for await (const text of behindOpening()) {
      content?.update(text);
      yield text;
    }
  };
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(inBatches(texts()), measured, out);
  return {
    sha256: hash.digest('hex'),
    bytes,
    ads: count,
    ...(content && { content: content.digest('hex') }),
  };
};

/** Works with a folder of its own, which is gone afterwards. */
export const inFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'feed-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A piece of the scratch file, and what weighs it against others under its key. */
interface Piece {
  offset: number;
  length: number;
  rank: string;
}

const BATCH_BYTES = 1 << 18;

/** As texts lie in memory: nothing is converted, and the length in bytes is known beforehand. */
const ENCODING = 'utf16le';
const UNIT_BYTES = 2;

const withRoom = (buffer: Buffer<ArrayBuffer>, bytes: number) =>
  buffer.length < bytes ? Buffer.allocUnsafe(bytes) : buffer;

/**
 * Texts that are sorted on disk, since a whole feed does not fit in memory: written as they come, read
 * back by key, of each key the one with the highest rank. Only keys and ranks stay in memory.
 */
export class Scratch {
  readonly #file: FileHandle;
  readonly #pieces = new Map<string, Piece>();
  /** One for all that is written, one for all that is read: very many short-lived ones would fill the memory. */
  #batch = Buffer.allocUnsafe(BATCH_BYTES);
  #page = Buffer.allocUnsafe(BATCH_BYTES);
  #batchEnd = 0;
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens a scratch file at `path`, hands it over, and removes it whatever happens. */
  static async use<Result>(path: string, work: (scratch: Scratch) => Promise<Result>): Promise<Result> {
    const file = await open(path, 'w+');
    try {
      return await work(new Scratch(file));
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }

  /** Of texts with one key and one rank the last one stays. */
  async put(key: string, rank: string, text: string): Promise<void> {
    if ((this.#pieces.get(key)?.rank ?? '') > rank) return;
    const length = text.length * UNIT_BYTES;
    this.#pieces.set(key, { offset: this.#end, length, rank });
    this.#end += length;
    if (this.#batchEnd + length > this.#batch.length) await this.#flush();
    this.#batch = withRoom(this.#batch, length);
    this.#batchEnd += this.#batch.write(text, this.#batchEnd, ENCODING);
  }

  /** All texts by their keys, in the order of UTF-16 units, which no locale changes. May be asked for again. */
  async *sorted(): AsyncGenerator<string> {
    await this.#flush();
    for (const key of [...this.#pieces.keys()].sort()) yield this.#read(this.#pieces.get(key) as Piece);
  }

  /** Not asynchronous: the file has just been written and is in memory, and there are very many pieces. */
  #read({ offset, length }: Piece): string {
    this.#page = withRoom(this.#page, length);
    readSync(this.#file.fd, this.#page, 0, length, offset);
    return this.#page.toString(ENCODING, 0, length);
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(this.#batch.subarray(0, this.#batchEnd));
    this.#batchEnd = 0;
  }
}

/** What a feed is made of. */
export interface Ingredients {
  /** The dealer's offers, gathered. */
  offers: Scratch;
  /** The ads that are live, sorted by Id; anew at each call. */
  live(): AsyncIterable<Ad>;
  /** Takes down what the feed does to the live one. */
  differences: Differences;
  rules: RuleSet;
  shape: FeedShape;
  opening: Opening;
  /** What the dealer's own rules come to, given what the guard lets go. */
  surveyed(judgement: Judgement): Promise<Survey>;
}

/** A feed that was written, and what it means to people. */
export interface ComposedFeed {
  written: WrittenFeed;
  change: FeedChange;
  /** How many of those that are removed may go, since a person has approved a feed without them. */
  agreed: number;
  questions: Question[];
  /** Ids of ads that today's rules forbid; they are left out. */
  unfit: string[];
  /** Those that its prices were made with. */
  rates: RateUsed[];
  surveyed: Survey;
}

/** What is noted of a feed while its ads pass. */
class Tally {
  readonly change: FeedChange = { live: 0, removed: 0, next: 0, withdrawn: 0 };
  readonly questions: Question[] = [];
  readonly unfit: string[] = [];
  rates: RateUsed[] = [];
  agreed = 0;

  readonly #judgement: Judgement;

  constructor(judgement: Judgement) {
    this.#judgement = judgement;
  }

  note(standing: StandingOffer | null, live: Ad | null, choice: Choice): void {
    if (standing?.isOut) this.change.withdrawn += 1;
    else this.#noteOffered(standing, live, choice);
  }

  #noteOffered(standing: StandingOffer | null, live: Ad | null, { ad, question }: Choice): void {
    this.change.live += live ? 1 : 0;
    this.change.next += ad ? 1 : 0;
    this.change.removed += live && !ad ? 1 : 0;
    this.agreed += live && !ad && this.#judgement.mayGo(live.id) ? 1 : 0;
    if (question) this.questions.push(question);
    if (ad && ad !== live) this.rates = distinctRates([...this.rates, standing?.offer.rate]);
  }
}

const onlyFit = (choice: Choice, rules: RuleSet, unfit: string[]): Choice => {
  if (!choice.ad || isFit(choice.ad, rules)) return choice;
  unfit.push(choice.ad.id);
  return { ...choice, ad: null };
};

/** What a budget has no room for stays out, whatever the guard would ask of it. */
const withinBudget = (choice: Choice, id: string, { leftOut }: BudgetPlan): Choice =>
  leftOut.has(id) ? { ad: null } : choice;

async function* chosenAds(ingredients: Ingredients, plan: BudgetPlan, judgement: Judgement, tally: Tally) {
  const { offers, live, rules, differences } = ingredients;
  for await (const { left, right } of mergeById(standingOffers(offers), live())) {
    const chosen = withinBudget(chooseAd(left, right, judgement), (left ?? right)?.id ?? '', plan);
    const choice = onlyFit(chosen, rules, tally.unfit);
    tally.note(left, right, choice);
    await differences.note(right, choice.ad);
    if (choice.ad) yield choice.ad;
  }
}

/** Chooses each ad and writes those chosen to `path`. */
export const composeFeed = async (
  path: string,
  ingredients: Ingredients,
  judgement: Judgement,
): Promise<ComposedFeed> => {
  const tally = new Tally(judgement);
  const surveyed = await ingredients.surveyed(judgement);
  const ads = chosenAds(ingredients, surveyed.plan, judgement, tally);
  const { shape, opening } = ingredients;
  const written = await writeFeed(ads, shape, createWriteStream(path), opening);
  const { change, agreed, unfit, rates } = tally;
  const questions = [...tally.questions, ...surveyed.plan.questions];
  return { written, change, agreed, questions, unfit, rates, surveyed };
};
