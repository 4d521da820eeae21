// What people and libraries say when they have no code: words that make a few causes possible. Both languages; from the
// exact to the vague, and the order within a line is the order of the findings.
export type Clue = {
  readonly words: RegExp;
  readonly causes: readonly string[];
  /** Says only that a signature does not verify: heard beside a message whose signature is right. */
  readonly ofVerifier?: true;
};

const signatureClues: readonly Clue[] = [
  {
    words:
      /extra (?:key|param\w*|field)s?\b|多(?:了|出)(?:来)?(?:一?个|几个|些)?[^\n]{0,8}(?:参数|字段)|query parameters?[^\n]{0,60}(?:notify|verif)|verif[^\n]{0,60}query parameters?|路由参数|框架(?:自动|自己)?(?:加|带|塞)/iu,
    causes: ["extra-field-in-notification", "notify-url-with-query"],
  },
  {
    words: /&quot;|&amp;|htmlspecialchars|htmlentities|html.?escap|(?:全局|输入|默认)过滤|(?:HTML|html) ?转义|被转义/iu,
    causes: ["value-html-escaped"],
  },
  { words: /magic_quotes|addslashes|stripslashes|反斜(?:杠|线)/iu, causes: ["slashes-added"] },
  {
    words:
      /apostrophe|(?:单|双)?引号[^\n]{0,30}(?:签|sign|报错|失败|截断)|英文字符 ?'|含[^\n]{0,12}'[^\n]{0,12}(?:加签|签名)/iu,
    causes: ["quote-cut-form-value", "value-html-escaped"],
  },
  {
    words: /(?:sign|签名)[^\n]{0,40}(?:ends? with|末尾|结尾|最后)[^\n]{0,12}(?:=|等号)|等号[^\n]{0,12}(?:丢|没了|少)/iu,
    causes: ["base64-padding-lost"],
  },
  {
    words: /trailing (?:white ?)?space|(?:末尾|结尾|首尾|两端|前后)(?:的|有)?空(?:格|白)|TrimStrings|被 ?trim/iu,
    causes: ["values-trimmed", "key-with-white-space"],
  },
  {
    words:
      /(?:with|包含|含有|有|contains?) (?:a )?(?:spaces?|空格)|空格[^\n]{0,20}加号|加号[^\n]{0,20}空格|\+[^\n]{0,10}(?:变成|变为|becomes?)[^\n]{0,6}(?:空格|space)/iu,
    causes: ["plus-sign-for-space"],
  },
  {
    words:
      /(?:return_url|notify_url)[^\n]{0,12}(?:is empty|为空|='')|empty (?:return_url|notify_url|values?|strings?|param\w*)|空(?:值|参数|字符串)[^\n]{0,20}(?:签名|验签)/iu,
    causes: ["empty-value-signed"],
  },
  {
    words: /(?:button|按钮)[^\n]{0,30}name|posted from an? HTML form|submit ?按钮/iu,
    causes: ["unsigned-field-sent"],
  },
  {
    words:
      /re-?seriali[sz]|重新(?:序列化|编码|生成)[^\n]{0,12}(?:json)?|rebuilt from a struct|json_encode[^\n]{0,40}验签|(?:解析|json_decode)[^\n]{0,20}(?:再|又)[^\n]{0,12}(?:json|序列化|转)/iu,
    causes: ["reply-json-reserialised"],
  },
  {
    words:
      /without (?:the )?sign ?type|signType|签名类型|sign_type[^\n]{0,30}(?:不一致|错|differ)|RSA2?[^\n]{0,12}(?:和|与|改成|换成|vs)[^\n]{0,4}RSA2?\b|SHA-?1[^\n]{0,30}(?:RSA2|SHA-?256)|rsaCheckV1|with an? MD5 key/iu,
    causes: ["sign-type-differs-from-key"],
  },
  {
    words:
      /only (?:when|if|with|contain\w*)[^\n]{0,40}Chinese|(?:is|contains?|has) Chinese|(?:有|含|带|是|传|用|包含)(?:了|有)?(?:中文|汉字)[^\n]{0,14}(?:就|才|时|会|则|报错|出错|失败)|(?:中文|汉字)[^\n]{0,20}(?:签名|验签|sign|报错|才)|(?:英文|数字)[^\n]{0,10}(?:就)?(?:正常|没问题|没事|可以|成功)|编码[^\n]{0,14}(?:切|改|换|设|不一致|不同)|page charset|charset to GBK|file\.encoding|default encoding|only on the server/iu,
    causes: ["wrong-charset-bytes", "text-garbled-by-wrong-charset"],
  },
  { words: /mojibake|garbled|乱码|问号/iu, causes: ["text-garbled-by-wrong-charset", "characters-outside-charset"] },
  {
    words:
      /only (?:the )?(?:async(?:hronous)? )?notif\w+ (?:fail|does)|(?:只有|唯独|就是)(?:异步)?(?:通知|回调)[^\n]{0,10}(?:验签|签名|失败|不通过)/iu,
    causes: ["value-html-escaped", "extra-field-in-notification", "slashes-added"],
  },
];

