// The owner says that Alipay granted error_notify_url for an account: payments then carry the address, and what buyers see
// in place of the cashier is heard of.
import { findAccount } from "../../store/accounts.ts";
import { hasErrorNotices, setErrorNotices as putErrorNotices } from "../../store/error-notices.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";

export type SetErrorNoticesInput = ByOwner & { accountId: string; enabled: boolean };

/** Throws 1009, and 1002 for an account of OpenAPI, which has no such address. */
export async function setErrorNotices(context: Context, input: SetErrorNoticesInput): Promise<{ enabled: boolean }> {
  const { accountId, enabled, requestId } = input;
  await context.store.inTransaction(async (db) => {
    const account = await findAccount(db, accountId);
    if (account === undefined) throw notFound({ zh: "支付宝账户", en: "account" }, accountId);
    if (account.protocol !== "mapi") {
      throw invalidParameter("enabled", {
        zh: "只有老网关（合作者接口）的账户有 error_notify_url",
        en: "Only accounts of the partner gateway have error_notify_url",
      });
    }
    const before = await hasErrorNotices(db, accountId);
    await putErrorNotices(db, { accountId, enabled, nowMs: context.nowMs() });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "account.error_notices_set",
      subject: accountId,
      before: { enabled: before },
      after: { enabled },
      requestId,
    });
  });
  return { enabled };
}
