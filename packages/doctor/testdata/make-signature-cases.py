#!/usr/bin/env python3
# Writes the signed cases of the checks: mistakes which a key at hand proves.
from signed_messages import *

case("value-html-escaped", "signed-escaped", "values were escaped before they were signed", link(REQUEST, md5(join(every(REQUEST, html.escape)))), mapi)
case("value-html-escaped", "notice-escaped", "a filter escaped the notification", dump(every(OPEN_NOTICE, html.escape), rsa(join(OPEN_NOTICE), "alipay"), "RSA2"), app)
near("value-html-escaped", "a quote in the text alone is no escaping")
slash = lambda v: v.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
case("slashes-added", "notice-slashed", "magic quotes changed the notification", dump(every(NOTICE, slash), notice_sign), mapi)
case("slashes-added", "signed-slashed", "values were slashed before they were signed", link(REQUEST, md5(join(every(REQUEST, slash)))), mapi)
near("slashes-added", "quotes that were not touched")
case("value-url-encoded-before-signing", "php", "urlencode before signing", link(REQUEST, md5(join(every(REQUEST, u.quote_plus)))), mapi)
case("value-url-encoded-before-signing", "one-field", "only notify_url was encoded", link(REQUEST, md5(join({**REQUEST, "notify_url": u.quote(REQUEST["notify_url"], safe="")}))), mapi)
near("value-url-encoded-before-signing", "encoded where it belongs")
case("value-url-encoded-twice", "sent-twice", "encoded, then sent by a form", link(every(REQUEST, u.quote_plus), md5(join(REQUEST))), mapi)
near("value-url-encoded-twice", "encoded once")
case("plus-sign-for-space", "space-in-sign", "plus signs of the signature became spaces", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "alipay").replace("+", " "), "RSA2"), app)
case("plus-sign-for-space", "plus-in-value", "a space of the time arrived as a plus sign", dump(every(PLAIN_NOTICE, lambda v: v.replace(" ", "+")), md5(join(PLAIN_NOTICE))), mapi)
case("plus-sign-for-space", "plus-in-times", "only the times suffered", dump({k: v.replace(" ", "+") if k.startswith(("gmt", "notify_time")) else v for k, v in NOTICE.items()}, notice_sign), mapi)
near("plus-sign-for-space", "a plus sign that was meant")
case("values-trimmed", "lost-space", "a trailing space of the subject was trimmed", dump(NOTICE, md5(join({**NOTICE, "subject": NOTICE["subject"] + " "}))), mapi)
case("values-trimmed", "signed-trimmed", "trimmed for the signature, sent with the space", link({**REQUEST, "subject": " A "}, md5(join({**REQUEST, "subject": "A"}))), mapi)
near("values-trimmed", "a space that both sides have", link({**REQUEST, "subject": "A "}, md5(join({**REQUEST, "subject": "A "}))))
respaced = json.dumps(json.loads(OPEN_REQUEST["biz_content"]))
case("reply-json-reserialised", "biz-content", "biz_content was written twice", open_link(OPEN_REQUEST, rsa(join({**OPEN_REQUEST, "biz_content": respaced}, drop=("sign",)))), app)
node = '{"code":"10000","msg":"Success","qr_code":"https:\\/\\/qr.alipay.com\\/bax00001"}'
reply = lambda body, sign: '{"alipay_trade_precreate_response":' + body + ',"sign":"' + sign + '"}'
case("reply-json-reserialised", "reply-slashes", "the reply lost its back-slashes before it was verified", reply(node.replace("\\/", "/"), rsa(node, "alipay")), app)
near("reply-json-reserialised", "the reply as it came", reply(node, rsa(node, "alipay")), app)
case("unsigned-field-sent", "named-button", "a submit button with a name",
     '<form action="https://mapi.alipay.com/gateway.do?_input_charset=utf-8" method="post">' + "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}"/>' for k, v in {**REQUEST, "sign": md5(join(REQUEST)), "sign_type": "MD5"}.items()) + '<input type="submit" name="pay" value="付款"></form>', mapi)
case("unsigned-field-sent", "known-name", "a field of Alipay's was added after signing", link({**REQUEST, "show_url": "https://shop.example/1"}, md5(join(REQUEST))), mapi)
near("unsigned-field-sent", "a button without a name",
     '<form action="https://mapi.alipay.com/gateway.do" method="post">' + "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}"/>' for k, v in {**REQUEST, "sign": md5(join(REQUEST)), "sign_type": "MD5"}.items()) + '<input type="submit" value="付款"></form>')
case("extra-field-in-notification", "router", "a router put its own parameter in", notice({"s": "api/pay/notify", **NOTICE}, notice_sign), mapi)
case("extra-field-in-notification", "openapi-url", "ThinkPHP's _url in an OpenAPI notification", dump({"_url": "/pay/notify", **OPEN_NOTICE}, rsa(join(OPEN_NOTICE), "alipay"), "RSA2"), app)
case("extra-field-in-notification", "without-key", "no key at hand, a foreign name among the fields", notice({"dopost": "return", "code": "alipay", **NOTICE}, notice_sign), [], expect=[["extra-field-in-notification", "likely"]])
near("extra-field-in-notification", "only fields of Alipay's", notice(NOTICE, notice_sign))
case("signed-field-not-sent", "charset", "_input_charset was signed but not sent", link({k: v for k, v in REQUEST.items() if k != "_input_charset"}, md5(join(REQUEST))), mapi)
near("signed-field-not-sent", "all fields sent")
case("signed-field-not-sent", "notice-state", "a white list dropped trade_status", dump({k: v for k, v in NOTICE.items() if k != "trade_status"}, notice_sign), mapi)
case("signed-field-not-sent", "notice-amount", "a white list dropped receipt_amount, which equals the total", dump({k: v for k, v in OPEN_NOTICE.items() if k != "receipt_amount"}, rsa(join(OPEN_NOTICE), "alipay"), "RSA2"), app)
no_subject = {k: v for k, v in NOTICE.items() if k != "subject"}
case("signed-field-not-sent", "notice-of-request", "the lost subject stands in the request of the same order", [link(REQUEST, md5(join(REQUEST))), dump(no_subject, notice_sign)], mapi)
case("signed-field-not-sent", "near-miss-other-order", "the request at hand is another order's", [link({**REQUEST, "out_trade_no": "T2"}, md5(join({**REQUEST, "out_trade_no": "T2"}))), dump(no_subject, notice_sign)], mapi, absent=["signed-field-not-sent"])
with_empty = {**REQUEST, "show_url": ""}
case("empty-value-signed", "sent-empty", "an empty field was signed and sent", link(with_empty, md5(join(with_empty, empty=True))), mapi)
case("empty-value-signed", "not-sent", "an empty field was signed and not sent", link(REQUEST, md5(join({**REQUEST, "show_url": ""}, empty=True))), mapi)
near("empty-value-signed", "an empty field that was not signed", link(with_empty, md5(join(with_empty))))
case("sign-type-wrongly-signed", "mapi", "the OpenAPI's habit in a MAPI request", link(REQUEST, md5(join({**REQUEST, "sign_type": "MD5"}, drop=("sign",)))), mapi)
case("sign-type-wrongly-signed", "openapi", "sign_type left out of an OpenAPI request", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST))), app)
near("sign-type-wrongly-signed", "sign_type signed where it belongs", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST, drop=("sign",)))), app)
case("fields-not-sorted", "as-sent", "joined in the order of the code", link(REQUEST, md5(join(REQUEST, order=list))), mapi)
near("fields-not-sorted", "sorted")
wap = {"service": "alipay.wap.trade.create.direct", "v": "1.0", "sec_id": "MD5", "notify_data": "<notify><trade_status>TRADE_FINISHED</trade_status><out_trade_no>T1</out_trade_no></notify>"}
case("wap-notification-sorted", "sorted", "somebody signed it sorted", query({**wap, "sign": md5(join(wap))}), [ACCOUNT])
case("wap-notification-sorted", "near-miss", "the fixed order is right", query({**wap, "sign": md5(join(wap, order=list))}), [ACCOUNT], absent=["wap-notification-sorted"])
raw = "&".join(f"{k}={v}" for k, v in {**REQUEST, "sign": md5(join(REQUEST)), "sign_type": "MD5"}.items())
case("html-entity-ate-parameter", "notify-url", "the page showed &notify_url as a symbol", "https://mapi.alipay.com/gateway.do?" + query({k: v for k, v in {**REQUEST, "subject": "A"}.items() if k not in ("notify_url",)}) + "¬ify_url=" + u.quote_plus(REQUEST["notify_url"]) + "&sign=" + md5(join({**REQUEST, "subject": "A"})) + "&sign_type=MD5", mapi)
case("html-entity-ate-parameter", "timestamp", "no key at hand, but ×tamp is seen", "app_id=2021000000000001&method=alipay.trade.page.pay×tamp=2024-01-01&version=1.0&sign=abc", [], expect=[["html-entity-ate-parameter", "likely"]])
near("html-entity-ate-parameter", "a multiplication sign that was meant", link({**REQUEST, "subject": "3×4"}, md5(join({**REQUEST, "subject": "3×4"}))))
quoted = {**REQUEST, "subject": "it's here", "body": "x"}
case("quote-cut-form-value", "apostrophe", "an apostrophe ended the attribute",
     "<form action='https://mapi.alipay.com/gateway.do' method='post'>" + "".join(f"<input type='hidden' name='{k}' value='{v}'/>" for k, v in {**quoted, "sign": md5(join(quoted)), "sign_type": "MD5"}.items()) + "</form>", mapi)
