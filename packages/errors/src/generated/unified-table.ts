// Written by `npm run generate -w packages/errors` from codes/. Do not edit.
import type { UnifiedCode, UnifiedError } from "../unified-code.ts";

export const unifiedTable: Readonly<Record<UnifiedCode, UnifiedError>> = {
  1001: {
    "code": 1001,
    "name": "SYSTEM_ERROR",
    "titleZh": "系统错误",
    "titleEn": "System error",
    "status": 500,
    "retry": "same_request",
    "money": "unknown",
    "owner": "site",
    "buyerZh": "商家的支付服务出了点问题，款项如已扣除会自动核对，请稍后刷新本页。",
    "buyerEn": "The payment service of this shop has a problem. Anything already deducted will be accounted for; please refresh in a while.",
    "fixZh": [
      "在装有网关的机器上运行 `dedepay doctor`，按它的结论处理（磁盘、数据库、配置）",
      "用原来的幂等键重发同一个请求，不会重复建单",
      "仍然出现时带上 request_id 和 `dedepay doctor --bundle` 的文件求助"
    ],
    "fixEn": [
      "Run `dedepay doctor` where the gateway runs and follow its finding (disk, database, settings)",
      "Send the same request again with the same idempotency key; nothing is created twice",
      "If it stays, ask for help with the request_id and the file of `dedepay doctor --bundle`"
    ]
  },
  1002: {
    "code": 1002,
    "name": "INVALID_PARAMETER",
    "titleZh": "请求参数错误",
    "titleEn": "Invalid parameter",
    "status": 400,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "订单信息有误，暂时无法付款，请联系商家。",
    "buyerEn": "Something in this order is not valid, so it cannot be paid yet. Please contact the shop.",
    "fixZh": [
      "看 param 指出的字段和 detail 里的规则，改好这个字段再提交",
      "接口自己的字段规则在 `/openapi.json`；发给支付宝的请求可以先交给 `dedepay diagnose`，它一次列出全部不合规的字段"
    ],
    "fixEn": [
      "Correct the field named in param by the rule quoted in detail, then submit again",
      "The rules of this API are in `/openapi.json`; for a request to Alipay `dedepay diagnose` lists every broken field at once"
    ]
  },
  1003: {
    "code": 1003,
    "name": "SIGNATURE_INVALID",
    "titleZh": "验证签名失败",
    "titleEn": "Signature invalid",
    "status": 401,
    "retry": "after_fix",
    "money": "unknown",
    "owner": "merchant",
    "buyerZh": "支付校验没有通过，请不要重复付款，商家正在处理。",
    "buyerEn": "A payment check failed. Please do not pay again; the shop is looking into it.",
    "fixZh": [
      "站点发来的请求：核对密钥、时间戳和参与签名的原始请求体",
      "支付宝一侧：用 `dedepay incident list` 找到异常，看医生给出的结论：是哪把密钥、哪个字段还是哪种编码",
      "改好配置后由网关重新查询，不要手工改订单状态"
    ],
    "fixEn": [
      "For a request of the site: compare the secret, the timestamp and the raw body that was signed",
      "For Alipay: find the incident with `dedepay incident list` and read the doctor's finding: which key, field or charset",
      "After the correction let the gateway query again; do not edit the order by hand"
    ]
  },
  1004: {
    "code": 1004,
    "name": "UNAUTHORIZED",
    "titleZh": "请求未授权",
    "titleEn": "Not authorised",
    "status": 403,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "商家的支付设置还没有完成，请联系商家。",
    "buyerEn": "The payment settings of this shop are not complete. Please contact the shop.",
    "fixZh": [
      "确认 API 密钥没有被停用，并且授权范围包含这个操作",
      "服务器调用检查出口 IP，浏览器调用检查 Origin，把它加入该站点的允许名单"
    ],
    "fixEn": [
      "Make sure the API key is not revoked and its scope allows this operation",
      "Add the calling address (server) or the Origin (browser) to the allow list of the site"
    ]
  },
  1005: {
    "code": 1005,
    "name": "REQUEST_EXPIRED",
    "titleZh": "请求已过期",
    "titleEn": "Request expired",
    "status": 401,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "付款链接已经过期，请回到商家重新下单或重新点击付款。",
    "buyerEn": "This payment link has expired. Go back to the shop and start the payment again.",
    "fixZh": [
      "对照 detail 里的两个时钟，先把服务器时间校准（NTP）",
      "每次发送都重新取时间戳并重新签名，不要缓存签好的请求",
      "链接过期时重新取得 pay_url"
    ],
    "fixEn": [
      "Compare the two clocks in detail and set the server clock right (NTP)",
      "Take a new timestamp and sign anew for every request; never cache a signed one",
      "Ask for a new pay_url when a link has expired"
    ]
  },
  1006: {
    "code": 1006,
    "name": "UNSUPPORTED_REQUEST",
    "titleZh": "请求类型错误",
    "titleEn": "Unsupported request",
    "status": 405,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "商家暂不支持这种付款方式，请换一种方式或联系商家。",
    "buyerEn": "This shop does not offer this way to pay. Choose another or contact the shop.",
    "fixZh": [
      "按 detail 里的列表换成支持的方法、服务名或产品",
      "需要的产品还没有登记时，先在支付宝签约，再把它加到账户的签约列表"
    ],
    "fixEn": [
      "Use a method, service or product from the list in detail",
      "If the product is missing, sign it with Alipay first and add it to the contracts of the account"
    ]
  },
  1007: {
    "code": 1007,
    "name": "MALFORMED_CONTENT",
    "titleZh": "请求内容格式错误",
    "titleEn": "Malformed content",
    "status": 400,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "订单信息无法识别，请联系商家。",
    "buyerEn": "The order could not be read. Please contact the shop.",
    "fixZh": [
      "按 detail 给出的位置修正请求体",
      "Content-Type 里的类型和编码必须与实际字节一致；GBK 站点先转成 UTF-8 再发 JSON"
    ],
    "fixEn": [
      "Correct the body at the position given in detail",
      "Content-Type must name the real type and charset; a GBK site converts to UTF-8 before it sends JSON"
    ]
  },
  1008: {
    "code": 1008,
    "name": "RATE_LIMITED",
    "titleZh": "请求频率限制",
    "titleEn": "Too many requests",
    "status": 429,
    "retry": "backoff",
    "money": "none",
    "owner": "site",
    "buyerZh": "操作太频繁，请稍等片刻再试。",
    "buyerEn": "Too many tries in a short time. Please wait a moment.",
    "fixZh": [
      "等待 Retry-After 秒后再发",
      "查状态改用 webhook，少轮询；批量任务之间留出间隔"
    ],
    "fixEn": [
      "Wait for the seconds of Retry-After",
      "Use the webhook instead of polling, and spread batch work out"
    ]
  },
  1009: {
    "code": 1009,
    "name": "NOT_FOUND",
    "titleZh": "请求未找到",
    "titleEn": "Not found",
    "status": 404,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "没有找到这笔订单，请从商家的订单页面重新进入。",
    "buyerEn": "This order was not found. Please enter again from the order page of the shop.",
    "fixZh": [
      "核对 detail 里查找的编号，以及它属于哪个站点、哪个环境",
      "确认路径和版本前缀正确，例如 /v1/payments"
    ],
    "fixEn": [
      "Check the id quoted in detail, and which site and environment it belongs to",
      "Check the path and its version prefix, for example /v1/payments"
    ]
  },
  1010: {
    "code": 1010,
    "name": "BUSINESS_ERROR",
    "titleZh": "请求业务错误",
    "titleEn": "Business error",
    "status": 422,
    "retry": "after_fix",
    "money": "none",
    "owner": "merchant",
    "buyerZh": "这笔订单现在不能付款，请联系商家。",
    "buyerEn": "This order cannot be paid right now. Please contact the shop.",
    "fixZh": [
      "支付宝拒绝的，用 alipay.sub_code（没有就用 alipay.code）查错误目录：`dedepay explain 代码`；网关自己拒绝的，原因在 detail 里",
      "规则来自订单状态时，先查询再决定，不要直接重试"
    ],
    "fixEn": [
      "Refused by Alipay: look alipay.sub_code up, or alipay.code where there is none: `dedepay explain CODE`; refused by the gateway: detail says why",
      "Where the state of the order forbids it, query first instead of trying again"
    ]
  },
  1011: {
    "code": 1011,
    "name": "INVALID_AMOUNT",
    "titleZh": "请求金额错误",
    "titleEn": "Invalid amount",
    "status": 422,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "订单金额有误，请不要付款并联系商家。",
    "buyerEn": "The amount of this order is wrong. Please do not pay, and contact the shop.",
    "fixZh": [
      "金额用整数分传给网关（amount_fen），不要用浮点数计算",
      "对照 detail 里的两个金额和允许范围",
      "退款总额不能超过已收金额减去已退金额"
    ],
    "fixEn": [
      "Send the amount as integer fen (amount_fen) and never compute it in floating point",
      "Compare the two amounts and the range in detail",
      "Refunds may not exceed what was received less what was refunded"
    ]
  },
  1012: {
    "code": 1012,
    "name": "MISSING_PARAMETER",
    "titleZh": "请求参数缺失",
    "titleEn": "Missing parameter",
    "status": 400,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "订单信息不完整，请联系商家。",
    "buyerEn": "This order is incomplete. Please contact the shop.",
    "fixZh": [
      "补齐 detail 列出的全部字段，它们是一次列全的",
      "没有值的可选字段请省略，不要传空字符串"
    ],
    "fixEn": [
      "Supply all the fields listed in detail; the list is complete",
      "Leave optional fields out instead of sending empty strings"
    ]
  },
  1013: {
    "code": 1013,
    "name": "DUPLICATE_REQUEST",
    "titleZh": "请求重复",
    "titleEn": "Duplicate request",
    "status": 409,
    "retry": "after_fix",
    "money": "none",
    "owner": "site",
    "buyerZh": "这笔订单已经提交过，请到订单页面查看结果，不要重复付款。",
    "buyerEn": "This order was already submitted. See its page for the result and do not pay twice.",
    "fixZh": [
      "先查询已有的那一笔，编号是 existing_id",
      "内容确实要改（改价、改名）时用 `POST /v1/payments/:id/replace`，网关会换新的 out_trade_no",
      "多个站点共用一个支付宝账号时，给每个站点不同的订单号前缀"
    ],
    "fixEn": [
      "Look at the existing one first; its id is existing_id",
      "If the content must change (price, name), use `POST /v1/payments/:id/replace`: the gateway takes a new out_trade_no",
      "Give each site its own order number prefix where several share one Alipay account"
    ]
  },
  1014: {
    "code": 1014,
    "name": "TIMEOUT",
    "titleZh": "请求超时",
    "titleEn": "Timed out",
    "status": 504,
    "retry": "backoff",
    "money": "unknown",
    "owner": "network",
    "buyerZh": "支付结果正在确认，请不要重复付款，本页会自动更新。",
    "buyerEn": "The result is being confirmed. Please do not pay again; this page updates itself.",
    "fixZh": [
      "什么也不用改：网关会按时间表查询；主动查询（sync）的应答里 next_query_at 是下一次的时间",
      "经常超时就检查到支付宝的线路，`dedepay doctor --live` 会测量"
    ],
    "fixEn": [
      "Change nothing: the gateway queries on its schedule; the answer to a sync says when next, in next_query_at",
      "If it happens often, check the line to Alipay; `dedepay doctor --live` measures it"
    ]
  },
  1015: {
    "code": 1015,
    "name": "NETWORK_ERROR",
    "titleZh": "网络错误",
    "titleEn": "Network error",
    "status": 502,
    "retry": "backoff",
    "money": "unknown",
    "owner": "network",
    "buyerZh": "网络连接中断，支付结果正在确认，请不要重复付款。",
    "buyerEn": "The connection broke and the result is being confirmed. Please do not pay again.",
    "fixZh": [
      "detail 写明断在哪一段：DNS、连接、TLS 还是对方重置",
      "检查服务器出网防火墙、代理和系统根证书",
      "站点收不到推送时，确认 webhook 地址能从网关所在的机器打开"
    ],
    "fixEn": [
      "Detail says which hop failed: DNS, connect, TLS or a reset",
      "Check outgoing firewall, proxy and the root certificates of the system",
      "If the site gets no delivery, make sure its webhook opens from the machine of the gateway"
    ]
  },
  1016: {
    "code": 1016,
    "name": "ALIPAY_UNAVAILABLE",
    "titleZh": "支付宝服务异常",
    "titleEn": "Alipay unavailable",
    "status": 503,
    "retry": "backoff",
    "money": "unknown",
    "owner": "alipay",
    "buyerZh": "支付宝暂时繁忙，支付结果正在确认，请不要重复付款。",
    "buyerEn": "Alipay is busy and the result is being confirmed. Please do not pay again.",
    "fixZh": [
      "等待：网关保留这笔支付并持续查询，恢复后自动入账",
      "不要换订单号重新收款，否则可能收两次",
      "持续很久时看支付宝的公告，或用 request_id 联系支付宝技术支持"
    ],
    "fixEn": [
      "Wait: the gateway keeps the payment and goes on querying, and books it once Alipay is back",
      "Do not charge again under another number; the buyer might pay twice",
      "If it lasts, look for a notice of Alipay or contact its support"
    ]
  },
};
