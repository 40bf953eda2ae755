import type { Box } from '#contracts/box.ts';
import type { Effect, Evidence, Option, Question, QuestionedMachine } from '#contracts/question.ts';
import type { Crop } from '#contracts/shown-ad.ts';
import { counted } from '#messages/en/words.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';

/** A place with its picture; null where there is none to draw, as of a spreadsheet. */
export interface SeenEvidence extends Evidence {
  crop: Crop | null;
}

/** A question with pictures of some of its places. */
export interface SeenQuestion extends Omit<Question, 'evidence'> {
  evidence: SeenEvidence[];
  /** Places that are not shown. */
  more: number;
}

/** What a page of questions shows. */
export interface SeenQuestions {
  dealerId: string;
  /** The dealer's name. */
  dealer: string;
  questions: SeenQuestion[];
  /** Ads in the newest feed. */
  ads: number;
}

/** Beside the look of all pages: a card a question, list and book beside each other where there is room. */
export const QUESTIONS_LOOK = html`<style>
body { max-width: 76rem; }
:root { --mark: #d3001b; --card: #8881; --code: #8882; }
.sum { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin: .75rem 0 2rem; padding: 0; list-style: none; }
.sum strong { display: block; font-size: 1.5rem; line-height: 1.2; }
.question { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem 1.25rem; margin: 0 0 1.5rem; }
.question > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.question h2 { border: 0; margin: .125rem 0 .25rem; font-size: 1.25rem; line-height: 1.35; flex: 1 1 100%; }
.id { font: .875rem ui-monospace, monospace; color: var(--quiet); text-decoration: none; }
.worth { font-weight: 600; color: var(--good); }
.worth.several { font-weight: 400; color: var(--quiet); }
.because { margin: 0 0 .75rem; }
.evidence { display: grid; gap: .75rem 1.25rem; grid-template-columns: minmax(0, 1fr); margin: .75rem 0; }
@media (min-width: 60rem) { .evidence.both { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
figure { margin: 0 0 .75rem; }
figcaption { font-size: .875rem; color: var(--quiet); margin-bottom: .25rem; }
.cut { overflow: auto; max-height: 30rem; border: 1px solid var(--line); border-radius: .375rem; background: #fff; }
.cut > div { position: relative; min-width: var(--least); max-width: var(--most); aspect-ratio: var(--shape); background: var(--cut) 0 0 / 100% 100% no-repeat; }
.frame { position: absolute; border: 2px solid var(--mark); border-radius: 3px; background: #d3001b14; }
.near { display: none; }
.cells { font-size: .9375rem; margin: 0; }
p code { display: inline; padding: .125rem .375rem; }
.machines { margin: .5rem 0; }
.machines summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
.machines table { margin-top: .25rem; font-size: .9375rem; }
.machines td:last-child, .machines th:first-child { white-space: nowrap; }
.machines td:last-child { text-align: right; padding-right: 0; }
.answers { list-style: none; margin: 1rem 0 0; padding: 0; }
.answers > li { border-top: 1px solid var(--line); padding: .625rem 0; display: grid; gap: .25rem 1.25rem; }
@media (min-width: 60rem) { .answers > li { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; } }
.answers p { margin: 0; }
.effect { font-size: .875rem; }
code { display: block; font: .875rem/1.5 ui-monospace, monospace; background: var(--code); border-radius: .375rem; padding: .25rem .5rem; user-select: all; overflow-wrap: anywhere; align-self: start; }
@media (max-width: 40rem) {
  .sum { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem 1rem; }
  .sum strong { font-size: 1.25rem; }
  .question { padding: .75rem; border-radius: .5rem; }
  .near { display: block; max-width: 100%; width: var(--wide); aspect-ratio: var(--shape); overflow: hidden; border: 2px solid var(--mark); border-radius: .375rem; background: #fff var(--cut) var(--at) / var(--size) no-repeat; margin-bottom: .25rem; }
  .machines tr { padding: .25rem 0; }
  .machines td:last-child { text-align: left; }
}
</style>`;

