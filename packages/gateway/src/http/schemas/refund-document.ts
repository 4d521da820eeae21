// The refund as the API describes it; the shape itself belongs to the use cases.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { nullable, reference } from "./reference.ts";
import { choice, fen, moment, text } from "./text.ts";

export const refundDocument: TSchema = Type.Object(
  {
    id: text("退款编号", "Id of the refund"),
    payment_id: text("所属的支付单", "Its payment"),
    refund_no: text("站点自己的退款号", "The site's own number"),
    state: choice(
      ["requested", "awaiting_operator", "submitted", "unknown", "failed", "succeeded"],
      both(
        "requested 已预留、awaiting_operator 等待操作员输入支付密码、submitted 已提交、unknown 结果未知正在查询、failed 失败（未退款）、succeeded 已退款",
        "unknown is not failed: its amount stays reserved while Alipay is asked",
      ),
    ),
    amount_fen: fen("退款金额，单位分", "Amount in fen"),
    currency: Type.Literal("CNY", { description: both("币种：人民币", "Currency: yuan") }),
    reason: text("退款原因，买家可见", "Why; the buyer reads it"),
    request_no: text("支付宝的退款请求号（out_request_no 或 batch_no）", "The number under which Alipay knows it"),
    operator_url: nullable(
      Type.String(),
      both(
        "卖家操作员输入支付密码的页面；不需要时为 null",
        "Where the seller's operator confirms it with the password; else null",
      ),
    ),
    operator_until: nullable(
      Type.String({ format: "date-time" }),
      both("该页面的有效期（北京时间零点）", "Until when that page is good: Beijing midnight"),
    ),
    created_at: moment(both("申请时间", "When it was asked for")),
    settled_at: nullable(
      Type.String({ format: "date-time" }),
      both("成功或失败的时间；未定为 null", "When it succeeded or failed; null before"),
    ),
    last_error: nullable(
      reference("LastError"),
      both("结果未知或失败的原因；没有则为 null", "Why it failed or is unknown; else null"),
    ),
  },
  { description: both("退款", "A refund") },
);
