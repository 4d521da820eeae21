// Alipay refused a call of ours for a reason that the owner has to mend: an incident with the doctor's finding. What a buyer
// or Alipay itself has to mend is no incident.
import type { AlipayError } from "@dedepay/alipay";
import { type CodePolicy, policyOf } from "@dedepay/errors";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import { learnRefusal } from "../accounts/learn-capability.ts";
import type { Context } from "../context.ts";
import { type IncidentInput, openIncident } from "../incidents/open-incident.ts";

export type RefusedCall = { error: AlipayError; account: AccountsTable; paymentId: string; requestId: string };

export async function reportRefusal(context: Context, refused: RefusedCall): Promise<void> {
  const { error, account, paymentId, requestId } = refused;
  const code = error.subCode ?? error.code ?? (error.kind === "signature" ? "reply-not-verified" : undefined);
  if (code === undefined) return;
  const namespace = account.protocol === "mapi" ? "mapi" : "openapi";
  const policy = error.kind === "signature" ? undefined : policyOf(code, namespace);
  if (policy !== undefined && policy.owner !== "merchant" && policy.owner !== "site") return;
  const group = `alipay-refused:${account.id}:${code.slice(0, 64)}`;
  await context.store.inTransaction(async (db) => {
    await learnRefusal(db, account.id, error);
    await openIncident(context, db, {
      cause: causeOf(policy),
      group,
      title: titleOf(code, policy),
      paymentId,
      accountId: account.id,
      evidence: { requestId, service: error.service, alipayCode: code, subMsg: error.subMsg?.slice(0, 200) },
    });
  });
  context.wakeRelay();
  context.desk.later({
    group,
    accounts: [account],
    evidence: [{ error: code, ...(error.rawBytes && { body: error.rawBytes }) }],
  });
}

function causeOf(policy: CodePolicy | undefined): IncidentInput["cause"] {
  if (policy === undefined) return "reply-not-verified";
  const [catalogue] = policy.causes;
  return catalogue === undefined ? "alipay-refused-call" : { catalogue };
}

function titleOf(code: string, policy: CodePolicy | undefined): { zh: string; en: string } {
  if (policy === undefined) {
    return {
      zh: "支付宝的应答没有通过验签，请核对支付宝公钥",
      en: "A reply of Alipay did not verify; check Alipay's public key",
    };
  }
  return {
    zh: `支付宝拒绝了请求：${code}，${policy.meaningZh}`,
    en: `Alipay refused a call: ${code}, ${policy.meaningEn}`,
  };
}