/** A row of a list stays readable where it is wider than the screen; a page of a book is there to be found again. */
const LEAST_PIXELS_A_POINT = { list: 1, book: 0.6 };
const MOST_PIXELS_A_POINT = 1.75;
/** A whole page of a list is seen at once. */
const MOST_HEIGHT = 470;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`;

/** Room between what is printed and its frame; points. */
const ROOM = 2;

const frame = ([x0, y0, x1, y1]: Box, [left, top, right, bottom]: Box): Html => {
  const [width, height] = [right - left, bottom - top];
  const at = `left:${percent(x0 - ROOM - left, width)};top:${percent(y0 - ROOM - top, height)}`;
  const size = `width:${percent(x1 - x0 + 2 * ROOM, width)};height:${percent(y1 - y0 + 2 * ROOM, height)}`;
  return html`<span class="frame" style="${at};${size}"></span>`;
};

/** What is around the frames alone; points. */
const NEAR = 14;
const NEAR_PIXELS_A_POINT = 2;

/** On a phone: the cells in question, which would stand far to the right of the row's picture. */
const near = (frames: readonly Box[], [left, top, right, bottom]: Box): Html => {
  if (frames.length === 0) return html``;
  const xs = frames.flatMap(([x0, , x1]) => [x0, x1]);
  const [from, to] = [Math.max(left, Math.min(...xs) - NEAR), Math.min(right, Math.max(...xs) + NEAR)];
  const [width, height, share] = [to - from, bottom - top, (right - left) / (to - from)];
  const at = share > 1.01 ? percent(from - left, right - left - width) : '0';
  const look = `--wide:${Math.round(width * NEAR_PIXELS_A_POINT)}px;--shape:${width.toFixed(1)}/${height.toFixed(1)};--size:${(100 * share).toFixed(1)}% 100%;--at:${at} 0`;
  return html`<div class="near" style="${look}"></div>`;
};

const picture = ({ side, crop, frames, text }: SeenEvidence): Html => {
  if (!crop) return html`<p class="cells">${text}</p>`;
  if ('reason' in crop)
    return html`<p class="cells">${text}</p><p class="quiet">${sentenceOf(crop.reason)}</p>`;
  const { widthPoints: wide, box, png } = crop;
  const whole = side === 'list' ? MOST_HEIGHT / (box[3] - box[1]) : MOST_PIXELS_A_POINT;
  const [least, most] = [LEAST_PIXELS_A_POINT[side], MOST_PIXELS_A_POINT].map((scale) =>
    Math.round(wide * Math.min(scale, whole)),
  );
  const shape = `${(box[2] - box[0]).toFixed(1)}/${(box[3] - box[1]).toFixed(1)}`;
  const data = `--cut:url(data:image/png;base64,${Buffer.from(png).toString('base64')})`;
  return html`<div style="${data}">${side === 'list' && near(frames, box)}<div class="cut"><div role="img" aria-label="${text}" style="--least:${least ?? 0}px;--most:${most ?? 0}px;--shape:${shape}">${frames.map((each) => frame(each, box))}</div></div></div>`;
};

const caption = ({ document, page, addresses, codes }: Evidence): string =>
  [
    `${document}, ${addresses.length > 0 ? addresses[0] : `page ${page}`}`,
    codes.slice(0, 4).join(' ') + (codes.length > 4 ? ' …' : ''),
  ]
    .filter(Boolean)
    .join(' · ');

/** A place and what stands there. */
export const place = (each: SeenEvidence): Html =>
  html`<figure><figcaption>${caption(each)}</figcaption>${picture(each)}</figure>`;

const side = (evidence: readonly SeenEvidence[], which: Evidence['side']): SeenEvidence[] =>
  evidence.filter((each) => each.side === which);

const machineRow = ({ modelCode, title, price }: QuestionedMachine): Html =>
  html`<tr><th>${modelCode}</th><td>${title}</td><td>${price}</td></tr>`;

/** So few are shown at once. */
const FEW = 3;

const machines = ({ machines: all }: SeenQuestion): Html => {
  if (all.length === 0) return html``;
  const [isFew, count] = [all.length <= FEW, counted(all.length, 'machine')];
  return html`<details class="machines"${isFew ? html` open` : false}><summary>${count}</summary><table>${all.map(machineRow)}</table></details>`;
};

/** The list's rows and their machines on the left, the book's pages on the right. */
const places = (question: SeenQuestion): Html => {
  const { evidence, more } = question;
  const [list, book] = (['list', 'book'] as const).map((which) => side(evidence, which).map(place));
  const left = html`${list ?? []}${more > 0 && html`<p class="quiet">… and ${counted(more, 'place')} more</p>`}${machines(question)}`;
  return book && book.length > 0
    ? html`<div class="evidence both"><div>${left}</div><div>${book}</div></div>`
    : html`<div class="evidence"><div>${left}</div></div>`;
};

const effect = ({ publishes, removes }: Effect): Html => {
  const parts = [
    publishes.length > 0 && html`<span class="good">publishes ${publishes.length}</span>`,
    removes.length > 0 && html`<span class="bad">removes ${removes.length}</span>`,
  ].filter((part) => part !== false);
  return parts.length > 0
    ? html`<p class="effect">${parts.map((part, at) => (at > 0 ? html`, ${part}` : part))}</p>`
    : html``;
};

/** As a shell takes it. */
const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/** Enough of a basis to tell that a question has changed. */
const BASIS_SIGNS = 4;

/** The question as this page shows it and its answer, as `answer` takes them: tomorrow it may ask something else. */
const wordsOf = ({ name, value }: Option, { id, basis }: SeenQuestion): string =>
  `${id}-${basis.slice(0, BASIS_SIGNS)} ${name}${value && !value.optional ? ` ${quoted(value.form)}` : ''}`;

const commandOf = (dealerId: string, words: string): string => `npx feedwright answer ${dealerId} ${words}`;

const answer =
  (question: SeenQuestion, isAnswerable: boolean) =>
  (option: Option): Html => {
    const command =
      option.byFile || !isAnswerable
        ? ''
        : html`<code>${commandOf(question.dealerId, wordsOf(option, question))}</code>`;
    const allowed = option.value?.allowed ?? [];
    const example = option.value?.optional ? '' : option.value?.example;
    return html`<li><div><p>${sentenceOf(option.says)}${example && html` <span class="quiet">For example ${example}</span>`}</p>${effect(option)}${allowed.length > 0 && html`<p class="quiet">Allowed: ${allowed.join(', ')}</p>`}</div>${command}</li>`;
  };

const worth = ({ frees, worthRoubles, machines: { length } }: SeenQuestion): Html =>
  frees > 0
    ? html`<span class="worth">${counted(frees, 'ad')}${worthRoubles > 0 && html`, ${spokenRoubles(worthRoubles)}`}</span>`
    : html`<span class="worth several">${length > 0 ? 'one of several questions for its machines' : ''}</span>`;

/** Kinds whose question says itself why it is asked. */
const SAID: ReadonlySet<Question['kind']> = new Set([
  'alike',
  'doubt',
  'other',
  'currency',
  'label',
  'unit',
  'unread',
  'unnamed',
  'value',
  'list-or-book',
  'columns',
]);

const because = ({ kind, because: reasons }: SeenQuestion): Html =>
  SAID.has(kind) || reasons.length === 0
    ? html``
    : html`<p class="because quiet">${reasons.map(sentenceOf).join(' · ')}</p>`;

/** A question with its places and answers, and the command for each where it can be answered. */
export const questionCard = (question: SeenQuestion, isAnswerable: boolean): Html =>
  html`<section class="question" id="q-${question.id}"><header><a class="id" href="#q-${question.id}">${question.id}</a>${worth(question)}<h2>${sentenceOf(question.asks)}</h2></header>