near("quote-cut-form-value", "escaped as it should be",
     "<form action='https://mapi.alipay.com/gateway.do' method='post'>" + "".join(f"<input type='hidden' name='{k}' value='{html.escape(v)}'/>" for k, v in {**quoted, "sign": md5(join(quoted)), "sign_type": "MD5"}.items()) + "</form>")
padded = next(x for x in ({**OPEN_NOTICE, "gmt_create": f"2024-01-01 09:59:{n:02d}"} for n in range(60)) if rsa(join(x), "alipay").endswith("="))
case("base64-padding-lost", "split", "split at = after decoding", dump(padded, rsa(join(padded), "alipay").rstrip("="), "RSA2"), app)
near("base64-padding-lost", "padding there", dump(padded, rsa(join(padded), "alipay"), "RSA2"), app)
case("key-in-wrong-case", "upper", "the key was turned to upper case", link(REQUEST, md5(join(REQUEST), KEY.upper())), mapi)
near("key-in-wrong-case", "the key as it is")
case("signature-recipe-differs", "upper-sign", "the signature in upper case", link(REQUEST, md5(join(REQUEST)).upper()), mapi)
case("signature-recipe-differs", "wechat", "WeChat's recipe", link(REQUEST, md5(join(REQUEST) + "&key=")), mapi)
near("signature-recipe-differs", "Alipay's recipe")
case("wrong-charset-bytes", "declared-utf8", "declared utf-8, signed over GBK bytes", link(REQUEST, md5(join(REQUEST).encode("gbk"))), mapi)
gbk = {**REQUEST, "_input_charset": "gbk"}
case("wrong-charset-bytes", "declared-gbk", "declared gbk, everything in utf-8 (consistently)", link(gbk, md5(join(gbk))), mapi, expect=[["wrong-charset-bytes", "likely"]])
case("wrong-charset-bytes", "near-miss", "declared gbk, everything in gbk", link(gbk, md5(join(gbk).encode("gbk")), charset="gbk"), mapi, absent=["wrong-charset-bytes"])
case("text-garbled-by-wrong-charset", "double-utf8", "the form converted what was already utf-8", link(every(REQUEST, lambda v: v.encode().decode("gbk", "ignore").replace("\ufffd", "") if v == "x" else v.encode().decode("latin1")), md5(join(REQUEST))), mapi)
case("text-garbled-by-wrong-charset", "seen", "no key: the subject is utf-8 read as gbk", link({**REQUEST, "subject": "测试商品".encode().decode("gbk")}, "0" * 32), [], expect=[["text-garbled-by-wrong-charset", "likely"]])
near("text-garbled-by-wrong-charset", "Chinese as it should be")
case("key-with-white-space", "tab", "a tab behind the key", link(REQUEST, md5(join(REQUEST), KEY + "\t")), mapi)
case("key-with-white-space", "typed", "the setting itself holds a space", "ILLEGAL_SIGN", [{**ACCOUNT, "md5Key": KEY + " "}])
near("key-with-white-space", "clean settings")
case("key-not-readable", "cut", "the last character of the key was not copied", link(REQUEST, md5(join(REQUEST), KEY[:-1])), mapi)
case("key-not-readable", "empty", "signed with an empty key", link(REQUEST, md5(join(REQUEST), "")), mapi)
case("key-not-readable", "message", "what the PHP SDK says", "您使用的私钥格式错误，请检查RSA私钥配置", [], expect=[["key-not-readable", "likely"]])
near("key-not-readable", "a whole key")
case("sample-credentials-in-use", "signed", "signed with the installation's sample key", link(REQUEST, md5(join(REQUEST), "dsfsdf")), [])
near("sample-credentials-in-use", "own credentials")
case("credentials-in-wrong-places", "app-id-as-pid", "an app_id stands in partner", link({**REQUEST, "partner": "2021000000000001"}, "0" * 32), [])
near("credentials-in-wrong-places", "each in its place")
case("key-of-another-account", "old-shop", "signed with the key of the old shop", link(REQUEST, md5(join(REQUEST), OTHER)), mapi)
case("key-of-another-account", "other-app", "a notification verified with another app's key", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "other"), "RSA2"), [APP, {"name": "other", "protocol": "openapi", "appId": "2021000000000002", "alipayPublicKey": "file:keys/other-public.pem"}])
case("key-with-white-space", "old-shop-tab", "the key of the old shop, with a tab behind it", link(REQUEST, md5(join(REQUEST), OTHER + "\t")), mapi, expect=[["key-with-white-space", "proven"], ["key-of-another-account", "proven"]])
app_of_others = {**OPEN_REQUEST, "app_id": "2021000000000009"}
case("key-of-another-account", "mistyped-app-id", "the app_id is another's, the key is the account's", open_link(app_of_others, rsa(join(app_of_others, drop=("sign",)))), app)
near("key-of-another-account", "the right key")
case("sandbox-and-production-mixed", "sandbox-key", "a production notification checked with the sandbox's key", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "other"), "RSA2"), [{**APP, "environment": "production"}, {"name": "sandbox", "environment": "sandbox", "protocol": "openapi", "appId": "9021000000000002", "alipayPublicKey": "file:keys/other-public.pem"}])
case("sandbox-and-production-mixed", "host", "a sandbox app at the production gateway", open_link({**OPEN_REQUEST, "app_id": "9021000000000001"}, "x" * 344), [], expect=[["sandbox-and-production-mixed", "likely"]])
near("sandbox-and-production-mixed", "production all over", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST, drop=("sign",)))), [{**APP, "environment": "production"}])
case("sign-type-differs-from-key", "rsa-for-rsa2", "SHA1 under the name RSA2", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST, drop=("sign",)), digest=hashes.SHA1)), app)
case("sign-type-differs-from-key", "shape", "RSA declared, 32 digits sent", link(REQUEST, md5(join(REQUEST)), "RSA"), [])
near("sign-type-differs-from-key", "MD5 declared, MD5 sent")
case("pid-and-key-do-not-belong-together", "refused", "Alipay refuses what our key confirms", [good, "错误代码 ILLEGAL_SIGN"], mapi, expect=[["pid-and-key-do-not-belong-together", "likely"]])
foreign = {**REQUEST, "partner": "2088000000000009"}
case("pid-and-key-do-not-belong-together", "mistyped-pid", "the PID is mistyped, the key is the account's", link(foreign, md5(join(foreign))), [ACCOUNT])
near("pid-and-key-do-not-belong-together", "no refusal")
case("app-public-key-used-as-alipay-public-key", "same-key", "both settings hold one key", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "alipay"), "RSA2"), [{**APP, "alipayPublicKey": "file:keys/app-public.pem"}])
near("app-public-key-used-as-alipay-public-key", "two different keys", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "alipay"), "RSA2"), app)
case("characters-outside-charset", "emoji", "an emoji in a gbk request", dump({**gbk, "subject": "礼物😀"}, "0" * 32), mapi, expect=[["characters-outside-charset", "likely"]])
near("characters-outside-charset", "an emoji in utf-8", link({**REQUEST, "subject": "礼物😀"}, md5(join({**REQUEST, "subject": "礼物😀"}))))
lines = {**REQUEST, "body": "a\nb"}
case("special-characters-in-value", "line-ends", "a browser posted CR LF", link({**lines, "body": "a\r\nb"}, md5(join(lines))), mapi)
near("special-characters-in-value", "line ends that both sides have", link({**lines, "subject": "A"}, md5(join({**lines, "subject": "A"}))))
case("amount-in-floating-point", "signed", "the amount lost its zeros", dump({**NOTICE, "total_fee": "1"}, md5(join({**NOTICE, "total_fee": "1.00"}))), mapi)
near("amount-in-floating-point", "two decimals")

