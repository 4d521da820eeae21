// The columns of a member's row that top-ups and upgrades change.
import type { MemberColumns } from "@dedepay/gateway";
import { numberOf, type ShopSession } from "./shop-session.ts";

/** What fits into dede_member.money (mediumint unsigned) and .exptime (smallint): more would be cut without a word. */
export const mostGold = 16_777_215;
export const mostDays = 32_767;

export async function readMember(shop: ShopSession, mid: number): Promise<MemberColumns | undefined> {
  const row = await shop.row(
    "SELECT m.`rank`, m.uptime, m.exptime, m.money, m.scores," +
      " (SELECT COUNT(*) FROM `#@__member_operation` o WHERE o.mid=m.mid AND o.sta=2) AS settled" +
      " FROM `#@__member` m WHERE m.mid=?",
    [mid],
  );
  if (row === undefined) return undefined;
  const column = (name: string): number => numberOf(row, name);
  return {
    gold: column("money"),
    rank: column("rank"),
    uptime: column("uptime"),
    exptime: column("exptime"),
    scores: column("scores"),
    settled: column("settled"),
  };
}

/** A statement that changes a member's row holds it against what its result was computed from. */
export const memberUnchanged = "m.money=? AND m.`rank`=? AND m.uptime=? AND m.exptime=? AND m.scores=?";
export const unchangedValues = (m: MemberColumns): number[] => [m.gold, m.rank, m.uptime, m.exptime, m.scores];

const dayS = 86_400;

/** Whole days that are left of a rank. */
export function daysLeft(member: Pick<MemberColumns, "exptime" | "uptime">, nowS: number): number {
  // Another upgrade may have begun a second after this one and ended before it: no day has passed then, and none is won.
  const passed = Math.max(0, Math.floor((nowS - member.uptime) / dayS));
  return member.exptime > 0 ? Math.max(0, member.exptime - passed) : 0;
}
