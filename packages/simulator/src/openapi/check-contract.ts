// Whether an application may call a method, with the product_code and the goods it states.

import { coveringContract } from "../world/covering-contract.ts";
import type { Product } from "../world/product.ts";
import type { Capability } from "../world/world.ts";
import { bizText, type OpenapiCall } from "./openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

interface Product4Method {
  product: Product;
  /** product_code values which fit; the first is the default. */
  productCodes: readonly string[];
}

const products: Readonly<Record<string, Product4Method>> = {
  "alipay.trade.page.pay": { product: "page", productCodes: ["FAST_INSTANT_TRADE_PAY"] },
  "alipay.trade.wap.pay": { product: "wap", productCodes: ["QUICK_WAP_WAY", "QUICK_WAP_PAY"] },
  // The products of phones come together here: a contract of "wap" covers the app too.
  "alipay.trade.app.pay": { product: "wap", productCodes: ["QUICK_MSECURITY_PAY"] },
  "alipay.trade.precreate": { product: "qr", productCodes: ["FACE_TO_FACE_PAYMENT", "QR_CODE_OFFLINE"] },
  "alipay.trade.pay": { product: "qr", productCodes: ["FACE_TO_FACE_PAYMENT", "OFFLINE_PAYMENT"] },
  "alipay.trade.create": { product: "qr", productCodes: ["FACE_TO_FACE_PAYMENT", "JSAPI_PAY"] },
};

const capabilities: Readonly<Record<string, Capability>> = {
  "alipay.trade.query": "query",
  "alipay.trade.close": "close",
  "alipay.trade.cancel": "close",
  "alipay.trade.refund": "refund",
  "alipay.trade.fastpay.refund.query": "refund",
};

/** The product which a paying method belongs to. */
export function productOf(method: string): Product | undefined {
  return products[method]?.product;
}

export function checkContract(call: OpenapiCall): OpenapiRefusal | undefined {
  const { method, app, simulation } = call;
  const capability = capabilities[method];
  if (capability !== undefined && !app.capabilities.includes(capability)) {
    return noPermission(method);
  }
  const product = products[method];
  if (product === undefined) return undefined;
  const goodsType = bizText(call, "goods_type");
  const goods = goodsType === "0" ? "virtual" : goodsType === "1" ? "physical" : undefined;
  const answer = coveringContract(app, product.product, { nowMs: simulation.clock.nowMs(), goods });
  if (!answer.covered) {
    if (answer.reason === "none") return noPermission(method);
    const [zh, en] = lapses[answer.reason];
    return openapiRefuse("40004", "ACQ.ACCESS_FORBIDDEN", {
      zh: `无权限使用接口：${zh}。`,
      en: `No permission: ${en}.`,
    });
  }
  const code = bizText(call, "product_code");
  if (code === "" || product.productCodes.includes(code)) return undefined;
  return openapiRefuse("40004", "ACQ.ACCESS_FORBIDDEN", {
    zh: `无权限使用接口：product_code=${code.slice(0, 64)} 与 ${method} 不符，应为 ${product.productCodes.join(" 或 ")}。`,
    en: `No permission: product_code=${code.slice(0, 64)} does not fit ${method}; it is ${product.productCodes.join(" or ")}.`,
  });
}

const lapses = {
  closed: ["合同已经关闭", "the contract is closed"],
  not_yet: ["合同还没有生效", "the contract is not in force yet"],
  ended: ["合同已经到期", "the contract has ended"],
  goods: ["签约的商品类型（实物或虚拟）与请求不符", "the contract is for other goods (physical or virtual)"],
} as const;

function noPermission(method: string): OpenapiRefusal {
  return openapiRefuse("40006", "isv.insufficient-isv-permissions", {
    zh: `应用没有 ${method} 的权限：没有签约，或应用没有绑定产品。`,
    en: `The application may not call ${method}: not contracted, or the product is not bound to the app.`,
  });
}
