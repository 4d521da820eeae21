// Answers one call of the old gateway's address: sees which service it asks for, lets it in, hands it on.
import type { DedepayError } from "@dedepay/errors";
import type { Context } from "../use-cases/context.ts";
import { authenticateCall, type LegacyCaller } from "./authenticate-call.ts";
import { closeTrade } from "./close-trade.ts";
import { type LegacyAnswer, textAnswer } from "./legacy-answer.ts";
import { type LegacyCall, type ReceivedCall, readLegacyCall } from "./legacy-call.ts";
import { type PayService, payServices } from "./legacy-order.ts";
import { legacyRefusal } from "./legacy-refusal.ts";
import { verifyNotice } from "./notify-verify.ts";
import { queryTimestamp } from "./query-timestamp.ts";
import { queryTrade } from "./query-trade.ts";
import { queryRefund, refundAtOnce, refundByOperator } from "./refund-trade.ts";
import { sendGoods } from "./send-goods.ts";
import type { SwitchedService } from "./settings.ts";
import { requireSwitched } from "./switched-service.ts";
import { takeOrder } from "./take-order.ts";

type Unsigned = (context: Context, call: LegacyCall) => Promise<LegacyAnswer>;
type Signed = (context: Context, caller: LegacyCaller) => Promise<LegacyAnswer>;

const unsignedServices: Readonly<Record<string, Unsigned>> = {
  notify_verify: async (context, call) => textAnswer(await verifyNotice(context, call)),
  query_timestamp: queryTimestamp,
};

const signedServices: Readonly<Record<string, Signed>> = {
  ...Object.fromEntries(Object.keys(payServices).map((service) => [service, pay(service as PayService)])),
  single_trade_query: queryTrade,
  close_trade: switched("close_trade", closeTrade),
  send_goods_confirm_by_platform: switched("send_goods_confirm_by_platform", sendGoods),
  refund_fastpay_by_platform_nopwd: switched("refund", refundAtOnce),
  refund_fastpay_by_platform_pwd: switched("refund", refundByOperator, "anywhere"),
  refund_fastpay_query: switched("refund", queryRefund),
};

/** Throws one of the sixteen, with the old code where it is ours (see `legacyCodeOf`). */
export async function answerCall(context: Context, received: ReceivedCall): Promise<LegacyAnswer> {
  const call = readLegacyCall(received);
  const unsigned = Object.hasOwn(unsignedServices, call.service) ? unsignedServices[call.service] : undefined;
  if (unsigned !== undefined) return unsigned(context, call);
  const signed = Object.hasOwn(signedServices, call.service) ? signedServices[call.service] : undefined;
  if (signed === undefined) throw unknownService(call.service);
  return signed(context, await authenticateCall(context, call));
}

function pay(service: PayService): Signed {
  return async (context, caller) => {
    const taken = await takeOrder(context, { caller, service });
    return taken.kind === "pay" ? { kind: "redirect", url: `/pay/${taken.paymentId}` } : taken;
  };
}

function switched(service: SwitchedService, serve: Signed, from: "own_servers" | "anywhere" = "own_servers"): Signed {
  return async (context, caller) => {
    await requireSwitched(context, caller, { service, from });
    return serve(context, caller);
  };
}

function unknownService(service: string): DedepayError {
  const allowed = [...Object.keys(signedServices), ...Object.keys(unsignedServices)].sort();
  const said = service.replace(/[^\w.]/g, "?");
  return legacyRefusal(1006, "ILLEGAL_SERVICE", {
    param: "service",
    owner: "site",
    detail:
      service === ""
        ? {
            zh: "请求里没有 service，可能整个请求的参数都丢了",
            en: "The request has no service; perhaps all its parameters were lost",
          }
        : {
            zh: `网关不提供名为 ${said} 的接口；提供的有：${allowed.join("、")}`,
            en: `The gateway serves no ${said}; it serves ${allowed.join(", ")}`,
          },
    fix: [
      {
        zh: "核对网站支付插件里的 service 参数，区分大小写；即时到账是 create_direct_pay_by_user",
        en: "Check the service in the shop's plugin, in the same case; instant payment is create_direct_pay_by_user",
      },
    ],
    extra: { allowed },
  });
}
