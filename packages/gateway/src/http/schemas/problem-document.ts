// The failure as the API describes it: RFC 9457 with one of the sixteen numbers, and the members which single numbers add.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { alipayCodes, choice, fen, moment, text } from "./text.ts";

const scopes = ["pay", "refund", "read"] as const;

const names = (zh: string, en: string): TSchema => Type.Array(Type.String(), { description: both(zh, en) });
const count = (zh: string, en: string): TSchema => Type.Integer({ description: both(zh, en) });

const violation = Type.Object(
  {
    field: text("字段", "Field"),
    rule: text("违反的规则", "The rule it breaks"),
    value: Type.Optional(text("收到的值（密钥从不回显）", "The value that came; never a secret")),
    limit: Type.Optional(
      Type.Union([Type.String(), Type.Number()], { description: both("规则的界限", "The rule's limit") }),
    ),
  },
  { description: both("一处错误", "One mistake") },
);

const differingField = Type.Object(
  {
    field: text("字段", "Field"),
    known: Type.Unknown({ description: both("原来的值", "The value under the existing id") }),
    given: Type.Unknown({ description: both("这次的值", "The value of this request") }),
  },
  { description: both("一个不同的字段", "One field that differs") },
);

const range = Type.Object(
  { min_fen: fen("最小", "Least"), max_fen: fen("最大", "Most") },
  { description: both("允许的金额范围，单位分", "The allowed range, fen") },
);

/** What DESIGN §5 promises of every failure. */
const always = {
  type: text("错误类型的网址", "Address of the kind of failure"),
  title: text("错误类型的名称，用请求的语言", "Its title, in the language asked for"),
  status: count("HTTP 状态码", "The HTTP status"),
  code: Type.Integer({
    minimum: 1001,
    maximum: 1016,
    description: both("统一错误码，1001 到 1016", "One of the sixteen numbers"),
  }),
  name: text("错误码的名字", "Name of the number"),
  detail: text("这一次发生了什么，用请求的语言", "What happened this time, in the language asked for"),
  request_id: text(
    "请求号，也在响应头 Dedepay-Request-Id 和网关日志里",
    "Request id; also in the header Dedepay-Request-Id and in the log",
  ),
  doc_url: text("说明页，由网关自己提供", "Where it is explained, served by the gateway"),
  retry: choice(
    ["never", "same_request", "after_fix", "backoff"],
    both("能否重试：不能、原样重试、修改后重试、等一会再试", "Whether to try again, and how"),
  ),
  money: choice(
    ["none", "unknown", "moved"],
    both("钱：没有动、不知道（正在查询）、已经动了", "Whether money moved; unknown means that it is being queried"),
  ),
  owner: choice(
    ["merchant", "buyer", "alipay", "network", "site"],
    both("该由谁处理：商家、买家、支付宝、网络、站点", "Who has to act"),
  ),
  buyer_message: text("可以给买家看的话，用请求的语言", "What may be shown to the buyer, in the language asked for"),
  fix: names("怎么做，最有用的在前", "What to do, most useful first"),
} as const;

const sometimes = {
  param: text("出错的字段或请求头", "The field or header it is about"),
  alipay: alipayCodes,
  diagnosis: Type.Object(
    { cause: text("原因的名字", "Name of the cause"), proof: Type.Optional(text("证明", "Proof")) },
    { description: both("原因诊断", "What it was diagnosed as") },
  ),
  violations: Type.Array(violation, {
    description: both("1002、1011：所有不合规则的字段", "1002, 1011: every field that breaks a rule"),
  }),
  missing: names("1012：所有缺少的必填字段", "1012: all required fields that are absent"),
  missing_headers: names("1004：缺少的签名请求头", "1004: headers of the signature that are absent"),
  allowed: Type.Union([Type.Array(Type.String()), range], {
    description: both(
      "1006：可用的方法或产品；1011：允许的金额范围",
      "1006: methods or products on offer; 1011: the allowed range",
    ),
  }),
  existing_id: text("1013：已有的那一笔的编号", "1013: id of the existing one"),
  differing_fields: Type.Array(differingField, {
    description: both("1013：内容不同的字段", "1013: the fields that differ"),
  }),
  reason: text(
    "1004、1010：具体原因；1015：网络错误的名字",
    "1004, 1010: which of the reasons it is; 1015: the network's own word",
  ),
  key_id: text("1004：哪个 API 密钥", "1004: which API key"),
  needed_scope: choice(scopes, both("1004：缺少的权限", "1004: the scope that it lacks")),
  scopes: Type.Array(choice(scopes, both("权限", "Scope")), {
    description: both("1004：这个密钥的权限", "1004: the scopes of this key"),
  }),
  address: text("1004：请求来自的地址", "1004: the address that called"),
  origin: text("1004：请求来自的网页来源", "1004: the origin of the page that called"),
  list: choice(["addresses", "origins"], both("1004：不在密钥的哪个名单上", "1004: the key's list that lacks it")),
  hop: choice(["dns", "connect", "tls", "exchange"], both("1015：断在哪一步", "1015: where the way to Alipay broke")),
  site_mode: text("1010：站点是测试的还是正式的", "1010: whether the site is live or for tests"),
  environment: text("1010：账户的环境", "1010: the environment of the account"),
  state: text("1010：当前状态", "1010: the present state"),
  contracted: names("1010：这类商品已签约的产品", "1010: products contracted for such goods"),
  refund_id: text("1010：退款编号", "1010: id of the refund"),
  amount_fen: fen("1011：收到的金额", "1011: the amount that came"),
  limit_fen: fen("1011：站点当天的退款限额", "1011: the site's refund limit of the day"),
  used_fen: fen("1011：当天已用的退款额", "1011: used of it"),
  request_time: moment(both("1005：请求的时间", "1005: the request's clock")),
  gateway_time: moment(both("1005：网关的时间", "1005: the gateway's clock")),
  difference_s: count("1005：相差的秒数", "1005: the difference in seconds"),
  window_s: count("1005、1008：窗口的秒数", "1005, 1008: the window in seconds"),
  expired_at: moment(both("1005：链接失效的时间", "1005: when the link ended")),
  limit: count("1008：窗口内最多的次数", "1008: requests allowed in the window"),
  scope: text("1008：限制的是密钥、地址还是诊断", "1008: whose limit it is"),
  looked_up: text("1009：查找了什么", "1009: what was looked up"),
  expected: text("1007：应当是什么", "1007: what was expected"),
  found: text("1007：收到的是什么", "1007: what was found"),
  looks_like: text("1007：看起来像什么编码", "1007: the encoding that it looks like"),
  position: count("1007：出错的位置（字节或字符，从 0 起）", "1007: where, from 0"),
  line: count("1007：行", "1007: line, from 1"),
  column: count("1007：列", "1007: column, from 1"),
  limit_bytes: count("1007：允许的字节数", "1007: bytes that are taken"),
  payment_id: text("相关的支付单", "The payment it is about"),
  next_query_at: moment(
    both("1003、1014、1015、1016：下一次向支付宝查询的时间", "1003, 1014, 1015, 1016: when Alipay is asked next"),
  ),
} as const;

export const problemDocument: TSchema = Type.Object(
  { ...always, ...Type.Partial(Type.Object(sometimes)).properties },
  { description: both("错误（application/problem+json，RFC 9457）", "A failure (application/problem+json, RFC 9457)") },
);