# Recipes: other digests, other paddings, other ways to join
recipe = "signature-recipe-differs"
text = join(REQUEST)
digest = lambda name, data: hashlib.new(name, data.encode()).hexdigest()
case(recipe, "sha256", "SHA-256 in the place of MD5", link(REQUEST, digest("sha256", text + KEY)), mapi)
case(recipe, "sha1-base64", "SHA-1, in Base64", link(REQUEST, base64.b64encode(hashlib.sha1((text + KEY).encode()).digest()).decode()), mapi)
case(recipe, "hmac-sha256", "HMAC-SHA256 in upper case, as WeChat wants it", link(REQUEST, hmac.new(KEY.encode(), text.encode(), "sha256").hexdigest().upper()), mapi)
case(recipe, "md5-base64", "MD5 in Base64", link(REQUEST, base64.b64encode(hashlib.md5((text + KEY).encode()).digest()).decode()), mapi)
case(recipe, "md5-short", "MD5 of 16 digits", link(REQUEST, md5(text)[8:24]), mapi)
case(recipe, "md5-twice", "MD5 of the MD5", link(REQUEST, digest("md5", md5(text))), mapi)
case(recipe, "md5-of-text-first", "the key behind the MD5 of the text", link(REQUEST, digest("md5", digest("md5", text) + KEY)), mapi)
case(recipe, "key-around", "the key on both sides", link(REQUEST, digest("md5", KEY + text + KEY)), mapi)
parts = sorted(REQUEST.items())
case(recipe, "names-and-values", "names and values joined by nothing", link(REQUEST, md5("".join(k + v for k, v in parts))), mapi)
case(recipe, "values-only", "values only", link(REQUEST, md5("".join(v for _, v in parts))), mapi)
case(recipe, "quoted", "quotes around the values, as the mobile interface had them", link(REQUEST, md5("&".join(f'{k}="{v}"' for k, v in parts))), mapi)
case(recipe, "json", "the fields as JSON", link(REQUEST, md5(json.dumps(dict(parts), ensure_ascii=False, separators=(",", ":")))), mapi)
open_text = join(OPEN_REQUEST, drop=("sign",))
case(recipe, "question-mark", "the ? of the address in front of the text", open_link(OPEN_REQUEST, rsa("?" + open_text)), app)
case(recipe, "biz-content-only", "biz_content alone was signed", open_link(OPEN_REQUEST, rsa(OPEN_REQUEST["biz_content"])), app)
case(recipe, "digest-signed", "the hex digest of the text was signed", open_link(OPEN_REQUEST, rsa(digest("sha256", open_text))), app)
case(recipe, "rsa-hex", "an RSA signature in hex", open_link(OPEN_REQUEST, base64.b64decode(rsa(open_text)).hex()), app)
case(recipe, "base64-twice", "Base64 of the Base64", open_link(OPEN_REQUEST, base64.b64encode(rsa(open_text).encode()).decode()), app)
for salt in ("DIGEST_LENGTH", "MAX_LENGTH"):
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=getattr(padding.PSS, salt))
    case(recipe, "pss-" + salt[:3].lower(), "the padding of RSA-PSS", open_link(OPEN_REQUEST, base64.b64encode(private("app").sign(open_text.encode(), pss, hashes.SHA256())).decode()), app)


