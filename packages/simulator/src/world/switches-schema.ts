// What each switch is about and what it may be: a world file and POST /sim/switches are checked with it, and people read it.
import { type TObject, type TSchema, Type } from "typebox";
import type { Switches } from "./switches.ts";

const one = (...values: string[]): TSchema => Type.Enum(values);
const minutes = Type.Number({ minimum: 0, maximum: 525_600 });
const fen = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const status = Type.Integer({ minimum: 200, maximum: 599 });
const privilegeCode = one("HAS_NO_PRIVILEGE", "ILLEGAL_PARTNER_EXTERFACE", "ILLEGAL_PARTNER");
/** With the request, when the cashier is opened, or when the buyer confirms. */
const created = one("requested", "opened", "confirmed");

const about = (description: string, schema: TSchema): TSchema => ({ ...schema, description });

const fields: Readonly<Record<keyof Switches, TSchema>> = {
  firstRetryGapMinutes: about(
    "通知第一次重发隔几分钟：有的资料说 2，有的说 4 · First gap between two sends of a notification: texts say 2 or 4",
    minutes,
  ),
  faceToFaceImmediateRetries: about(
    "当面付的通知没确认时立刻再发几次：有的资料说 3 次 · Further sends at once of a notification of a QR payment: some texts say 3",
    Type.Integer({ minimum: 0, maximum: 10 }),
  ),
  noContractCode: about(
    "老接口：没有签约这个服务时的代码 · MAPI code where no contract covers the service",
    privilegeCode,
  ),
  wrongGoodsCode: about(
    "老接口：签约的商品类型（实物、虚拟）不符时的代码 · MAPI code where the contract is for other goods, physical or virtual",
    privilegeCode,
  ),
  wrongKeyCode: about(
    "老接口：用别的密钥签名时的代码；有用户文章说是 ILLEGAL_PARTNER · MAPI code of a signature made with another key: an article of users names ILLEGAL_PARTNER",
    one("ILLEGAL_SIGN", "ILLEGAL_PARTNER"),
  ),
  changedContentCode: about(
    "老接口：担保订单号再来、内容不同时的代码；用户也引用一种拼错的写法 · MAPI code of an escrow order number that comes again with other content; a misspelt form is quoted by users",
    one("TRADE_DATA_MATCH_ERROR", "TRADE_DATE_MATCH_ERROR"),
  ),
  directChangedContent: about(
    "即时到账的同一种情况：按字段各有代码（它自己的代码表），还是与担保一样 · The same of instant payments: a code for each field, as their own table has it, or that of escrow orders",
    one("by_field", "as_escrow"),
  ),
  unknownFields: about(
    "老接口：文档里没有的字段是参与签名后忽略，还是拒绝 · MAPI fields which no document lists: signed and ignored, or refused",
    one("ignored", "refused"),
  ),
  escrowPriceCeilingFen: about(
    "担保订单的单价上限（分）：资料有一百万元和一亿元两种说法 · Highest price of an escrow order: copies of the document say 1 or 100 million yuan",
    fen,
  ),
  feeInTotal: about(
    "担保订单的总价里算谁付的运费 · Whose logistics fee counts in the total of an escrow order",
    Type.Array(one("BUYER_PAY", "SELLER_PAY", "BUYER_PAY_AFTER_RECEIVE")),
  ),
  shipReplyDetails: about(
    "确认发货的应答除 is_success 外还有没有内容 · Whether the reply to send_goods_confirm_by_platform says more than is_success",
    Type.Boolean(),
  ),
  refundQueryReply: about(
    "退款查询的应答是表单文本还是 XML · Form of the reply to refund_fastpay_query",
    one("form", "xml"),
  ),
  mapiNoticeCharset: about(
    "老接口通知的文字用什么编码 · Charset of a MAPI notification's text",
    one("request", "utf-8", "gbk"),
  ),
  errorPageStatus: about("浏览器接口错误页面的 HTTP 状态 · HTTP status of the error page of browser services", status),
  explainErrors: about("错误页面下面要不要我们的解释 · Our own explanation under the error page", Type.Boolean()),
  pageTradeCreated: about(
    "网页支付的交易什么时候产生：请求时、打开收银台时、买家确认时 · When the trade of a page payment comes into being",
    created,
  ),
  wapTradeCreated: about("手机支付的交易什么时候产生 · The same of a payment on a phone", created),
  qrTradeCreated: about("扫码支付的交易什么时候产生 · The same of a QR code", created),
  notifyWaitBuyerPay: about(
    "哪些交易会通知 WAIT_BUYER_PAY · Whether WAIT_BUYER_PAY is notified, per kind of trade",
    Type.Array(one("direct", "escrow", "dual", "openapi")),
  ),
  notifyOpenapiClosed: about(
    "开放平台的交易关闭时通不通知 · Whether an OpenAPI trade which is closed is notified",
    Type.Boolean(),
  ),
  notifyOpenapiFinished: about(
    "开放平台的交易过了退款期限时通不通知 · Whether an OpenAPI trade whose refund window has ended is notified",
    Type.Boolean(),
  ),
  notifyRefunds: about(
    "退款通不通知付款的 notify_url · Whether refunds are notified to the payment's notify_url",
    Type.Boolean(),
  ),
  noticeEmptyValuesSigned: about(
    "开放平台通知里的空值算不算进签名：各种库做法不同 · Whether empty values are part of the signed text of an OpenAPI notification: libraries differ",
    Type.Boolean(),
  ),
  bindFirstBuyer: about(
    "交易是否只认第一个来付款的买家 · Whether a trade belongs to the first buyer who tried to pay it",
    Type.Boolean(),
  ),
  timestampToleranceMinutes: about(
    "v2 请求的 timestamp 最多差几分钟；0 表示不检查 · How far the timestamp of a v2 request may be off; 0: not checked",
    minutes,
  ),
  v3TimestampToleranceMinutes: about("v3 请求的 timestamp 最多差几分钟；0 表示不检查 · The same of v3", minutes),
  v3NonceMayRepeat: about(
    "v3 的 nonce 在这段时间里能不能重复 · Whether a v3 nonce may come again in that time",
    Type.Boolean(),
  ),
  v3SignatureStatus: about("v3 签名不符时的 HTTP 状态 · HTTP status of a wrong v3 signature", status),
  v3RateLimitStatus: about("v3 超过频率限制时的 HTTP 状态 · HTTP status of a v3 call over a limit", status),
  waitingMessage: about("代码 10003 的 msg · msg of code 10003", Type.String({ maxLength: 100 })),
  noPasswordLimitFen: about(
    "付款码超过这个金额（分）要等买家确认（10003） · Above this a scanned payment waits for the buyer (10003)",
    fen,
  ),
  refundWindowDays: about(
    "付款后多少天变成 TRADE_FINISHED · Days from payment until TRADE_FINISHED",
    Type.Number({ minimum: 0, maximum: 3660 }),
  ),
  notifyTimeoutSeconds: about(
    "商户有多少秒回答通知（真实时间） · Seconds the merchant has to answer a notification (real time: it is a real network)",
    Type.Number({ exclusiveMinimum: 0, maximum: 600 }),
  ),
};

/** Every switch, none needed. */
export const switchesSchema: TObject = Type.Partial(Type.Object(fields), { additionalProperties: false });
