// Makes an attempt with its frozen content, checked against everything that is known about the service.
import {
  mapiServices,
  openapiServices,
  type ServiceDefinition,
  type Violation,
  validateParameters,
} from "@dedepay/alipay";
import { DedepayError } from "@dedepay/errors";
import { readSettings } from "../../channel/account-settings.ts";
import type { PayService } from "../../channel/pay-content.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { attemptContent } from "./attempt-content.ts";
import { newOutTradeNo } from "./new-out-trade-no.ts";
import type { Goods, Notice, Product } from "./payment-document.ts";

export type NewAttemptInput = { payment: PaymentsTable; account: AccountsTable; product: Product; sequence: number };

/** Throws 1011 (amount outside the service's range) and 1002 (any other broken rule, all of them named). */
export function newAttempt(context: Context, input: NewAttemptInput): { row: AttemptsTable; notices: Notice[] } {
  const { payment, account, product } = input;
  const protocol = account.protocol === "mapi" ? "mapi" : "openapi";
  const outTradeNo = newOutTradeNo(context, payment.orderNo, protocol);
  const { content, notices } = attemptContent({
    product,
    outTradeNo,
    amountFen: payment.amountFen,
    subject: payment.subject,
    body: payment.body,
    goods: payment.goods as Goods,
    expiresAtMs: payment.expiresAtMs,
    partner: account.identity,
    settings: readSettings(account.settingsJson),
  });
  const violations = validateParameters(definitionOf(content.service), content.parameters);
  if (violations.length > 0) throw brokenRules(content.service, violations);
  const row: AttemptsTable = {
    id: context.newId("att"),
    paymentId: payment.id,
    accountId: account.id,
    pid: account.pid,
    outTradeNo,
    sequence: input.sequence,
    product,
    service: content.service,
    contentJson: JSON.stringify(content),
    state: "open",
    tradeNo: null,
    qrCode: null,
    qrValidUntilMs: null,
    openedAtMs: null,
    createdAtMs: context.nowMs(),
  };
  return { row, notices };
}

const registry: Readonly<Record<string, ServiceDefinition>> = { ...mapiServices, ...openapiServices };

function definitionOf(service: PayService): ServiceDefinition {
  const definition = registry[service];
  if (definition === undefined) throw new TypeError(`no registry entry for ${service}`);
  return definition;
}

const amountFields: readonly string[] = ["total_fee", "price", "total_amount"];

function brokenRules(service: string, violations: readonly Violation[]): DedepayError {
  const first = violations[0];
  const isAmount = violations.every((violation) => amountFields.includes(violation.field));
  const list = violations.map((v) => `${v.field} (${v.rule}${v.limit === undefined ? "" : `: ${v.limit}`})`).join(", ");
  return new DedepayError(isAmount ? 1011 : 1002, {
    param: isAmount ? "amount_fen" : (first?.field ?? ""),
    detail: {
      zh: `订单内容不符合支付宝服务 ${service} 的要求：${list}`,
      en: `The order breaks rules of Alipay's ${service}: ${list}`,
    },
    extra: { violations },
  });
}