const deliveryClues: readonly Clue[] = [
  {
    words:
      /(?:notify|通知|回调)[^\n]{0,40}(?:localhost|127\.0\.0\.1|内网|局域网|192\.168\.)|(?:localhost|内网|局域网)[^\n]{0,40}(?:notify|通知|回调)/iu,
    causes: ["notify-url-private"],
  },
  {
    words: /Cloudflare|\bWAF\b|\bCDN\b|防火墙|云盾|宝塔|被拦截|安全狗/iu,
    causes: ["notify-blocked-by-firewall-or-cdn"],
  },
  {
    words: /\bCSRF\b|(?:通知|回调|notify)[^\n]{0,20}(?:要|需要|跳)[^\n]{0,6}登录|\b419\b/iu,
    causes: ["notify-blocked-by-login-or-csrf"],
  },
  {
    words:
      /(?:通知|回调|notify)[^\n]{0,60}(?:Maximum execution time|Fatal error|Internal Server Error)|(?:Maximum execution time|Fatal error)[^\n]{0,160}notify/iu,
    causes: ["notify-url-not-reachable"],
  },
  {
    words: /(?:通知|回调|notify)[^\n]{0,30}(?:30[12378]|重定向|redirect)|TOO_MANY_REDIRECTS/iu,
    causes: ["notify-url-redirects", "notify-blocked-by-login-or-csrf"],
  },
  {
    words:
      /body-?parser|form is not parsed|empty body|no parameters|(?:\$_POST|req\.body|请求体|参数)[^\n]{0,8}(?:是|为|都是)?空(?:的|数组)?/iu,
    causes: ["notification-body-not-parsed"],
  },
  {
    words:
      /(?:after|having) return\w*\s*["']?success|返回(?:了|过)?\s*["']?success["']?[^\n]{0,24}(?:又|还是|再次|仍)/iu,
    causes: ["notification-handled-twice", "notify-reply-not-success"],
  },
  {
    words:
      /notifications? continue|again later|重复(?:通知|回调)|一直(?:收到|有)?(?:通知|回调)|(?:三|几|3)个?月(?:之?后|左右)?[^\n]{0,12}(?:收到|来|发)[^\n]{0,8}(?:通知|回调)/iu,
    causes: ["notify-reply-not-success", "notification-handled-twice"],
  },
  {
    words:
      /return has no trade_status|trade_status missing|(?:同步|return)[^\n]{0,20}(?:没有|无)[^\n]{0,6}trade_status/iu,
    causes: ["return-mistaken-for-notification"],
  },
];

