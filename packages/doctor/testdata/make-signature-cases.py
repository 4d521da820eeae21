#!/usr/bin/env python3
# Writes the signed cases of the checks. Shares no code with the doctor: the mistakes are made by Python's own libraries.
import base64, hashlib, html, json, os, urllib.parse as u
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

HERE = os.path.dirname(os.path.abspath(__file__))
KEY, OTHER = "0123456789abcdefghijklmnopqrstuv", "zyxwvutsrqponmlkjihgfedcba987654"
ACCOUNT = {"name": "shop", "protocol": "mapi", "partner": "2088000000000001", "md5Key": KEY, "sellerEmail": "shop@example.com"}
OTHER_ACCOUNT = {"name": "old shop", "protocol": "mapi", "partner": "2088000000000002", "md5Key": OTHER}
APP = {"name": "app", "protocol": "openapi", "appId": "2021000000000001", "privateKey": "file:keys/app-private-pkcs8.pem",
       "alipayPublicKey": "file:keys/alipay-public.pem"}
REQUEST = {"service": "create_direct_pay_by_user", "partner": "2088000000000001", "_input_charset": "utf-8",
           "payment_type": "1", "out_trade_no": "T20240101001", "subject": '测试"商品" A&B', "body": "两件 d'or + 赠品",
           "total_fee": "0.01", "seller_email": "shop@example.com", "notify_url": "https://shop.example/notify?from=a",
           "return_url": "https://shop.example/r"}
NOTICE = {"notify_time": "2024-01-01 10:00:05", "notify_type": "trade_status_sync", "notify_id": "70fec0c2730b27528665af4517c27b95",
          "out_trade_no": "T20240101001", "trade_no": "2024010121001004000200000001", "trade_status": "TRADE_SUCCESS",
          "subject": '测试"商品" A&B', "total_fee": "0.01", "price": "0.01", "quantity": "1", "discount": "0.00",
          "buyer_email": "buyer@example.com", "buyer_id": "2088000000000099", "seller_id": "2088000000000001",
          "seller_email": "shop@example.com", "payment_type": "1", "gmt_create": "2024-01-01 09:59:50", "body": "两件 + 赠品",
          "use_coupon": "N", "is_total_fee_adjust": "N"}
OPEN_REQUEST = {"app_id": "2021000000000001", "method": "alipay.trade.page.pay", "format": "JSON", "charset": "utf-8",
                "sign_type": "RSA2", "timestamp": "2024-01-01 10:00:00", "version": "1.0",
                "notify_url": "https://shop.example/notify",
                "biz_content": '{"out_trade_no":"T20240101001","product_code":"FAST_INSTANT_TRADE_PAY","subject":"测试商品","total_amount":"0.01"}'}
OPEN_NOTICE = {"app_id": "2021000000000001", "auth_app_id": "2021000000000001", "charset": "utf-8", "version": "1.0",
               "notify_id": "2024010100222100005000000000000001", "notify_type": "trade_status_sync",
               "notify_time": "2024-01-01 10:00:05", "out_trade_no": "T20240101001", "trade_no": "2024010122001400000000000001",
               "trade_status": "TRADE_SUCCESS", "total_amount": "0.01", "receipt_amount": "0.01", "subject": "测试 商品",
               "seller_id": "2088000000000001", "buyer_id": "2088000000000099", "gmt_create": "2024-01-01 09:59:50",
               "fund_bill_list": '[{"amount":"0.01","fundChannel":"ALIPAYACCOUNT"}]'}


def private(name):
    return serialization.load_pem_private_key(open(f"{HERE}/keys/{name}-private-pkcs8.pem", "rb").read(), None)


def rsa(text, name="app", digest=hashes.SHA256):
    data = text if isinstance(text, bytes) else text.encode()
    return base64.b64encode(private(name).sign(data, padding.PKCS1v15(), digest())).decode()


def join(fields, drop=("sign", "sign_type"), empty=False, order=sorted):
    return "&".join(f"{k}={fields[k]}" for k in order(fields) if k not in drop and (empty or fields[k] != ""))


def md5(text, key=KEY, charset="utf-8"):
    return hashlib.md5((text if isinstance(text, bytes) else text.encode(charset)) + key.encode()).hexdigest()


def query(fields, charset="utf-8"):
    return u.urlencode(fields, encoding=charset)


def link(fields, sign, sign_type="MD5", charset="utf-8"):
    return "https://mapi.alipay.com/gateway.do?" + query({**fields, "sign": sign, "sign_type": sign_type}, charset)


def open_link(fields, sign):
    return "https://openapi.alipay.com/gateway.do?" + query({**fields, "sign": sign})


def every(fields, change):
    return {k: change(v) for k, v in fields.items()}


def case(cause, name, title, evidence, accounts, expect=None, absent=None):
    folder = f"{HERE}/../src/checks/{cause}/cases"
    os.makedirs(folder, exist_ok=True)
    data = {"title": title, "evidence": evidence, "context": {"accounts": accounts}}
    if expect is None and absent is None:
        expect = [[cause, "proven"]]
    if expect:
        data["expect"] = [{"cause": c, "confidence": k} for c, k in expect]
    if absent:
        data["absent"] = absent
    with open(f"{folder}/{name}.json", "w") as out:
        json.dump(data, out, ensure_ascii=False, indent=2)
        out.write("\n")


mapi, app = [ACCOUNT, OTHER_ACCOUNT], [APP]
good = link(REQUEST, md5(join(REQUEST)))
notice = lambda fields, sign, sign_type="MD5": query({**fields, "sign": sign, "sign_type": sign_type})
notice_sign = md5(join(NOTICE))
dump = lambda fields, sign, sign_type="MD5": json.dumps({**fields, "sign": sign, "sign_type": sign_type}, ensure_ascii=False)


PLAIN_NOTICE = {**NOTICE, "body": "两件 赠品"}


def near(cause, title, evidence=good, accounts=mapi):
    case(cause, "near-miss", title, evidence, accounts, absent=[cause])


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
