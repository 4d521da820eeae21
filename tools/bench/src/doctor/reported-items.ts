// Pieces of the kind that people post when they ask for help, modelled on the reported cases: what a program printed, with a
// few words around it. No key is at hand, and often the text alone leaves several causes open: then each of them is right.
import { randomOf } from "../random.ts";
import { bytesEvidence, type Item } from "./item.ts";
import { type Shop, shopOf } from "./shop.ts";

type Reported = {
  /** Name of the reported case. */
  readonly like: string;
  readonly protocol: "mapi" | "openapi";
  readonly causes: readonly string[];
  text(shop: Shop, digits: string): string;
};

const mapiPage = (code: string): string =>
  `支付宝 - 网上支付 安全快速！\n调试错误，请回到请求来源地，重新发起请求。\n错误代码 ${code}`;
const openapiPage = (code: string, reason: string): string =>
  `调试错误，请回到请求来源地，重新发起请求。\n错误代码 ${code}\n错误原因: ${reason}`;
/** A refusal: the service, "code sub_code", and the words. */
const refused = (method: string, codes: string, subMsg: string): string => {
  const [code = "", subCode = ""] = codes.split(" ");
  return `{"alipay_${method}_response":{"code":"${code}","msg":"Business Failed","sub_code":"${subCode}","sub_msg":"${subMsg}"},"sign":"ERITJKEIJKJHKKKKKKKHJEREEEEEEEEEEE"}`;
};
const unsigned = (code: string): string =>
  `{"alipay_trade_query_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"${code}","sub_msg":"无效的AppID参数"}}`;

const keyPair = ["app-public-key-used-as-alipay-public-key", "key-of-another-account"] as const;
const match = ["out-trade-no-reused-with-other-content", "order-number-shared-by-sites"] as const;
const contract = [
  "contract-does-not-cover-service",
  "contract-expired-or-suspended",
  "goods-kind-not-contracted",
  "service-name-wrong",
] as const;

