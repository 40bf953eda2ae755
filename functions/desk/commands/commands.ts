import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import type { Actor } from '../acts.ts';
import { ResumeBatch, resumeBatch, StartBatch, startBatch } from '../batches/batches.ts';
import { PutDealerRule, putDealerRule, RuleNamed, removeDealerRule } from '../dealer-rules/rules.ts';
import { TryDealerRules, tryDealerRules } from '../dealer-rules/try-rules.ts';
import { PutDealer, putDealerInUse, ResumeDealer, resumeDealer } from '../dealers/put-dealer.ts';
import { TestDealer, testDealer } from '../dealers/test-dealer.ts';
import { TryDealer, tryDealer } from '../dealers/try-dealer.ts';
import { RedriveDocuments, redriveDocuments } from '../documents/redrive.ts';
import { approveFeed, DecideFeed, rejectFeed } from '../feeds/decide.ts';
import { DeliverNow, deliverNow } from '../feeds/deliver.ts';
import { BringFeedBack, bringFeedBack } from '../feeds/roll-back.ts';
import {
  ForgetMeanings,
  forgetMeanings,
  PromoteMeanings,
  promoteMeanings,
  teachMeanings,
} from '../knowledge/knowledge.ts';
import { TeachMeanings } from '../knowledge/plan.ts';
import { EraseDealer, eraseDealer } from '../leaving/erase-dealer.ts';
import { ExportDealer, exportDealer } from '../leaving/export-dealer.ts';
import { ListNamed, putListBack, takeListOut } from '../lists/by-hand.ts';
import {
  FetchSources,
  fetchNow,
  PutSource,
  putSource,
  removeSource,
  SourceNamed,
} from '../market/sources.ts';
import { RemoveMatch, removeMatch, SetMatch, setMatch } from '../matches/set-by-hand.ts';
import { KeepToken, keepToken, revokeToken, TokenNamed } from '../members/dealer-tokens.ts';
import { Invite, invite } from '../members/invitations.ts';
import { expelMember, KnownMember, SetOverall, setOverall } from '../members/keepers.ts';
import { MemberNamed, removeMember, SetRole, setRole } from '../members/members.ts';
import { BringBackOffers, bringOffersBack, WithdrawOffers, withdrawOffers } from '../offers/withdraw.ts';
import { KeepPicture, keepPicture } from '../pictures/keep.ts';
import { RemovePicture, removePicture } from '../pictures/pictures.ts';
import { GivePlan, givePlan, PutPlans, putPlans } from '../plans/plans.ts';
import type { DeskPorts } from '../ports.ts';
import { AnswerQuestions, answerQuestions } from '../questions/answer.ts';
import { AnswersNamed, shareAnswers, undoAnswers } from '../questions/given.ts';
import { Refusal } from '../refusal.ts';
import { ExportFiles, exportFiles } from '../reports/export-files.ts';
import { AnswerReview, answerReview } from '../review/answer.ts';
import { changeRules, GivenRules, textOfRules } from '../rules/put-in-force.ts';
import { SetStock, setStock } from '../stock/stock.ts';
import { ReadVerdicts, readVerdicts } from '../verdicts/verdicts.ts';

/** An act that a surface only writes down, and somebody with the right to start things carries out. */
export interface Command<Wish extends z.ZodObject = z.ZodObject> {
  wish: Wish;
  perform(actor: Actor, wish: z.output<Wish>, ports: DeskPorts): Promise<unknown>;
}

const command = <Wish extends z.ZodObject>(wish: Wish, perform: Command<Wish>['perform']): Command => ({
  wish,
  perform: perform as Command['perform'],
});

const all =
  <Wish, Result>(use: (actor: Actor, wish: Wish, ports: DeskPorts) => AsyncGenerator<Result>) =>
  (actor: Actor, wish: Wish, ports: DeskPorts): Promise<Result[]> =>
    Array.fromAsync(use(actor, wish, ports));

const OfDealer = z.object({ id: z.string() });

/** A configuration names its dealer itself: it must be the one whose command this is. Throws `Refusal`. */
const ofOwn =
  <Result>(use: (actor: Actor, wish: z.infer<typeof PutDealer>, ports: DeskPorts) => Promise<Result>) =>
  (
    actor: Actor,
    { dealerId, ...wish }: z.infer<typeof PutDealer> & { dealerId: string },
    ports: DeskPorts,
  ): Promise<Result> => {
    if (OfDealer.safeParse(wish.configuration).data?.id !== dealerId)
      throw new Refusal(reason('dealer-wrong', { detail: `This is not the configuration of ${dealerId}.` }));
    return use(actor, wish, ports);
  };

