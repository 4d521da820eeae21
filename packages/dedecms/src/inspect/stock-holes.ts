// The holes which the stock plugin is known to have wherever it runs, with what closes them. Data only; V1 depends on
// the files at hand and has a check of its own.
import { confirmBlockLine } from "./confirm-block.ts";
import { confirmPath, pluginPath } from "./inspected-paths.ts";
import type { BilingualText, Severity } from "./inspection-finding.ts";

export type StockHole = {
  readonly id: string;
  readonly bug: string;
  readonly severity: Severity;
  readonly title: BilingualText;
  readonly fix: readonly BilingualText[];
  readonly dropIn: BilingualText;
  /** Whether the PHP files close it. */
  readonly closedByDropIn: boolean;
  /** Without this file the hole can't be there. */
  readonly path: string;
};

const respondOnlyReads: BilingualText = {
  zh: "堵上：返回页面只读状态，不再改订单",
  en: "closes it: the return page only reads the state and changes no order",
};
const compareByHand: BilingualText = {
  zh: "发货前逐笔对照支付宝账单的金额和订单商品",
  en: "compare each order with Alipay's bill, amount and goods, before shipping",
};
const installDropIn: BilingualText = { zh: "安装接入文件", en: "install the drop-in" };

const checkout = "plus/carbuyaction.php";

export const stockHoles: readonly StockHole[] = [
  {
    id: "cheap-cart-replay",
    bug: "V2",
    severity: "critical",
    path: checkout,
    closedByDropIn: true,
    title: {
      zh: "买家能用便宜的购物车重写贵订单的总价，按低价付款后仍得到贵商品",
      en: "a buyer can rewrite a dear order's total with a cheap cart, pay the low price and keep the dear goods",
    },
    fix: [compareByHand],
    dropIn: {
      zh: "堵上：商品合计与订单金额不符的付款不入账，留给人处理",
      en: "closes it: where the goods do not add up to the order's price, nothing is marked paid and a person decides",
    },
  },
  {
    id: "paid-order-rewritten",
    bug: "V3",
    severity: "serious",
    path: checkout,
    closedByDropIn: false,
    title: {
      zh: "已付款订单的金额和支付方式仍可被买家改写",
      en: "a buyer can rewrite total and payment method of an order which is already paid",
    },
    fix: [compareByHand],
    dropIn: {
      zh: "不能阻止改写；实付金额以网关账本为准",
      en: "can't prevent the rewriting; the gateway's ledger keeps what was really paid",
    },
  },
  {
    id: "return-address-replay",
    bug: "V4",
    severity: "critical",
    path: checkout,
    closedByDropIn: true,
    title: {
      zh: "付一次款可反复使用：删除订单、用旧 Cookie 重新下单、再打开旧的返回网址",
      en: "one payment works again and again: delete the order, order anew with the old cookie, open the old return address",
    },
    fix: [compareByHand],
    dropIn: respondOnlyReads,
  },
  {
    id: "anonymous-confirm",
    bug: "V5",
    severity: "critical",
    path: confirmPath,
    closedByDropIn: false,
    title: {
      zh: "任何人不登录就能把任意未付款订单改成「已完成」",
      en: "anybody, without a login, can set any unpaid order to finished",
    },
    fix: [
      {
        zh: `在 ${confirmPath} 的 <?php 之后另起一行加入：${confirmBlockLine}（买家不能再自己确认收货，由店主在后台确认）`,
        en: `put this line after <?php in ${confirmPath}: ${confirmBlockLine} (buyers can't confirm receipt any more; the owner does)`,
      },
    ],
    dropIn: {
      zh: "安装程序会加上面那一行；只上传接入文件则仍要自己加",
      en: "the installer puts the line in; uploading the drop-in's files alone leaves it open",
    },
  },
  {
    id: "foreign-order-pay-again",
    bug: "V6",
    severity: "serious",
    path: checkout,
    closedByDropIn: true,
    title: {
      zh: "会员能打开别人的订单；已付款订单仍显示付款按钮，会重复付款",
      en: "a member can open other people's orders, and a paid order still shows a pay button: double payments",
    },
    fix: [{ zh: "重复付款在支付宝后台退款", en: "refund double payments in Alipay's console" }],
    dropIn: {
      zh: "别人的订单、已付款的订单都不再给付款按钮；能打开别人订单的页面一事不变",
      en: "shows no pay button for a paid or somebody else's order; that others can open its page stays",
    },
  },
  {
    id: "loose-signature-compare",
    bug: "V7",
    severity: "note",
    path: pluginPath,
    closedByDropIn: true,
    title: {
      zh: "签名用 != 比较，理论上可碰撞（0e… 等于 0）",
      en: "signatures are compared with !=, which can collide in theory (0e… equals 0)",
    },
    fix: [installDropIn],
    dropIn: { zh: "堵上：签名由网关验证，逐字节比较", en: "closes it: the gateway verifies, byte for byte" },
  },
  {
    id: "seller-not-checked",
    bug: "V8",
    severity: "warning",
    path: pluginPath,
    closedByDropIn: true,
    title: {
      zh: "通知里的收款方没有核对，也不向支付宝验证 notify_id",
      en: "the seller in a notification is not checked, nor is notify_id",
    },
    fix: [{ zh: "不要让多个站点共用一个密钥", en: "let no two sites share a key" }, installDropIn],
    dropIn: { zh: "堵上：网关核对收款方和金额", en: "closes it: the gateway checks seller and amount" },
  },
  {
    id: "amount-oracle",
    bug: "I1",
    severity: "warning",
    path: pluginPath,
    closedByDropIn: true,
    title: {
      zh: "不需要签名就能试出任意订单的准确金额",
      en: "the exact total of any order can be tried out without a signature",
    },
    fix: [installDropIn],
    dropIn: respondOnlyReads,
  },
];
