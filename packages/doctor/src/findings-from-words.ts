// What people and libraries say when they have no code: words that make a few causes possible. The doctor's weakest
// evidence, used after everything else.

import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";
import { cut } from "./mask-value.ts";
import { precedence } from "./precedence.ts";
import { uncheckedCauses } from "./unchecked-causes.ts";

type Clue = { readonly words: RegExp; readonly causes: readonly string[] };

// From the exact to the vague; the order within a line is the order of the findings.
const clues: readonly Clue[] = [
  {
    words:
      /extra key|多(?:了|出)(?:一个|几个)?(?:参数|字段)|query parameters?[^\n]{0,60}(?:notify|verif)|verif[^\n]{0,60}query parameters?|路由参数/iu,
    causes: ["extra-field-in-notification", "notify-url-with-query"],
  },
  { words: /&quot;|htmlspecialchars|html.?escap|(?:全局|输入)过滤/iu, causes: ["value-html-escaped"] },
  { words: /magic_quotes|addslashes|stripslashes/iu, causes: ["slashes-added"] },
  {
    words: /(?:apostrophe|单引号|英文字符 ?')[^\n]{0,40}(?:签|sign)|含[^\n]{0,12}'[^\n]{0,12}(?:加签|签名)/iu,
    causes: ["quote-cut-form-value", "value-html-escaped"],
  },
  { words: /(?:sign|签名)[^\n]{0,40}(?:ends? with|末尾|结尾)[^\n]{0,12}=/iu, causes: ["base64-padding-lost"] },
  { words: /trailing space|末尾(?:的)?空格|TrimStrings|被 ?trim/iu, causes: ["values-trimmed"] },
  {
    words: /(?:with|包含|含有|contains?) (?:a )?(?:space|空格)|空格[^\n]{0,20}加号/iu,
    causes: ["plus-sign-for-space"],
  },
  {
    words:
      /(?:return_url|notify_url)[^\n]{0,12}(?:is empty|为空|='')|empty (?:return_url|notify_url|value)|空(?:值|参数)[^\n]{0,20}(?:签名|验签)/iu,
    causes: ["empty-value-signed"],
  },
  { words: /button[^\n]{0,30}name|posted from an? HTML form|submit 按钮/iu, causes: ["unsigned-field-sent"] },
  {
    words: /re-?serialis|重新序列化|rebuilt from a struct|json_encode[^\n]{0,40}验签/iu,
    causes: ["reply-json-reserialised"],
  },
  {
    words:
      /without (?:the )?sign ?type|signType|sign_type[^\n]{0,30}(?:不一致|错|differ)|SHA1[^\n]{0,30}RSA2|with an? MD5 key/iu,
    causes: ["sign-type-differs-from-key"],
  },
  {
    words:
      /only (?:when|if|with)[^\n]{0,40}Chinese|is Chinese|中文[^\n]{0,20}(?:签名|验签|sign)|page charset|file\.encoding|only on the server/iu,
    causes: ["wrong-charset-bytes", "text-garbled-by-wrong-charset"],
  },
  { words: /mojibake|garbled|乱码/iu, causes: ["text-garbled-by-wrong-charset"] },
  { words: /Cloudflare|\bWAF\b|\bCDN\b|防火墙/iu, causes: ["notify-blocked-by-firewall-or-cdn"] },
  { words: /\bCSRF\b/u, causes: ["notify-blocked-by-login-or-csrf"] },
  { words: /body-?parser|form is not parsed|empty body|no parameters/iu, causes: ["notification-body-not-parsed"] },
  {
    words: /no seller|seller does not exist|卖家(?:账号)?不存在|更换(?:了)?(?:邮箱|email)/iu,
    causes: ["seller-email-stale"],
  },
  {
    words: /out_request_no|输入参数错误|缺少(?:必填)?参数|missing param/iu,
    causes: ["required-parameter-missing", "parameter-malformed"],
  },
  { words: /return has no trade_status|trade_status missing/iu, causes: ["return-mistaken-for-notification"] },
  {
    words: /notifications? continue|again later|重复通知|一直(?:收到)?通知/iu,
    causes: ["notify-reply-not-success", "notification-handled-twice"],
  },
  {
    words: /PKCS ?#?(?:1|8)\b|private key[^\n]{0,30}format/iu,
    causes: ["key-form-not-accepted-by-library", "key-not-readable"],
  },
  { words: /app_cert_sn|alipay_root_cert_sn|证书模式/u, causes: ["certificate-mode-mixed-up"] },
  { words: /沙箱|sandbox/iu, causes: ["sandbox-and-production-mixed", "key-of-another-account"] },
  {
    words:
      /(?:异步|同步|通知|回调|notif|return)[^\n]{0,60}(?:验签|签名|verif|sign)[^\n]{0,20}(?:不通过|不正确|失败|错误|fail|error|not verify)|(?:验签|签名)(?:验证)?(?:不通过|不正确|失败)|verification error|VerifyData returns false|(?:does not|doesn't) verify|数据被篡改|异步通知(?:一直)?(?:是)?错误/iu,
    causes: [
      "app-public-key-used-as-alipay-public-key",
      "key-of-another-account",
      "extra-field-in-notification",
      "value-html-escaped",
      "wrong-charset-bytes",
    ],
  },
];

/** Causes that the words make possible and that nothing else has named. */
export function findingsFromWords(examination: Examination, known: readonly Finding[]): readonly Finding[] {
  // With a signed message or settings at hand, words add nothing but noise.
  const { evidence } = examination;
  if (evidence.pieces.some(({ kind }) => kind === "message" || kind === "settings" || kind === "access_log")) return [];
  const causes = new Set(known.map(({ cause }) => cause));
  const findings: Finding[] = [];
  for (const { words, causes: suggested } of clues) {
    const said = examination.says(words);
    if (said === undefined) continue;
    for (const cause of suggested) {
      if (causes.has(cause)) continue;
      causes.add(cause);
      findings.push(possible(cause, said));
    }
  }
  return findings;
}

function possible(cause: string, said: string): Finding {
  const check = precedence.find((candidate) => candidate.cause === cause);
  const shown = cut(said);
  return {
    cause,
    confidence: "possible",
    proof: { text: { zh: `内容里有：${shown}`, en: `The evidence says: ${shown}` } },
    fix: check?.advice ?? uncheckedCauses[cause]?.advice ?? [],
    ...(check?.needs === undefined ? {} : { needs: check.needs }),
  };
}
