import type { ValueTag } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ValidatedProduct, Verdict } from '#contracts/validated.ts';
import { counted } from '#messages/en/words.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage, markupOf } from '#shared/html.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import { pageTable } from './page-table.ts';
import {
  place,
  QUESTIONS_LOOK,
  questionCard,
  type SeenEvidence,
  type SeenQuestions,
} from './questions-page.ts';

/** An ad that a trial has made, and the row that it is made from. */
export interface TriedAd {
  product: ValidatedProduct;
  row: SeenEvidence;
  /** How its price was reckoned. */
  price: Reason;
}

/** What the page of a trial shows. */
export interface SeenTrial {
  ads: TriedAd[];
  /** By their addresses, as `data:` URLs; one that nobody has is not there. */
  pictures: ReadonlyMap<string, string>;
  /** Of every machine of the lists. */
  verdicts: Verdict[];
  questions: SeenQuestions;
  /** What of the ads is nobody's. */
  madeUp: [what: string, value: string][];
}

/** What stands on a trial's page besides. */
interface TrialFrame {
  files: readonly string[];
  /** What went wrong with which file. */
  problems: readonly { file: string; reason: Reason }[];
  /** The command that begins in earnest. */
  next: string;
}

/** Beside the look of questions: an ad under its row, as the marketplace shows it. */
const LOOK = html`<style>
.tried { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem 1.25rem; margin: 0 0 1.5rem; }
.tried .cut { max-height: 12rem; }
.tried > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin-bottom: .5rem; }
.ad { display: grid; gap: .75rem 1.5rem; grid-template-columns: minmax(0, 1fr); }
.ad h3 { font-size: 1.25rem; line-height: 1.3; margin: 0; }
.ad .price { margin: .25rem 0; }
.ad p { margin: .25rem 0; }
.shot { background: #fff center / contain no-repeat; aspect-ratio: 4 / 3; border: 1px solid var(--line); border-radius: .5rem; }
.none { aspect-ratio: 8 / 3; align-self: start; display: grid; place-items: center; background: var(--card); color: var(--quiet); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .25rem 1rem; margin: .75rem 0; font-size: .9375rem; }
.facts dt { color: var(--quiet); font-size: .8125rem; }
.facts dd { margin: 0; }
.whole { white-space: nowrap; }
.note { border-left: .25rem solid var(--wait); background: var(--card); border-radius: .375rem; padding: .75rem 1rem; margin: 0 0 1.5rem; }
.note table { font-size: .9375rem; }
.note p { margin: 0 0 .5rem; }
@media (min-width: 48rem) { .ad { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); } }
@media (max-width: 40rem) {
  .tried { padding: .75rem; }
  .tried .cut > div { min-width: calc(1.5 * var(--least)); }
  .facts { grid-template-columns: 1fr 1fr; }
}
</style>`;

const VERDICTS: Record<Verdict, { look: string; words: string }> = {
  published: { look: 'good', words: 'Would be live' },
  review: { look: 'wait', words: 'Waits for an answer' },
  rejected: { look: 'bad', words: 'Forbidden by a rule' },
};

/** A custom property for each picture: one is in the page once, however many ads show it. */
const namesOf = ({ pictures }: SeenTrial): Map<string, string> =>
  new Map([...pictures.keys()].map((address, at) => [address, `--shot${at}`]));

const picture = ({ product }: TriedAd, names: ReadonlyMap<string, string>): Html => {
  const name = product.ad?.images.flatMap((address) => names.get(address) ?? [])[0];
  return name
    ? html`<div class="shot" role="img" aria-label="${product.ad?.fields.Title}" style="background-image: var(${name})"></div>`
    : html`<div class="shot none">Без фотографии</div>`;
};

/** What buyers read; the feed's tag is told to whoever points at it. */
const LABELS: Readonly<Record<'Model' | ValueTag, string>> = {
  Model: 'Модель',
  Type: 'Тип снегохода',
  EngineType: 'Двигатель',
  Power: 'Мощность',
  EngineCapacity: 'Объём двигателя, см³',
  Stroke: 'Тактов',
  PersonCapacity: 'Мест',
  TrackWidth: 'Ширина гусеницы, мм',
  Year: 'Год выпуска',
};

const facts = (fields: Readonly<Record<string, string>>): Html =>
  html`<dl class="facts">${Object.entries(LABELS)
    .filter(([tag]) => fields[tag])
    .map(([tag, label]) => html`<div title="${tag}"><dt>${label}</dt><dd>${fields[tag]}</dd></div>`)}</dl>`;

