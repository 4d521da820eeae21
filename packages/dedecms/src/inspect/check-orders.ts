// What the orders in the database tell: doubled numbers, totals which a float can't hold, carts that were rewritten, and
// which unpaid orders would meet TRADE_DATA_MATCH_ERROR.
import { formatYuan } from "@dedepay/alipay";
import { asIs, type BilingualText, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";
import type { OrderFacts, Sample } from "./installation-database.ts";

export function checkOrders({ database }: Installation): Finding[] {
  if (database === undefined) return [notLookedAt];
  const { orders } = database;
  return [
    ...matchRisk(orders),
    ...paidButRewritten(orders),
    ...doubled(orders),
    ...floatTotals(orders),
    ...roundedPrices(orders),
    ...boundOrders(orders),
  ];
}

const notLookedAt: Finding = openFinding({
  id: "database-not-looked-at",
  bugs: [],
  severity: "note",
  title: {
    zh: "没有查看数据库：设置与数据库是否一致、重复订单、金额受损的订单、可能报 TRADE_DATA_MATCH_ERROR 的订单都没有检查",
    en: "the database was not looked at: whether the settings agree with it, doubled and damaged orders, and orders at risk of TRADE_DATA_MATCH_ERROR were not checked",
  },
  fix: [
    {
      zh: "在能连上数据库的机器上加 --db（只读），或用 --db-url 指定地址",
      en: "where the database can be reached, add --db (it only reads), or name it with --db-url",
    },
  ],
  dropIn: { zh: "与此无关", en: "makes no difference" },
});

const newNumber: BilingualText = {
  zh: "每次付款的内容由网关固定；内容变了就换新的订单号提交",
  en: "the gateway freezes what was submitted and takes a new number when it changes",
};

function list<T>({ total, first }: Sample<T>, show: (one: T) => string): BilingualText {
  const shown = first.slice(0, 5).map(show).join("; ");
  const rest = total - Math.min(5, first.length);
  return rest > 0 ? { zh: `${shown}；还有 ${rest} 个`, en: `${shown}; ${rest} more` } : asIs(shown);
}

/** Unpaid orders whose second submission differs from the first: Alipay refuses the number for good. */
function matchRisk({ rewritten, floatTotals: large, doubled: twice }: OrderFacts): Finding[] {
  const reasons = new Map<string, BilingualText>();
  for (const { orderNo } of large.first) {
    reasons.set(orderNo, {
      zh: "金额超过 131072 元，第二次提交差几分",
      en: "over 131072 yuan: fen differ the second time",
    });
  }
  for (const { orderNo, totalsFen } of twice.first) {
    if (new Set(totalsFen).size > 1) {
      reasons.set(orderNo, {
        zh: `同号不同价 ${totalsFen.map(formatYuan).join(" / ")}`,
        en: `one number, ${totalsFen.map(formatYuan).join(" and ")}`,
      });
    }
  }
  for (const { orderNo, priceFen, goodsFen, state } of rewritten.first) {
    if (state === 0) {
      reasons.set(orderNo, {
        zh: `订单写 ${formatYuan(priceFen)}，商品合计 ${formatYuan(goodsFen)}`,
        en: `says ${formatYuan(priceFen)}, its goods make ${formatYuan(goodsFen)}`,
      });
    }
  }
  if (reasons.size === 0) return [];
  const entries = [...reasons];
  const sample = { total: entries.length, first: entries };
  return [
    openFinding({
      id: "orders-at-match-risk",
      bugs: ["T1", "T2", "T3", "T4"],
      severity: "serious",
      title: {
        zh: `${entries.length} 个未付款订单再次付款时可能得到 TRADE_DATA_MATCH_ERROR：同一订单号，内容已经变了`,
        en: `${entries.length} unpaid orders may meet TRADE_DATA_MATCH_ERROR when they are paid again: same number, other content`,
      },
      proof: {
        zh: list(sample, ([orderNo, why]) => `${orderNo}（${why.zh}）`).zh,
        en: list(sample, ([orderNo, why]) => `${orderNo} (${why.en})`).en,
      },
      fix: [
        {
          zh: "请买家重新下单，旧订单在后台删除",
          en: "let the buyers order anew and delete these orders in the back office",
        },
      ],
      dropIn: newNumber,
    }),
  ];
}

function paidButRewritten({ rewritten }: OrderFacts): Finding[] {
  const paid = rewritten.first.filter(({ state }) => state > 0);
  if (paid.length === 0) return [];
  return [
    openFinding({
      id: "paid-orders-do-not-add-up",
      bugs: ["V2", "V3"],
      severity: "critical",
      title: {
        zh: `${paid.length} 个已付款订单的价格与商品合计不符：可能有人用便宜的购物车付了贵的商品`,
        en: `${paid.length} paid orders whose price is not what their goods cost: somebody may have paid for a cheap cart`,
      },
      proof: list(
        { total: paid.length, first: paid },
        ({ orderNo, priceFen, goodsFen }) => `${orderNo}: ${formatYuan(priceFen)} / ${formatYuan(goodsFen)}`,
      ),
      fix: [
        {
          zh: "逐个对照支付宝账单里的实收金额，确认之前不要发货",
          en: "compare each with what Alipay's bill says was paid before shipping anything",
        },
      ],
      dropIn: {
        zh: "商品合计与订单金额不符的付款不入账，留给人处理",
        en: "where goods and price differ nothing is marked paid; a person decides",
      },
    }),
  ];
}

function doubled({ doubled: twice }: OrderFacts): Finding[] {
  if (twice.total === 0) return [];
  return [
    openFinding({
      id: "order-number-doubled",
      bugs: ["L8", "D5", "D7", "T4"],
      severity: "serious",
      title: {
        zh: `${twice.total} 个订单号重复：一笔付款会把几个订单都改成已付，或一个都不改`,
        en: `${twice.total} order numbers stand in more than one row: one payment marks several as paid, or none`,
      },
      proof: list(twice, ({ orderNo, rows }) => `${orderNo} × ${rows}`),
      fix: [{ zh: "对照付款记录，只留一行", en: "compare with the payments and keep one row of each" }],
      dropIn: {
        zh: "重复的订单不会自动入账，留给人处理",
        en: "a doubled order is never fulfilled by itself; a person decides",
      },
    }),
  ];
}

function floatTotals({ floatTotals: large }: OrderFacts): Finding[] {
  if (large.total === 0) return [];
  return [
    openFinding({
      id: "float-damaged-orders",
      bugs: ["T2", "L4"],
      severity: "serious",
      title: {
        zh: `${large.total} 个未付款订单的金额达到 131072 元：数据库存不住分，付款后对不上，永远不会变成已付`,
        en: `${large.total} unpaid orders of 131072 yuan or more: the column can't hold their fen, so payments never match`,
      },
      proof: list(large, ({ orderNo, totalFen }) => `${orderNo}: ${formatYuan(totalFen)}`),
      fix: [
        {
          zh: "付款后在后台手工改成已付款，先对照支付宝账单",
          en: "mark them paid by hand after comparing with Alipay's bill",
        },
      ],
      dropIn: { zh: "按浮点数能表示的值核对金额，不再卡住", en: "amounts are compared as what a float can hold" },
    }),
  ];
}

function roundedPrices({ roundedPrices: count }: OrderFacts): Finding[] {
  if (count === 0) return [];
  return [
    openFinding({
      id: "rounded-prices",
      bugs: ["L4"],
      severity: "warning",
      title: {
        zh: `${count} 件商品标价达到 10000 元，价格字段存不住分（12345.67 卖成 12345.70）`,
        en: `${count} goods cost 10000 yuan or more, and the price column loses their fen (12345.67 is sold for 12345.70)`,
      },
      proof: asIs("dede_addonshop.trueprice FLOAT"),
      fix: [
        {
          zh: "把这些商品的价格改成整元，或备份后把字段改成 DECIMAL(13,2)",
          en: "price them in whole yuan, or change the column to DECIMAL(13,2) after a backup",
        },
      ],
      dropIn: { zh: "按订单里存下的金额收款", en: "asks for the amount which the order stores" },
    }),
  ];
}

function boundOrders({ unpaid }: OrderFacts): Finding[] {
  if (unpaid.length === 0) return [];
  return [
    openFinding({
      id: "unpaid-orders",
      bugs: ["T5"],
      severity: "note",
      title: {
        zh: `最近 15 天有 ${unpaid.length} 个支付宝订单未付款：这时改支付宝账号、接口类型，它们再付款会报 TRADE_DATA_MATCH_ERROR`,
        en: `${unpaid.length} unpaid Alipay orders of the last 15 days: change account or method now, and paying them again meets TRADE_DATA_MATCH_ERROR`,
      },
      fix: [],
      dropIn: {
        zh: "旧订单用新的订单号重新提交；已经付出去的由网关查询补记",
        en: "old orders are submitted again under new numbers; what was paid meanwhile is found by query",
      },
    }),
  ];
}
