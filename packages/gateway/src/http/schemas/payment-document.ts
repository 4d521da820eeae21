// The payment as the API describes it; the shape itself belongs to the use cases.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { nullable, reference } from "./reference.ts";
import { choice, fen, moment, text } from "./text.ts";

export const products = ["direct", "escrow", "dual", "page", "wap", "qr"] as const;
export const states = [
  "unpaid",
  "escrow_paid",
  "escrow_shipped",
  "paid",
  "finished",
  "closed",
  "refunded",
  "held",
] as const;
export const outcomes = ["unpaid", "payment_failed", "parameter_error", "paid", "refunded"] as const;

const product = choice(
  products,
  both(
    "支付宝产品：direct 即时到账、escrow 担保交易、dual 双功能、page 电脑网站、wap 手机网站、qr 扫码",
    "Alipay product: direct, escrow and dual of the partner protocol; page, wap and qr of OpenAPI",
  ),
);

export const stateWords: string = both(
  "状态：unpaid 未支付、escrow_paid 买家已付款到支付宝（担保）、escrow_shipped 已发货、paid 已到账、finished 已完结、closed 已关闭、refunded 已全额退款、held 已付款但卖家账户不能收款",
  "State: escrow_paid means that the money is still with Alipay, paid that it is the seller's, held that the seller's account cannot receive it",
);
export const outcomeWords: string = both(
  "结果：unpaid 未支付、payment_failed 支付失败、parameter_error 参数错误、paid 已支付、refunded 已退款",
  "Outcome: not paid, payment failed, wrong parameters, paid, refunded",
);

export const attemptDocument: TSchema = Type.Object(
  {
    id: text("提交编号", "Id of the attempt"),
    out_trade_no: text("支付宝账单里的商户订单号", "The number under which Alipay knows this attempt"),
    service: text("支付宝的接口名", "Alipay's name of the service"),
    product,
    state: choice(
      ["open", "paid", "superseded_live", "closed_at_alipay"],
      both(
        "open 可支付、paid 已付款、superseded_live 内容已更换但旧链接可能仍能付款、closed_at_alipay 已在支付宝关闭",
        "superseded_live: its content was replaced, and an old link may still be payable",
      ),
    ),
    trade_no: nullable(
      Type.String(),
      both("支付宝交易号；支付宝给出之前为 null", "Alipay's own number; null until Alipay named one"),
    ),
  },
  { description: both("同一支付单向支付宝的一次提交", "One submission of the payment to Alipay") },
);

const notice = Type.Object(
  {
    kind: text("提示的种类", "Kind of the notice"),
    zh: text("中文说明", "In Chinese"),
    en: text("英文说明", "In English"),
    field: Type.Optional(text("涉及的字段", "The field it is about")),
  },
  { description: both("一条提示", "One notice") },
);

export const paymentDocument: TSchema = Type.Object(
  {
    id: text("支付单编号", "Id of the payment"),
    order_no: text("站点自己的订单号", "The site's own number"),
    state: choice(states, stateWords),
    outcome: choice(outcomes, outcomeWords),
    amount_fen: fen("金额，单位分：1 即 0.01 元", "Amount in fen: 1 is 0.01 yuan"),
    currency: Type.Literal("CNY", { description: both("币种：人民币", "Currency: yuan") }),
    refunded_fen: fen("已退金额，单位分", "Refunded so far, fen"),
    subject: text("商品名称", "What is sold"),
    body: nullable(Type.String(), both("商品描述", "More about it")),
    goods: choice(["physical", "virtual"], both("实物或虚拟商品", "Physical or virtual goods")),
    product,
    account: text(
      "收款的支付宝账户（在网关中的编号）",
      "The account that receives the money, by its id in the gateway",
    ),
    environment: choice(
      ["production", "sandbox", "simulator"],
      both("环境：生产、沙箱、模拟", "Only production moves real money"),
    ),
    pay_url: text("把买家送到这里付款", "Send the buyer here"),
    return_url: nullable(Type.String(), both("付款后回到站点的地址", "Where the buyer goes back to")),
    attempts: Type.Array(reference("Attempt"), {
      description: both("向支付宝的各次提交，旧的在前", "Submissions to Alipay, oldest first"),
    }),
    notices: Type.Array(notice, {
      description: both("网关替站点选择或修改了什么", "What the gateway chose or changed, said plainly"),
    }),
    metadata: Type.Record(Type.String(), Type.String(), {
      description: both("站点自己的数据，原样返回", "Yours; comes back unchanged"),
    }),
    created_at: moment(both("创建时间", "When it was made")),
    paid_at: nullable(
      Type.String({ format: "date-time" }),
      both("付款时间；未付款为 null", "When the buyer paid; null before"),
    ),
    expires_at: nullable(
      Type.String({ format: "date-time" }),
      both(
        "站点规定的付款截止时间；未规定为 null",
        "The end that the site set for the pay link; null where it set none",
      ),
    ),
    last_error: nullable(
      reference("LastError"),
      both("最近一次异常；没有则为 null", "The last trouble; null where there is none"),
    ),
  },
  { description: both("支付单", "A payment") },
);