/** What can be done to a dealer, by the name under which it stands in its record; each wish names the dealer. */
const COMMANDS = {
  'questions.answer': command(AnswerQuestions, answerQuestions),
  'questions.undo': command(AnswersNamed, undoAnswers),
  'questions.share': command(AnswersNamed, shareAnswers),
  'review.answer': command(AnswerReview, answerReview),
  'knowledge.teach': command(TeachMeanings, teachMeanings),
  'knowledge.forget': command(ForgetMeanings, forgetMeanings),
  'knowledge.promote': command(PromoteMeanings, promoteMeanings),
  'match.set': command(SetMatch, setMatch),
  'match.remove': command(RemoveMatch, removeMatch),
  'offers.withdraw': command(WithdrawOffers, withdrawOffers),
  'offers.back': command(BringBackOffers, bringOffersBack),
  'stock.set': command(SetStock, setStock),
  'picture.keep': command(KeepPicture, keepPicture),
  'picture.remove': command(RemovePicture, removePicture),
  'market.put': command(PutSource, putSource),
  'market.remove': command(SourceNamed, removeSource),
  'market.fetch': command(FetchSources, fetchNow),
  'dealer-rule.put': command(PutDealerRule, putDealerRule),
  'dealer-rule.remove': command(RuleNamed, removeDealerRule),
  'dealer-rule.try': command(TryDealerRules, tryDealerRules),
  'list.retire': command(ListNamed, takeListOut),
  'list.restore': command(ListNamed, putListBack),
  'feed.approve': command(DecideFeed, approveFeed),
  'feed.reject': command(DecideFeed, rejectFeed),
  'feed.rollback': command(BringFeedBack, bringFeedBack),
  'feed.deliver': command(DeliverNow.required(), all(deliverNow)),
  'document.redrive': command(RedriveDocuments.required(), all(redriveDocuments)),
  'dealer.put': command(PutDealer.extend({ dealerId: z.string() }), ofOwn(putDealerInUse)),
  'dealer.try': command(TryDealer.extend({ dealerId: z.string() }), ofOwn(tryDealer)),
  'dealer.resume': command(ResumeDealer, resumeDealer),
  'dealer.test': command(TestDealer, testDealer),
  'dealer.export': command(ExportDealer, exportDealer),
  'lists.export': command(ExportFiles, exportFiles),
  'plan.give': command(GivePlan, givePlan),
  'verdicts.read': command(ReadVerdicts, readVerdicts),
  'member.invite': command(Invite, invite),
  'member.role': command(SetRole, setRole),
  'member.remove': command(MemberNamed, removeMember),
  'token.keep': command(KeepToken, keepToken),
  'token.revoke': command(TokenNamed, revokeToken),
} satisfies Record<string, Command>;

/** A batch goes by the word of who asks for it: asked for again, it is the same. */
const startNamed = (actor: Actor, wish: Omit<z.infer<typeof StartBatch>, 'batchId'>, ports: DeskPorts) =>
  startBatch(actor, { ...wish, batchId: actor.key ?? ports.newId() }, ports);

/** What can be done to the whole installation, likewise. */
const COMMANDS_FOR_ALL = {
  'batch.start': command(StartBatch.omit({ batchId: true }), startNamed),
  'batch.resume': command(ResumeBatch, resumeBatch),
  // Its record must outlast the dealer's own.
  'dealer.erase': command(EraseDealer, eraseDealer),
  'rules.put': command(GivenRules, (actor, wish, ports) => changeRules(actor, textOfRules(wish), ports)),
  'plans.put': command(PutPlans, putPlans),
  'member.overall': command(SetOverall, setOverall),
  'member.expel': command(KnownMember, expelMember),
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS | keyof typeof COMMANDS_FOR_ALL;

/** The command of that name that may be done to a dealer, or to all (null). Throws where there is none. */
export const commandNamed = (name: string, dealerId: string | null): Command => {
  const known: Record<string, Command> = dealerId === null ? COMMANDS_FOR_ALL : COMMANDS;
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found) return found;
  throw new Error(`Nothing called ${name} can be done to ${dealerId ?? 'all dealers'}`);
};
