import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Column, ExtractedProduct } from '#contracts/extracted.ts';
import type { MatchedProduct } from '#contracts/matched.ts';
import type { PriceDerivation } from '#contracts/pricing.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad, RateUsed } from '#contracts/validated.ts';
import type { StockedAs } from './stocked-ad.ts';
import type { Structure } from './structure.ts';

/** All that is known of one machine: its row of the price list, what it was matched with, its spec-book page. */
export interface Listing {
  extracted: ExtractedProduct;
  matched: MatchedProduct;
  model: CatalogueModel | null;
  /** Values that a person set in place of what list or book do not say any more. */
  outdatedEdits?: Reason[];
  /** What a person says tells it from a machine that reads alike, in the words of buyers. */
  words?: string;
  /** The same as list and book say it, where people have set values. */
  printed?: Listing;
}

/** A part of the ad that could not be made, and why. */
export interface ComposeProblem {
  field: string;
  reason: Reason;
}

/** Of a machine what another one's ad may depend on: memory holds that of each row of a list. */
export interface Namesake extends Pick<Listing, 'words'> {
  extracted: Pick<ExtractedProduct, Column | 'normalized'>;
  matched: Pick<MatchedProduct, 'avitoValues'>;
}

/** The other machines that what an ad says depends on. */
export interface Neighbours {
  /** Those a buyer calls by the same name, itself among them: the ad says first what they differ in. */
  namesakes: readonly Namesake[];
  /** Those the ad stands for, itself among them; empty for an ad of its own. */
  variants: readonly Listing[];
}

export const NO_NEIGHBOURS: Neighbours = { namesakes: [], variants: [] };

/** An ad as far as it could be filled. */
export interface Composition {
  /** Its id is empty where the listing has none yet. */
  ad: Ad;
  problems: ComposeProblem[];
  /** Printed terms for which the glossary has no word; they are left out of the text. */
  untranslated: string[];
  /** What its price was made with; null where no rate was needed. */
  rate: RateUsed | null;
  /** How its price came about; absent where it has none. */
  derivation?: PriceDerivation;
}

/** Whose feed, and when it was built. */
export interface FeedOf {
  dealer: Dealer;
  at: Date;
}

/** What stands between the root's tags and the ads: who sells, and what all ads share. */
export interface FeedFrame {
  /** With the root's own tag. It may tell when the feed was built, and nothing else that is not the dealer's. */
  opening(of: FeedOf): string;
  /** With the root's end. */
  closing: string;
  /** So many days the marketplace takes a feed for fresh: then one of the same ads is written anew. */
  freshDays: number;
}

/** How the marketplace's feed is written: its elements, their order, and what is put in CDATA. */
export interface FeedShape {
  root: { name: string; attributes: Record<string, string> };
  /** Where the root holds more than ads. */
  frame?: FeedFrame;
  /** What a feed as a whole is held against before it is kept. */
  structure?: Structure;
  item: string;
  /** A tag; `@id` is an attribute of the item, and so is any other field's name that begins so. */
  id: string;
  /** The tags by which a person knows an ad: what it is, and for how many roubles. */
  title: string;
  price: string;
  /** Pictures in a list of elements that bear their addresses, or one element each that holds it. */
  images: { list: string; item: string; address: string } | { item: string };
  /** Fields that share a tag, by their names: what tells them apart. */
  elements?: Readonly<Record<string, { tag: string; attributes: Readonly<Record<string, string>> }>>;
  /** Fields in the order they are written; others follow by name. */
  order: readonly string[];
  /** Tags whose text holds markup. */
  markup: readonly string[];
  /** How it says whether a machine is there, in the first channel's words; absent where it says that in them. */
  availability?: { tag: string; words: Readonly<Record<string, string>> };
}

/** What a feed's pictures stand under. */
export const imagesTag = ({ images }: FeedShape): string => ('list' in images ? images.list : images.item);

/** The replaceable part per marketplace (S0-49): what an ad is made of and how a feed of ads is written. */
export interface Marketplace {
  name: string;
  /** The Id the listing's ad has for ever; null where brand, code or year is unknown. */
  adId(listing: Listing): string | null;
  /** What a buyer reads of the machine, its code apart: ads with one face are duplicates to the marketplace. */
  face(listing: Listing, dealer: Dealer, neighbours?: Neighbours): string;
  compose(listing: Listing, dealer: Dealer, neighbours?: Neighbours): Composition;
  /** The ad with what the dealer's stock says of the machine in place of what it said before. */
  stocked(ad: Ad, stock: StockedAs, dealer: Dealer): Ad;
  /** What a dealer's configuration lacks to sell here, or has wrong: a sentence each that begins with its path. */
  faults?(dealer: Dealer): string[];
  feed: FeedShape;
}