def encrypted(data):
    """PKCS #1 v1.5 padding of type 1 around the bare data, as openssl_private_encrypt makes it."""
    numbers = private("app").private_numbers()
    size = (numbers.public_numbers.n.bit_length() + 7) // 8
    block = b"\0\1" + b"\xff" * (size - 3 - len(data)) + b"\0" + data
    return base64.b64encode(pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n).to_bytes(size, "big")).decode()


case(recipe, "encrypted-digest", "openssl_private_encrypt of the digest", open_link(OPEN_REQUEST, encrypted(hashlib.sha256(open_text.encode()).digest())), app)
case(recipe, "encrypted-hex", "openssl_private_encrypt of the digest in hex", open_link(OPEN_REQUEST, encrypted(digest("sha256", open_text).encode())), app)
case("sign-type-differs-from-key", "sha512", "SHA512 under the name RSA2", open_link(OPEN_REQUEST, rsa(open_text, digest=hashes.SHA512)), app)
case("key-of-another-account", "near-miss-strange-content", "the account's own key made a signature of nobody knows what", open_link(OPEN_REQUEST, encrypted(b"hello")), app, absent=["key-of-another-account"])
case("key-of-another-account", "near-miss-pss", "the account's own key made it, with another padding, of another text", open_link(OPEN_REQUEST, base64.b64encode(private("app").sign(b"hello", pss, hashes.SHA256())).decode()), app, absent=["key-of-another-account"])
case("value-url-encoded-before-signing", "whole-js", "encodeURIComponent of the whole text", open_link(OPEN_REQUEST, rsa(u.quote(open_text, safe="!~*'()"))), app)

