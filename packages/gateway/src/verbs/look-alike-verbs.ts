// What stands in for Alipay's old gateway before old shops, and what its owner decides about it.
import { answerCall } from "../look-alike/answer-call.ts";
import {
  type ChangeLookAlikeInput,
  changeLookAlike,
  type LookAlikeView,
  viewLookAlike,
} from "../look-alike/change-settings.ts";
import {
  type IssuedKey,
  type IssueKeyInput,
  issueKey,
  type RevokeKeyInput,
  revokeKey,
} from "../look-alike/issue-key.ts";
import type { LegacyAnswer } from "../look-alike/legacy-answer.ts";
import type { ReceivedCall } from "../look-alike/legacy-call.ts";
import { findWayBack, type WayBack } from "../look-alike/way-back.ts";
import type { Context } from "../use-cases/context.ts";

export type LookAlikeVerbs = {
  answerLegacyCall(received: ReceivedCall): Promise<LegacyAnswer>;
  findWayBack(paymentId: string): Promise<WayBack>;
  issueLookAlikeKey(input: IssueKeyInput): Promise<IssuedKey>;
  revokeLookAlikeKey(input: RevokeKeyInput): Promise<void>;
  viewLookAlike(siteId: string): Promise<LookAlikeView>;
  changeLookAlike(input: ChangeLookAlikeInput): Promise<LookAlikeView>;
};

export function lookAlikeVerbs(context: Context): LookAlikeVerbs {
  return {
    answerLegacyCall: (received) => answerCall(context, received),
    findWayBack: (paymentId) => findWayBack(context, paymentId),
    issueLookAlikeKey: (input) => issueKey(context, input),
    revokeLookAlikeKey: (input) => revokeKey(context, input),
    viewLookAlike: (siteId) => viewLookAlike(context, siteId),
    changeLookAlike: (input) => changeLookAlike(context, input),
  };
}