${because(question)}${places(question)}<ul class="answers">${question.options.map(answer(question, isAnswerable))}</ul></section>`;

const summary = ({ questions, ads }: SeenQuestions): Html => {
  const waiting = new Set(questions.flatMap(({ codes }) => codes)).size;
  const frees = questions.reduce((sum, question) => sum + question.frees, 0);
  const roubles = questions.reduce((sum, { worthRoubles }) => sum + worthRoubles, 0);
  const items: [string, string][] = [
    [String(questions.length), questions.length === 1 ? 'question' : 'questions'],
    [String(waiting), waiting === 1 ? 'machine waits' : 'machines wait'],
    [String(frees), frees === 1 ? 'ad is one answer away' : 'ads are one answer away'],
    [spokenRoubles(roubles), 'is their price'],
    [String(ads), ads === 1 ? 'ad is in the feed' : 'ads are in the feed'],
  ];
  return html`<ul class="sum">${items.map(([figure, words]) => html`<li><strong>${figure}</strong><span class="quiet">${words}</span></li>`)}</ul>`;
};

const howTo = ({ dealerId, questions }: SeenQuestions): Html => {
  const [one, other] = questions.filter(({ options }) => options.some(({ byFile }) => !byFile));
  if (!one) return html``;
  const words = [one, other].flatMap((question) => {
    const option = question?.options.find(({ byFile }) => !byFile);
    return question && option ? wordsOf(option, question) : [];
  });
  return html`<p class="quiet">What an answer frees most stands first. Several at once are built once; <code>${commandOf(dealerId, words.join(' '))} --dry-run</code> tells first what would come of it.</p>`;
};

/** Everything that is asked of a dealer, with the places it is about and the command to answer under each; one file. */
export const questionsPage = (seen: SeenQuestions): string => {
  const none = html`<p class="good"><strong>Nothing waits.</strong></p>`;
  const body = html`${QUESTIONS_LOOK}<p class="quiet">${seen.dealer}</p><h1>Questions</h1>
${seen.questions.length === 0 ? none : html`${summary(seen)}${howTo(seen)}`}
${seen.questions.map((question) => questionCard(question, true))}`;
  return htmlPage(`Questions of ${seen.dealer}`, 'en', body);
};
