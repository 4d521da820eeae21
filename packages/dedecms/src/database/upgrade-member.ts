// A rank with its days, gold and points. Days that are left are added, as the CMS adds them.
import type { MemberColumns } from "@dedepay/gateway";
import { type Answer, later, refuse } from "./answer.ts";
import { type Fulfilling, mostTries } from "./fulfilling.ts";
import { daysLeft, memberUnchanged, mostDays, mostGold, readMember, unchangedValues } from "./member-state.ts";
import { operationOutcome } from "./operation-outcome.ts";
import { receiptMark } from "./shop-event.ts";
import type { Operation } from "./shop-order.ts";
import { numberOf, type ShopSession } from "./shop-session.ts";

export type Upgrade = { readonly rank: number; readonly days: number; readonly gold: number; readonly scores: number };

export async function upgradeMember(shop: ShopSession, order: Operation, fulfilling: Fulfilling): Promise<Answer> {
  const { payment, nowS, note } = fulfilling;
  const bought = await readUpgrade(shop, order.pid);
  if (bought === undefined) return refuse("member_type_missing");
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const before = await readMember(shop, order.owner);
    const refusal = upgradeRefusal(before, bought, nowS);
    if (before === undefined || refusal !== undefined) return refuse(refusal ?? "member_missing");
    const after = upgraded(before, bought, nowS);
    const info = `rank ${after.rank}, ${after.exptime} days ${receiptMark(payment)}`;
    // A statement over two tables assigns in no promised order: so nothing on the right side but the sums changes in it,
    // and what the days were computed from is part of the condition.
    await note({ what: "rank", before, after, info });
    const changed = await shop.change(
      "UPDATE `#@__member` m, `#@__member_operation` o SET m.exptime=?, m.uptime=?, m.`rank`=?," +
        " m.money=m.money+?, m.scores=m.scores+?, o.sta=2, o.oldinfo=?" +
        ` WHERE o.buyid=? AND o.sta<2 AND m.mid=o.mid AND ${memberUnchanged}`,
      [
        ...[after.exptime, after.uptime, after.rank, bought.gold, bought.scores, info, payment.orderNo],
        ...unchangedValues(before),
      ],
    );
    const gave = { what: "rank", rank: after.rank, days: after.exptime };
    const outcome = await operationOutcome(shop, { payment, changed, gave });
    if (outcome !== undefined) return outcome;
  }
  return later("busy");
}

async function readUpgrade(shop: ShopSession, type: number): Promise<Upgrade | undefined> {
  const row = await shop.row("SELECT `rank`, exptime FROM `#@__member_type` WHERE aid=?", [type]);
  if (row === undefined) return undefined;
  const rank = numberOf(row, "rank");
  const bonus = await shop.row("SELECT money, scores FROM `#@__arcrank` WHERE `rank`=?", [rank]);
  return { rank, days: numberOf(row, "exptime"), gold: numberOf(bonus, "money"), scores: numberOf(bonus, "scores") };
}

/** Why this member can't be upgraded without losing something. */
export function upgradeRefusal(
  member: MemberColumns | undefined,
  { rank, gold }: Pick<Upgrade, "rank" | "gold">,
  nowS: number,
): string | undefined {
  if (member === undefined) return "member_missing";
  // The CMS would overwrite a better rank that still runs.
  if (member.rank > rank && daysLeft(member, nowS) > 0) return "rank_would_fall";
  return member.gold > mostGold - gold ? "gold_would_overflow" : undefined;
}

function upgraded(before: MemberColumns, { rank, days, gold, scores }: Upgrade, nowS: number): MemberColumns {
  const exptime = Math.min(mostDays, days + daysLeft(before, nowS));
  return { ...before, gold: before.gold + gold, scores: before.scores + scores, rank, exptime, uptime: nowS };
}