# Fields that were lost, or had another value
for name in ("sign_type", "method"):
    case("signed-field-not-sent", name.replace("_", "-"), f"{name} was signed but not sent", open_link({k: v for k, v in OPEN_REQUEST.items() if k != name}, rsa(open_text)), app)
case("signed-field-not-sent", "service", "service was signed but not sent", link({k: v for k, v in REQUEST.items() if k != "service"}, md5(text)), mapi)
changed = "value-changed-after-signing"
case(changed, "scheme", "http was signed, https was sent", link(REQUEST, md5(join({**REQUEST, "notify_url": REQUEST["notify_url"].replace("https", "http")}))), mapi)
case(changed, "second", "the time was read twice", open_link(OPEN_REQUEST, rsa(join({**OPEN_REQUEST, "timestamp": "2024-01-01 09:59:59"}, drop=("sign",)))), app)
case(changed, "letter-case", "UTF-8 was signed, utf-8 was sent", open_link(OPEN_REQUEST, rsa(join({**OPEN_REQUEST, "charset": "UTF-8"}, drop=("sign",)))), app)
case(changed, "setting", "the address of the settings was signed, another was sent", link({**REQUEST, "notify_url": "https://cdn.example/n"}, md5(text)), [{**ACCOUNT, "notifyUrl": REQUEST["notify_url"]}])
near(changed, "nothing changed")
case(changed, "near-miss-amount", "another amount was signed: nobody knows which", link({**REQUEST, "total_fee": "9.99"}, md5(text)), mapi, absent=[changed])
echoes = lambda ours, theirs: ["网关生成的验签字符串为：" + theirs, "待签名字符串：" + ours]
ascii_request = {**OPEN_REQUEST, "biz_content": '{"out_trade_no":"T1","subject":"A","total_amount":"0.01"}'}
echoed = join(ascii_request, drop=("sign",))
case(changed, "echoes", "the gateway received another amount than the program signed", echoes(echoed, echoed.replace("0.01", "0.10")), [])
case(changed, "near-miss-masked", "who pasted it has hidden the app_id", echoes(echoed, echoed.replace("2021000000000001", "2021****0001")), [], absent=[changed])
case(changed, "near-miss-garbled", "the gateway's text was read in another charset", echoes(open_text, open_text.replace("测试", "娴嬭")), [], absent=[changed])
case(changed, "near-miss-other-request", "the gateway speaks of a later request", echoes(echoed, echoed.replace("10:00:00", "10:07:31")), [], absent=[changed])