const reported: readonly Reported[] = [
  {
    like: "xboard-140",
    protocol: "openapi",
    causes: ["amount-in-floating-point", "amount-out-of-range", "parameter-malformed"],
    text: (_, d) =>
      `${refused("trade_precreate", "40004 ACQ.INVALID_PARAMETER", "参数无效：订单总金额格式错误")}\ntotal_amount: 2${d}.299999999999997`,
  },
  {
    like: "dedecms-amount-first",
    protocol: "mapi",
    causes: [
      "notified-amount-differs-from-order",
      "out-trade-no-reused-with-other-content",
      "amount-in-floating-point",
    ],
    text: (_, d) => `织梦付款返回后提示 支付失败，支付金额与商品总价不相符! 订单 S-P17${d}4872888RN609`,
  },
  {
    like: "phpcn-334541",
    protocol: "mapi",
    causes: match,
    text: () => `会员中心里点继续支付\n${mapiPage("TRADE_DATA_MATCH_ERROR")}`,
  },
  { like: "dede-faq-match-1", protocol: "mapi", causes: match, text: () => mapiPage("TRADE_DATE_MATCH_ERROR") },
  {
    like: "wcalipay-match-prefix",
    protocol: "mapi",
    causes: [match[1], match[0]],
    text: () => `两个网站用同一个支付宝账号，第二个网站总是 TRADE_DATA_MATCH_ERROR`,
  },
  {
    like: "leancloud-pr4",
    protocol: "mapi",
    causes: ["wrong-charset-bytes"],
    text: () => `${mapiPage("ILLEGAL_SIGN")}\n参数里有中文就报错，全是英文就正常`,
  },
  {
    like: "jianshu-illegal-sign-gbkpage",
    protocol: "mapi",
    causes: ["wrong-charset-bytes"],
    text: () => `${mapiPage("ILLEGAL_SIGN")}\n浏览器编码切到 GBK 出错，切回 UTF-8 就好`,
  },
  {
    like: "yansongda-9",
    protocol: "openapi",
    causes: ["wrong-charset-bytes"],
    text: () => `${refused("trade_precreate", "40002 isv.invalid-signature", "无效签名")}\nsubject 是中文时才这样`,
  },
  {
    like: "table-wap-0005",
    protocol: "mapi",
    causes: contract,
    text: () =>
      "res_error=<err><code>0005</code><sub_code>0005</sub_code><msg>partner illegal</msg><detail>合作伙伴没有开通接口访问权限</detail></err>",
  },
  {
    like: "yansongda-303",
    protocol: "openapi",
    causes: ["extra-field-in-notification"],
    text: (shop, d) =>
      `验签失败\narray(${4}) {\n  'charset' => 'utf-8',\n  'out_trade_no' => 'T${d}',\n  's' => 'api/pay/alipay-return',\n  'app_id' => '${shop.appId}',\n  'sign' => 'abc',\n  'sign_type' => 'RSA2',\n}`,
  },
  {
    like: "smartwalle-98",
    protocol: "openapi",
    causes: ["notify-url-with-query", "extra-field-in-notification"],
    text: (shop, d) => `crypto/rsa: verification error\nnotify_url=https://${shop.host}/notify?channel=${d}`,
  },
  {
    like: "acgfaka-182",
    protocol: "openapi",
    causes: ["value-html-escaped"],
    text: (_, d) =>
      `[CALLBACK] 签名验证失败 {"out_trade_no":"T${d}","fund_bill_list":"[{&quot;amount&quot;:&quot;5.00&quot;,&quot;fundChannel&quot;:&quot;ALIPAYACCOUNT&quot;}]","sign_type":"RSA2","sign":"x"}`,
  },
  {
    like: "egzosn-71",
    protocol: "openapi",
    causes: ["quote-cut-form-value"],
    text: (shop) =>
      `<form action='https://openapi.alipay.com/gateway.do?charset=utf-8' method='post'><input type='hidden' name='app_id' value='${shop.appId}'/><input type='hidden' name='biz_content' value='{"subject":"Men's shoes","total_amount":"1.00"}'/><input type='hidden' name='sign' value='abc='/></form>`,
  },
  {
    like: "charleyw-17",
    protocol: "mapi",
    causes: ["key-not-readable", "key-form-not-accepted-by-library"],
    text: () =>
      "java.security.spec.InvalidKeySpecException: java.lang.RuntimeException: error:0D07209B:asn1 encoding routines:ASN1_get_object:too long",
  },
  {
    like: "charleyw-5",
    protocol: "mapi",
    causes: ["key-form-not-accepted-by-library", "key-not-readable"],
    text: () => "CreateRSADataSigner: private key is NULL",
  },
  {
    like: "bitmash-3",
    protocol: "mapi",
    causes: ["required-parameter-missing", "parameter-malformed"],
    text: () => "创建交易错误 输入参数错误! service=create_forex_trade",
  },
  {
    like: "pingpp-js-23",
    protocol: "mapi",
    causes: ["signed-field-not-sent"],
    text: (shop, d) =>
      `<form action="https://mapi.alipay.com/gateway.do?_input_charset=utf-8" method="get"><input type="hidden" name="service" value="create_direct_pay_by_user"/><input type="hidden" name="partner" value="${shop.pid}"/><input type="hidden" name="out_trade_no" value="T${d}"/><input type="hidden" name="sign" value="d41d8cd98f00b204e9800998ecf8427e"/><input type="hidden" name="sign_type" value="MD5"/></form>\nILLEGAL_SIGN`,
  },
  {
    like: "yansongda-301",
    protocol: "openapi",
    causes: ["notification-handled-twice"],
    text: () => "返回了 success，三个月后又收到一次通知 trade_status=TRADE_FINISHED",
  },
  {
    like: "laravel-pay-90",
    protocol: "openapi",
    causes: ["notify-reply-not-success"],
    text: () => "http状态码: 200, 返回: ?success. 提示：返回值不是success",
  },
  {
    like: "omnipay-78",
    protocol: "openapi",
    causes: ["notify-blocked-by-login-or-csrf"],
    text: () => "POST /alipay/notify 419\nIlluminate\\Session\\TokenMismatchException: CSRF token mismatch.",
  },
  {
    like: "dujiaoka-102",
    protocol: "openapi",
    causes: ["notify-blocked-by-firewall-or-cdn"],
    text: () =>
      "HTTP/1.1 503 Service Temporarily Unavailable\r\nserver: cloudflare\r\ncf-ray: 6f1a\r\ncontent-type: text/html\r\n\r\n<title>Just a moment...</title>",
  },
  {
    like: "latrell-7b",
    protocol: "mapi",
    causes: ["notify-url-not-reachable", "parameter-malformed"],
    text: (shop) => `一直收不到异步通知\nnotify_url=${shop.host}/alipay/notify`,
  },
  {
    like: "nodesdk-15",
    protocol: "openapi",
    causes: ["notification-body-not-parsed"],
    text: () => "POST /notify\ncontent-type: application/x-www-form-urlencoded; text/html; charset=UTF-8\nreq.body: {}",
  },
  {
    like: "table-antiphishing",
    protocol: "mapi",
    causes: ["anti-phishing-mismatch"],
    text: () => mapiPage("ILLEGAL_ANTI_PHISHING_KEY"),
  },
  {
    like: "opendocs-share-isv",
    protocol: "openapi",
    causes: [
      "contract-does-not-cover-service",
      "product-not-bound-to-app",
      "contract-expired-or-suspended",
      "sandbox-and-production-mixed",
    ],
    text: () => refused("user_info_share", "40006 isv.insufficient-isv-permissions", "ISV权限不足"),
  },
  {
    like: "wcalipay-exterface-personal",
    protocol: "mapi",
    causes: contract,
    text: () => mapiPage("ILLEGAL_PARTNER_EXTERFACE"),
  },
  {
    like: "yansongda-pr800",
    protocol: "openapi",
    causes: ["sandbox-and-production-mixed", "unsigned-gateway-error", "app-not-online-or-unknown"],
    text: () => `https://openapi.alipaydev.com/gateway.do\n${unsigned("isv.invalid-app-id")}\n签名为空`,
  },
  {
    like: "fzlee-101",
    protocol: "openapi",
    causes: ["sandbox-and-production-mixed", "app-not-online-or-unknown"],
    text: (shop) =>
      `https://openapi.alipay.com/gateway.do?app_id=${shop.sandboxAppId}&method=alipay.trade.page.pay\n${openapiPage("invalid-app-id", "无效的AppID参数")}`,
  },
  { like: "mytharcher-1", protocol: "mapi", causes: ["seller-email-stale"], text: () => mapiPage("SELLER_NOT_EXIST") },
  {
    like: "fzlee-2",
    protocol: "openapi",
    causes: ["unsigned-field-sent"],
    text: (shop) =>
      `app_id=${shop.appId}&method=alipay.trade.page.pay&charset=utf-8&sign_type=RSA2&timestamp=2024-01-05+09%3A03%3A07&version=1.0&biz_content=%7B%7D&sign=abc&button=ok\n${openapiPage("invalid-signature", "无效签名")}`,
  },
  {
    like: "yansongda-148",
    protocol: "openapi",
    causes: ["empty-value-signed"],
    text: (shop) =>
      `app_id=${shop.appId}&method=alipay.trade.app.pay&format=JSON&return_url=&charset=utf-8&sign_type=RSA2&timestamp=2024-01-05+09%3A03%3A07&version=1.0&biz_content=%7B%7D&sign=abc`,
  },
  {
    like: "omnipay-39",
    protocol: "mapi",
    causes: ["sign-type-differs-from-key"],
    text: (shop) =>
      `https://mapi.alipay.com/gateway.do?service=create_direct_pay_by_user&partner=${shop.pid}&_input_charset=utf-8&out_trade_no=T1&sign_type=RSA&sign=5d41402abc4b2a76b9719d911017c592\nILLEGAL_SIGN`,
  },
  {
    like: "srar-f2f-14",
    protocol: "openapi",
    causes: ["timestamp-malformed"],
    text: () =>
      `timestamp=2017-010-03 09:12:44\n${refused("trade_precreate", "40002 isv.invalid-timestamp", "非法的时间戳参数")}`,
  },
  {
    like: "dujiaoka-196",
    protocol: "openapi",
    causes: ["tls-root-certificates-missing"],
    text: () => "支付通道异常~cURL error 60: SSL certificate problem: unable to get local issuer certificate",
  },
  {
    like: "bestpay-74",
    protocol: "openapi",
    causes: ["base64-padding-lost"],
    text: (shop) =>
      `{"app_id":"${shop.appId}","out_trade_no":"T1","trade_status":"TRADE_SUCCESS","sign_type":"RSA2","sign":"${"AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEf".repeat(8).slice(0, 342)}"}\n验签不通过`,
  },
  {
    like: "ssmgr-456",
    protocol: "openapi",
    causes: keyPair,
    text: () => "支付宝签名验证失败，但返回 code 10000，qr_code 也有",
  },
  {
    like: "odoo-cn-10",
    protocol: "mapi",
    causes: contract,
    text: () => "正式环境 ILLEGAL_PARTNER_EXTERFACE，接口类型选的担保交易",
  },
  { like: "seed-has-no-privilege", protocol: "mapi", causes: contract, text: () => mapiPage("HAS_NO_PRIVILEGE") },
  { like: "seed-hash-no-privilege", protocol: "mapi", causes: contract, text: () => mapiPage("HASH_NO_PRIVILEGE") },
  {
    like: "opendocs-ali38110",
    protocol: "openapi",
    causes: [
      "wrong-trade-number",
      "trade-already-paid",
      "trade-closed",
      "trade-state-forbids-operation",
      "another-buyer-opened-order",
    ],
    text: () => "my.tradePay: ALI38110 付款失败，订单不存在或状态异常",
  },
  {
    like: "opendocs-oauth-appid",
    protocol: "openapi",
    causes: [
      "app-not-online-or-unknown",
      "sandbox-and-production-mixed",
      "credentials-in-wrong-places",
      "key-with-white-space",
    ],
    text: () => refused("system_oauth_token", "40002 isv.invalid-app-id", "无效的AppID参数"),
  },
];

/** The reported item of this number. */
export function reportedItem(seed: string, number: number): Item | undefined {
  const one = reported[number % reported.length];
  if (one === undefined) return undefined;
  const random = randomOf(seed);
  const text = one.text(shopOf(random), random.digits(6));
  const noise = random.pick(["", "求助：", "请问这是什么原因？\n", "error log:\n"]);
  return {
    id: seed,
    family: "reported",
    protocol: one.protocol,
    maker: one.like,
    withKeys: false,
    labels: [one.causes],
    recipe: `modelled on ${one.like}`,
    evidence: bytesEvidence(`${noise}${text}`),
    context: {},
  };
}
