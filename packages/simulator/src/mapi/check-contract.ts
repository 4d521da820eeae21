// Whether the partner's contracts let it use a service, and for the goods it sells.

import { coveringContract } from "../world/covering-contract.ts";
import type { Product } from "../world/product.ts";
import { productServices } from "../world/product-services.ts";
import { type Refusal, refuse } from "../world/refusal.ts";
import type { Capability } from "../world/world.ts";
import type { MapiCall } from "./mapi-call.ts";

const products: ReadonlyMap<string, Product> = new Map(
  (["direct", "escrow", "dual", "wap"] as const).map((product) => [productServices.mapi[product] ?? "", product]),
);

const capabilities: Readonly<Record<string, Capability>> = {
  "account.page.query": "report",
  single_trade_query: "query",
  close_trade: "close",
  refund_fastpay_by_platform_pwd: "refund",
  refund_fastpay_by_platform_nopwd: "refund",
  refund_fastpay_query: "refund",
};

/** The product which a paying service belongs to. */
export function productOf(service: string): Product | undefined {
  return products.get(service);
}

/** The refusal, or undefined where the service may be used. */
export function checkContract(call: MapiCall): Refusal | undefined {
  const { service, partner, simulation, fields } = call;
  const capability = capabilities[service];
  if (capability !== undefined && !partner.capabilities.includes(capability)) {
    return refuse(
      simulation.switches.noContractCode,
      `商户没有开通 ${service}。`,
      `The partner is not allowed to call ${service}.`,
    );
  }
  const product = products.get(service);
  if (product === undefined) return undefined;
  const goods = goodsOf(fields);
  const answer = coveringContract(partner, product, { nowMs: simulation.clock.nowMs(), goods });
  if (answer.covered) return checkDelivery(call, answer.contract.goods);
  if (answer.reason === "goods") {
    return refuse(
      simulation.switches.wrongGoodsCode,
      `签约的是${answer.contract?.goods === "physical" ? "实物" : "虚拟"}商品交易，请求卖的却是${goods === "virtual" ? "虚拟" : "实物"}商品。`,
      `The contract covers ${answer.contract?.goods} goods, the request sells ${goods} ones.`,
    );
  }
  const [zh, en] = lapses[answer.reason];
  return refuse(simulation.switches.noContractCode, `${service}：${zh}。`, `${service}: ${en}.`);
}

const lapses = {
  none: ["没有签约这个产品", "no contract for this product"],
  closed: ["合同已经关闭", "the contract is closed"],
  not_yet: ["合同还没有生效", "the contract is not in force yet"],
  ended: ["合同已经到期", "the contract has ended"],
} as const;

/** What the request says that it sells; mostly it says nothing. 47 is the payment type of e-vouchers. */
function goodsOf(fields: ReadonlyMap<string, string>): "physical" | "virtual" | undefined {
  const type = fields.get("goods_type");
  if (type === "0" || fields.get("payment_type") === "47") return "virtual";
  return type === "1" ? "physical" : undefined;
}

function checkDelivery(call: MapiCall, goods: "physical" | "virtual" | "any"): Refusal | undefined {
  if (goods !== "physical" || call.fields.get("logistics_type") !== "DIRECT") return undefined;
  return refuse(
    "VIRTUAL_NOT_SUPPORT",
    "logistics_type=DIRECT（无需物流）需要虚拟商品的合同。",
    "logistics_type=DIRECT (nothing to ship) needs a contract for virtual goods.",
  );
}
