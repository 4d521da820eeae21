// What the owner reads when verified money belongs to no order that we know.
import type { TradeFacts } from "@dedepay/alipay";
import type { BilingualText } from "@dedepay/errors";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { ForwardedBy } from "../notifications/notification-row.ts";
import type { GatewayCause } from "./incident-causes.ts";
import type { IncidentInput } from "./open-incident.ts";

export type Parked = { account: AccountsTable; facts: TradeFacts; forwardedBy: ForwardedBy | undefined };

export function parkedIncident({ account, facts, forwardedBy }: Parked): IncidentInput {
  const { cause, title } = whatIsWrong(forwardedBy);
  return {
    cause,
    group: `${cause}:${account.id}:${facts.outTradeNo}`,
    title,
    accountId: account.id,
    money: { name: facts.outTradeNo, amountFen: facts.totalFen },
    evidence: {
      outTradeNo: facts.outTradeNo,
      tradeNo: facts.tradeNo,
      tradeStatus: facts.tradeStatus,
      totalFen: Number(facts.totalFen),
      siteId: forwardedBy?.siteId,
      rowsFound: forwardedBy?.rowsFound,
    },
  };
}

function whatIsWrong(forwardedBy: ForwardedBy | undefined): { cause: GatewayCause; title: BilingualText } {
  if (forwardedBy?.rowsFound === 0) {
    return {
      cause: "order-missing-when-paid",
      title: {
        zh: "买家付了款，但网站里已没有这张订单，请核对",
        en: "A buyer paid an order that the site does not have any more",
      },
    };
  }
  if (forwardedBy?.rowsFound !== undefined && forwardedBy.rowsFound > 1) {
    return {
      cause: "order-missing-when-paid",
      title: {
        zh: "买家付了款，但网站里有两张同号的订单，请核对",
        en: "A buyer paid, and the site has two orders of that number",
      },
    };
  }
  return {
    cause: "unknown-order",
    title: {
      zh: "收到一笔网关不认识的订单的付款通知，请核对",
      en: "A verified notification names an order that this gateway does not know",
    },
  };
}