const asAd = (tried: TriedAd, names: ReadonlyMap<string, string>): Html => {
  const fields = tried.product.ad?.fields ?? {};
  const { Title, Price, Description = '' } = fields;
  const seller = [fields.Address, fields.ManagerName].filter(Boolean).join(', ');
  return html`<div class="ad" lang="ru">${picture(tried, names)}<div><h3>${Title ?? 'Без названия'}</h3>
<p class="price">${Price ? spokenRoubles(Price) : 'Без цены'}</p><p class="quiet" lang="en">${sentenceOf(tried.price)}</p>
${facts(fields)}<p class="quiet">${seller} <span class="whole">${fields.ContactPhone}</span></p><details><summary>Описание</summary>${markupOf(Description)}</details></div></div>`;
};

const card = (tried: TriedAd, names: ReadonlyMap<string, string>): Html => {
  const { modelCode, verdict, reasons } = tried.product;
  const { look, words } = VERDICTS[verdict];
  return html`<article class="tried"><header><strong>${modelCode}</strong><strong class="${look}">${words}</strong></header>
${place(tried.row)}${reasons.length > 0 && html`<ul class="quiet">${reasons.map((each) => html`<li>${sentenceOf(each)}</li>`)}</ul>`}${asAd(tried, names)}</article>`;
};

const word = (count: number, one: string): string => (count === 1 ? one : `${one}s`);

const countOf = ({ verdicts }: SeenTrial, wanted: Verdict): number =>
  verdicts.filter((verdict) => verdict === wanted).length;

const summary = (seen: SeenTrial): Html => {
  const forbidden = countOf(seen, 'rejected');
  const items: [number, string][] = [
    [seen.verdicts.length, `${word(seen.verdicts.length, 'machine')} on the list`],
    [countOf(seen, 'published'), 'would be live'],
    [countOf(seen, 'review'), 'would wait for an answer'],
    ...(forbidden > 0 ? [[forbidden, 'forbidden by a rule'] satisfies [number, string]] : []),
  ];
  const asked = seen.questions.questions.length;
  return html`<ul class="sum">${items.map(([figure, words]) => html`<li><strong>${figure}</strong><span class="quiet">${words}</span></li>`)}<li><strong>${asked}</strong><a class="quiet" href="#questions">${word(asked, 'question')}</a></li></ul>`;
};

const madeUp = ({ madeUp: all }: SeenTrial): Html =>
  html`<div class="note"><p><strong>A trial: nothing was published, and no dealer offers these.</strong> This is made up for it, until a dealer of your own is set up:</p>${pageTable(['What', 'Made up'], all)}</div>`;

const problem = ({ file, reason }: TrialFrame['problems'][number]): Html =>
  html`<li><strong>${file}</strong>: ${sentenceOf(reason)} <span class="quiet">${remedyOf(reason)}</span></li>`;

const ads = (seen: SeenTrial): Html => {
  const [names, more] = [namesOf(seen), seen.verdicts.length - seen.ads.length];
  const look = [...names].map(([address, name]) => `${name}:url(${seen.pictures.get(address)})`).join(';');
  return html`<h2>Ads beside their rows</h2><div style="${look}">${seen.ads.map((each) => card(each, names))}</div>
${more > 0 && html`<p class="quiet">… and ${counted(more, 'machine')} more, in all figures above; npx feedwright process makes the ads of all.</p>`}`;
};

const questions = ({ questions: { questions: all } }: SeenTrial): Html =>
  html`<h2 id="questions">Questions</h2>${
    all.length === 0
      ? html`<p class="good"><strong>Nothing waits.</strong></p>`
      : html`<p class="quiet">What an answer frees most stands first. They are answered once a dealer is set up, and each answer is kept for later lists; inbox/trial/ stands for its inbox. A book that is asked for can be tried at once: name it beside the list.</p>`
  }${all.map((question) => questionCard(question, false))}`;

/** What would become of a price list: its ads as buyers would see them beside their rows, and what is asked; one file. */
export const trialPage = (seen: SeenTrial, { files, problems, next }: TrialFrame): string => {
  const body = html`${QUESTIONS_LOOK}${LOOK}<p class="quiet">${files.join(', ')}</p><h1>What would be on sale</h1>
${summary(seen)}${madeUp(seen)}${problems.length > 0 && html`<ul class="wait">${problems.map(problem)}</ul>`}
${ads(seen)}${questions(seen)}<h2>In earnest</h2><p>Set up a dealer with its own rates, contact and address:</p><code>${next}</code>`;
  return htmlPage(`Trial of ${files.join(', ')}`, 'en', body);
};
