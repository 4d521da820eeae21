// Errors on Alipay's own page are invisible to a server. What can be seen is that several buyers in a row left for Alipay and
// Alipay knows no trade of any of them: then the owner should try the way himself.
import { listOpenedAttempts } from "../../store/attempts.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { openIncident } from "./open-incident.ts";
import { incidentIsOver } from "./settle-incident.ts";

const minuteMs = 60_000;
/** A buyer who has not logged in after this long has met something else than a login form. */
const patienceMs = 4 * minuteMs;

/** Called where Alipay just answered that it knows no trade of an attempt of this account. */
export async function watchMissingTrades(context: Context, db: Db, accountId: string): Promise<void> {
  const limit = context.missingTrades;
  if (limit === undefined) return;
  const nowMs = context.nowMs();
  const opened = await listOpenedAttempts(db, { accountId, sinceMs: nowMs - limit.withinMinutes * minuteMs });
  const group = `buyers-left-without-trade:${accountId}`;
  if (opened.some(({ tradeNo }) => tradeNo !== null)) {
    await incidentIsOver(context, db, { group, note: "又有买家走到了收银台 · a buyer reached the cashier again" });
    return;
  }
  // Only what Alipay has clearly denied, and long enough after the buyer left.
  const missing = opened.filter(
    ({ openedAtMs, lastAtMs, unknownSinceMs }) =>
      unknownSinceMs === null && lastAtMs !== null && lastAtMs - openedAtMs >= patienceMs,
  );
  const payments = [...new Set(missing.map(({ paymentId }) => paymentId))];
  const latest = payments.at(-1);
  if (latest === undefined || payments.length < limit.payments) return;
  await openIncident(context, db, {
    cause: "buyers-left-without-trade",
    group,
    title: {
      zh: `${limit.withinMinutes} 分钟内有 ${payments.length} 位买家去了支付宝，却没有产生任何交易，请打开测试链接看看`,
      en: `Within ${limit.withinMinutes} minutes ${payments.length} buyers left for Alipay and no trade appeared; open the test link`,
    },
    paymentId: latest,
    alsoPayments: payments,
    accountId,
    evidence: { testUrl: `${context.publicUrl()}/pay/${latest}`, payments: payments.length },
  });
}
