// The payment method against the contract. A wrong one is HAS_NO_PRIVILEGE at Alipay.
import { settingsPath } from "./inspected-paths.ts";
import { asIs, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";
import { contractTrouble, type KnownContracts, payMethods } from "./known-contracts.ts";

const chooses = {
  zh: "由网关按签约选择接口，设置里的这一项不再使用",
  en: "the gateway chooses the service by the contract; this setting is no longer used",
};
const changeMethod = {
  zh: "登录支付宝商家中心核对签约产品，再在后台「系统 > 支付工具 > 支付宝 > 接口类型」选一致的一项：0 标准双接口，1 担保交易（安装默认值），2 即时到账",
  en: "look up the contract in Alipay's merchant centre, then choose the same in System > Payment tools > Alipay: 0 dual, 1 escrow (the installer's default), 2 direct",
};

export function checkMethod(installation: Installation): Finding[] {
  const { plugin, paymentFiles, contracts, nowMs } = installation;
  const settings = paymentFiles.find(({ code }) => code === "alipay")?.settings;
  if (plugin === "drop-in" || settings === undefined || (settings.get("alipay_partner") ?? "") === "") return [];
  const value = settings.get("alipay_pay_method") ?? "";
  const method = payMethods[value];
  if (method === undefined) return [unknownMethod(value)];
  const findings = method.product === "direct" ? [] : [escrowCountsAsPaid(installation)];
  if (contracts === undefined) return [...findings, notCompared(value)];
  const ofProduct = contracts.contracts.filter(({ product }) => product === method.product);
  const effective = ofProduct.filter((contract) => contractTrouble(contract, nowMs) === undefined);
  if (effective.length === 0) return [...findings, notCovered(value, contracts, nowMs)];
  const sellsVirtual = installation.database?.orders.sellsVirtual === true;
  if (sellsVirtual && effective.every(({ goods }) => goods === "physical")) findings.push(physicalOnly);
  return [...findings, covered(value)];
}

function saysMethod(value: string): string {
  return `${settingsPath}: alipay_pay_method = '${value.slice(0, 8)}'`;
}

function unknownMethod(value: string): Finding {
  return openFinding({
    id: "payment-method-unknown",
    bugs: ["C4"],
    severity: "critical",
    title: {
      zh: "支付接口类型的值不认识，请求会带空的 service，支付宝答 ILLEGAL_SIGN",
      en: "unknown payment method: requests carry an empty service, and Alipay answers ILLEGAL_SIGN",
    },
    proof: asIs(saysMethod(value)),
    fix: [changeMethod],
    dropIn: chooses,
  });
}

function notCompared(value: string): Finding {
  const { service = "", zh = "", en = "" } = payMethods[value] ?? {};
  return openFinding({
    id: "payment-method",
    bugs: ["C5"],
    severity: "note",
    title: {
      zh: `支付接口是${zh}（${service}）；签约是否一致没有核对`,
      en: `the payment method is ${en} (${service}); it was not compared with the contract`,
    },
    proof: asIs(saysMethod(value)),
    fix: [
      changeMethod,
      {
        zh: "要自动核对：加 --data 网关的数据文件夹（账户已登记时），或用 --contract direct|escrow|dual 说明签了什么",
        en: "to have it compared: give --data, the gateway's data folder, where the account is registered, or name the contract with --contract direct|escrow|dual",
      },
    ],
    dropIn: chooses,
  });
}

function covered(value: string): Finding {
  const { service = "" } = payMethods[value] ?? {};
  return openFinding({
    id: "payment-method",
    bugs: ["C5"],
    severity: "note",
    state: "closed",
    title: { zh: `支付接口 ${service} 与签约一致`, en: `the payment method ${service} is contracted` },
    proof: asIs(saysMethod(value)),
    fix: [],
    dropIn: chooses,
  });
}

function notCovered(value: string, { contracts, source }: KnownContracts, nowMs: number): Finding {
  const { service = "", product = "" } = payMethods[value] ?? {};
  const list = contracts.map((contract) => {
    const trouble = contractTrouble(contract, nowMs);
    return trouble === undefined ? contract.product : `${contract.product} (${trouble})`;
  });
  const have = list.join(", ");
  const isExpired = contracts.some((contract) => contract.product === product);
  return openFinding({
    id: isExpired ? "contract-not-effective" : "contract-does-not-cover-method",
    bugs: ["C5"],
    // A status or a date is typed in by a person and may be stale; a product that nobody signed is surer.
    severity: isExpired ? "serious" : "critical",
    title: {
      zh: `支付接口 ${service} 不在有效的签约里：支付宝会答 HAS_NO_PRIVILEGE，一笔也收不到`,
      en: `no effective contract covers ${service}: Alipay answers HAS_NO_PRIVILEGE and no payment works`,
    },
    proof: {
      zh: `${saysMethod(value)}；${source === "gateway" ? "网关登记的签约" : "您说明的签约"}：${have === "" ? "无" : have}`,
      en: `${saysMethod(value)}; ${source === "gateway" ? "contracts in the gateway" : "contracts as you named them"}: ${have === "" ? "none" : have}`,
    },
    fix: [changeMethod],
    dropIn: chooses,
  });
}

const physicalOnly: Finding = openFinding({
  id: "goods-kind-not-contracted",
  bugs: [],
  severity: "serious",
  title: {
    zh: "店里卖点卡或会员等级（虚拟商品），签约却只含实物：支付宝会答 ILLEGAL_PARTNER",
    en: "cards or ranks (virtual goods) are for sale, the contract covers physical goods only: Alipay answers ILLEGAL_PARTNER",
  },
  proof: asIs("dede_moneycard_type, dede_member_type"),
  fix: [
    {
      zh: "向支付宝申请虚拟商品交易服务，审核通过前下架点卡和会员",
      en: "have virtual goods added to the contract; until then take cards and ranks off sale",
    },
  ],
  dropIn: {
    zh: "网关按商品种类核对签约，付款前就说明缺哪一项",
    en: "the gateway compares the kind of goods with the contract before the buyer pays",
  },
});

function escrowCountsAsPaid({ database }: Installation): Finding {
  return openFinding({
    id: "escrow-counts-as-paid",
    bugs: ["D4"],
    severity: database?.orders.sellsVirtual === true ? "serious" : "warning",
    certainty: "assumed",
    title: {
      zh: "担保交易：买家付款后点卡和会员立即发放，而钱还在支付宝；买家不确认，钱会退回",
      en: "escrow: cards and ranks are handed out while Alipay still holds the money, which goes back if the buyer never confirms",
    },
    proof: asIs(settingsPath),
    fix: [
      {
        zh: "发货后到支付宝手工点「发货」；虚拟商品改签即时到账，或到账后再发",
        en: "confirm each shipment at Alipay by hand; sell virtual goods with a direct-pay contract, or hand them out after the money has come",
      },
    ],
    dropIn: {
      zh: "担保款到账前不发放虚拟商品；实物发货后由网关通知支付宝",
      en: "hands out nothing virtual before the money is the seller's; the gateway tells Alipay of shipments",
    },
  });
}