const accountClues: readonly Clue[] = [
  {
    words:
      /no seller|seller does not exist|卖家(?:账号)?不存在|(?:更换|改|换)(?:了|过)?[^\n]{0,6}(?:邮箱|email|支付宝账号)/iu,
    causes: ["seller-email-stale"],
  },
  {
    words: /(?:自己|卖家)[^\n]{0,6}(?:付|买|支付)[^\n]{0,4}自己|own account[^\n]{0,20}(?:test|pay)|用卖家(?:的)?账号/iu,
    causes: ["buyer-is-seller"],
  },
  {
    words: /(?:签约|合同|协议)[^\n]{0,8}(?:过期|到期|失效|终止)|contract[^\n]{0,20}(?:expired|ended)/iu,
    causes: ["contract-expired-or-suspended"],
  },
  {
    words: /(?:没有?|未|尚未)签约|not (?:yet )?(?:contracted|signed for)/iu,
    causes: ["contract-does-not-cover-service", "contract-still-in-review"],
  },
  {
    words: /out_request_no|partial refund|部分退款|输入参数错误|缺少(?:必填)?参数|missing param/iu,
    causes: ["required-parameter-missing", "parameter-malformed"],
  },
  {
    words: /浮点|(?:小数位|小数点后)[^\n]{0,10}(?:多|超过|三|3)|0\.30000|\d+\.\d{5,}|floating.?point/iu,
    causes: ["amount-in-floating-point"],
  },
  {
    words: /时区|(?:差|慢|快)(?:了)? ?(?:8|八)(?:个)?小时|8 hours|time ?zone|\bUTC\b/iu,
    causes: ["clock-or-time-zone-wrong"],
  },
  {
    words: /PKCS ?#?(?:1|8)\b|private key[^\n]{0,30}format|私钥[^\n]{0,12}(?:格式|转换)/iu,
    causes: ["key-form-not-accepted-by-library", "key-not-readable"],
  },
  { words: /app_cert_sn|alipay_root_cert_sn|证书模式|certificate mode/iu, causes: ["certificate-mode-mixed-up"] },
  {
    words: /public key not found|(?:支付宝)?公钥证书[^\n]{0,12}(?:找不到|不存在|过期)/iu,
    causes: ["certificate-expired-or-unknown", "certificate-mode-mixed-up"],
  },
  {
    words: /Incorrect padding|base64[^\n]{0,30}(?:invalid|illegal|错误|失败)/iu,
    causes: ["base64-padding-lost", "key-not-readable"],
  },
  {
    words: /没有(?:开通)?(?:该|此)?(?:接口|服务)?(?:的)?(?:访问)?权限|权限不足|无权(?:限)?(?:访问|调用)/iu,
    causes: ["contract-does-not-cover-service", "contract-expired-or-suspended", "product-not-bound-to-app"],
  },
  { words: /沙箱|sandbox/iu, causes: ["sandbox-and-production-mixed", "key-of-another-account"] },
];

const vagueClues: readonly Clue[] = [
  {
    words:
      /(?:异步|同步|通知|回调|notif|return)[^\n]{0,60}(?:验签|签名|verif|sign)[^\n]{0,20}(?:不通过|不正确|失败|错误|fail|error|not verify)|(?:验签|签名)(?:验证)?(?:一直|总是)?(?:不通过|不正确|失败)|verification (?:error|fails)|VerifyData returns false|(?:does not|doesn't) verify|数据被篡改|异步通知(?:一直)?(?:是)?错误/iu,
    ofVerifier: true,
    causes: [
      "app-public-key-used-as-alipay-public-key",
      "key-of-another-account",
      "extra-field-in-notification",
      "value-html-escaped",
      "wrong-charset-bytes",
    ],
  },
  {
    words: /无效(?:的)?签名|签名(?:无效|错误|不对)|signature (?:error|is invalid)/iu,
    causes: [
      "key-of-another-account",
      "wrong-charset-bytes",
      "unsigned-field-sent",
      "value-url-encoded-before-signing",
    ],
  },
  {
    words:
      /no callback|没有(?:任何)?回调|(?:付款|支付|付)(?:完成|成功|了)?[^\n]{0,8}(?:页面)?(?:不跳转|没反应|不到账|没到账|没通知)|page does not move on/iu,
    causes: ["notify-url-not-reachable", "notify-blocked-by-firewall-or-cdn", "notify-url-private"],
  },
];

export const wordClues: readonly Clue[] = [...signatureClues, ...deliveryClues, ...accountClues, ...vagueClues];
