// Which Alipay product a payment goes through. What people typed about contracts (dates, status) warns and still sends;
// only a product that no contract names at all is refused, or replaced where the site left the choice to us.
import { DedepayError } from "@dedepay/errors";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { Goods, Notice, Product, ProductChoice } from "./payment-document.ts";

/** First choice first. Escrow comes last: the money is the seller's only after the buyer has confirmed. */
const preferences: Readonly<Record<"mapi" | "openapi", readonly Product[]>> = {
  mapi: ["direct", "dual", "escrow"],
  openapi: ["page", "wap", "qr"],
};

export type ChooseProductInput = {
  protocol: "mapi" | "openapi";
  contracts: readonly ContractsTable[];
  choice: ProductChoice;
  goods: Goods;
  nowMs: number;
};

/** Throws 1006 (product of the other protocol) and 1010 (no contract covers it, with what is covered). */
export function chooseProduct(input: ChooseProductInput): { product: Product; notices: Notice[] } {
  const possible = preferences[input.protocol];
  const covering = input.contracts.filter((contract) => covers(contract, input.goods));
  if (input.choice !== "auto") {
    const choice = input.choice;
    if (!possible.includes(choice)) throw otherProtocol(choice, possible);
    return withWarnings(input, choice, covering);
  }
  const contracted = possible.filter((product) => covering.some((contract) => contract.product === product));
  const effective = contracted.filter((product) =>
    covering.some((contract) => contract.product === product && trouble(contract, input.nowMs) === undefined),
  );
  const product = effective[0] ?? contracted[0] ?? (input.contracts.length === 0 ? possible[0] : undefined);
  if (product === undefined) throw notCovered(input, covering);
  const chosen = withWarnings(input, product, covering);
  return { product, notices: [...whyChosen(input, product, possible), ...chosen.notices] };
}

export function covers(contract: ContractsTable, goods: Goods): boolean {
  return contract.goods === "any" || contract.goods === goods;
}

function withWarnings(
  input: ChooseProductInput,
  product: Product,
  covering: readonly ContractsTable[],
): { product: Product; notices: Notice[] } {
  if (input.contracts.length === 0) {
    return {
      product,
      notices: [
        notice("no_contracts_known", {
          zh: "尚未登记该支付宝账户的签约产品，无法预先核对权限",
          en: "No contracts are registered for this account, so its rights could not be checked beforehand",
        }),
      ],
    };
  }
  const contract = covering.find((other) => other.product === product);
  if (contract === undefined) throw notCovered({ ...input, choice: product }, covering);
  const why = trouble(contract, input.nowMs);
  if (why === undefined) return { product, notices: [] };
  return {
    product,
    notices: [
      notice("contract_warning", {
        zh: `产品 ${product} 的签约登记为 ${why}，仍然提交；如支付宝拒绝，请核对签约`,
        en: `The contract for ${product} is registered as ${why}; sent all the same`,
      }),
    ],
  };
}

/** What is wrong with a contract by its own entry, or undefined. */
function trouble(contract: ContractsTable, nowMs: number): string | undefined {
  if (contract.status !== "active") return contract.status;
  if (contract.fromMs !== null && nowMs < contract.fromMs) return "not_yet_effective";
  if (contract.toMs !== null && nowMs >= contract.toMs) return "expired";
  return undefined;
}

function whyChosen(input: ChooseProductInput, product: Product, possible: readonly Product[]): Notice[] {
  const passed = possible.slice(0, possible.indexOf(product));
  if (passed.length === 0 || input.contracts.length === 0) return [];
  return [
    notice("product_chosen", {
      zh: `已选用产品 ${product}：${passed.join("、")} 未签约或不支持${input.goods === "virtual" ? "虚拟" : "实物"}商品`,
      en: `Product ${product} was chosen: no contract for ${passed.join(", ")} covers ${input.goods} goods`,
    }),
  ];
}

function notice(kind: string, text: { zh: string; en: string }): Notice {
  return { kind, ...text };
}

function otherProtocol(choice: Product, possible: readonly Product[]): DedepayError {
  return new DedepayError(1006, {
    param: "product",
    detail: {
      zh: `该支付宝账户的接口不提供产品 ${choice}，可用：${possible.join("、")}`,
      en: `This account's protocol has no product ${choice}; it has ${possible.join(", ")}`,
    },
    extra: { allowed: possible },
  });
}

function notCovered(input: ChooseProductInput, covering: readonly ContractsTable[]): DedepayError {
  const have = [...new Set(covering.map((contract) => contract.product))];
  const goods = input.goods === "virtual" ? "虚拟商品" : "实物商品";
  return new DedepayError(1010, {
    param: "product",
    owner: "merchant",
    detail: {
      zh: `没有任何签约允许用 ${input.choice} 销售${goods}；已签约可用：${have.length === 0 ? "无" : have.join("、")}`,
      en: `No contract lets ${input.choice} sell ${input.goods} goods; contracted for them: ${have.join(", ") || "none"}`,
    },
    fix: [
      {
        zh: `在支付宝商家平台为${goods}签约相应产品，或把 product 设为 auto`,
        en: `Sign the product for ${input.goods} goods with Alipay, or send product "auto"`,
      },
    ],
    diagnosis: {
      cause: have.length === 0 && input.contracts.length > 0 ? "goods-kind-not-contracted" : "product-not-contracted",
    },
    extra: { contracted: have },
  });
}
