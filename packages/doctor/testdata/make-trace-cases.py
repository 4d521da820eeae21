#!/usr/bin/env python3
# Writes the cases of the marks that mistakes leave: no key is at hand, or none that made the signature.
from signed_messages import *

FAILED = "验签失败"
dark = lambda fields, sign_type="RSA2": dump(fields, rsa(join(fields), "other"), sign_type)
slash = lambda v: v.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
LIKELY, POSSIBLE = "likely", "possible"


def seen(cause, name, title, evidence, confidence=LIKELY, accounts=()):
    case(cause, name, title, evidence, list(accounts), expect=[[cause, confidence]])


def unseen(cause, name, title, evidence, accounts=()):
    case(cause, name, title, evidence, list(accounts), absent=[cause])


# Escaping and encoding
seen("value-html-escaped", "mark-json", "fund_bill_list holds &quot; and no key is at hand", dark(every(OPEN_NOTICE, html.escape)))
seen("value-html-escaped", "mark-text", "an entity in the subject of a notification that does not verify", [dark({**OPEN_NOTICE, "subject": "A&amp;B"}), FAILED])
unseen("value-html-escaped", "near-miss-meant", "an entity in a message whose signature is right", link({**REQUEST, "subject": "A&amp;B"}, md5(join({**REQUEST, "subject": "A&amp;B"}))), mapi)
seen("slashes-added", "mark-json", "back-slashes before the quotes of fund_bill_list", dark(every(OPEN_NOTICE, slash)))
unseen("slashes-added", "near-miss-json", "back-slashes which JSON itself wants", dark({**OPEN_NOTICE, "fund_bill_list": json.dumps([{"memo": 'a "b"'}])}))
seen("value-url-encoded-twice", "mark-time", "times still hold %3A", dark(every(OPEN_NOTICE, u.quote_plus)))
unseen("value-url-encoded-twice", "near-miss-percent", "a discount in the subject", dark({**OPEN_NOTICE, "subject": "50%25 off"}))
seen("plus-sign-for-space", "mark-time", "a plus sign between date and time", dark({**OPEN_NOTICE, "notify_time": "2024-01-01+10:00:05"}))
seen("plus-sign-for-space", "mark-sign", "spaces in the signature", dump(OPEN_NOTICE, rsa(join({**OPEN_NOTICE, "x": "1"}), "other").replace("+", " "), "RSA2"))
unseen("plus-sign-for-space", "near-miss-text", "a plus sign in the subject", dark({**OPEN_NOTICE, "subject": "A+B"}))
seen("base64-padding-lost", "mark-length", "a signature of 342 characters", dump(OPEN_NOTICE, "Ab1+" * 85 + "Ab", "RSA2"))
unseen("base64-padding-lost", "near-miss-length", "a signature of 344 characters", dump(OPEN_NOTICE, "Ab1+" * 85 + "Ab==", "RSA2"))

# Fields
seen("unsigned-field-sent", "mark-refused", "a named button in a refused request", [link({**REQUEST, "button": "ok"}, "0" * 32), "错误代码 ILLEGAL_SIGN"])
seen("unsigned-field-sent", "mark-alone", "a foreign name, and nobody complains", link({**REQUEST, "button": "ok"}, "0" * 32), POSSIBLE)
seen("empty-value-signed", "mark-refused", "an empty return_url in a refused request", [open_link({**OPEN_REQUEST, "return_url": ""}, "x" * 342 + "=="), "isv.invalid-signature"])
unseen("empty-value-signed", "near-miss-received", "an empty field of a notification is Alipay's own", [dark({**OPEN_NOTICE, "body": ""}), FAILED])
form = lambda fields, action, method: f'<form action="{action}" method="{method}">' + "".join(f'<input type="hidden" name="{k}" value="{html.escape(v)}"/>' for k, v in fields.items()) + "</form>"
no_charset = {k: v for k, v in {**REQUEST, "sign": "0" * 32, "sign_type": "MD5"}.items() if k != "_input_charset"}
seen("signed-field-not-sent", "mark-get-form", "a form that sends by GET drops the query of its action", form(no_charset, "https://mapi.alipay.com/gateway.do?_input_charset=utf-8", "get"))
unseen("signed-field-not-sent", "near-miss-post-form", "a form that posts keeps the query of its action", form(no_charset, "https://mapi.alipay.com/gateway.do?_input_charset=utf-8", "post"))
case("signed-field-not-sent", "get-form-proven", "the dropped charset was signed", form({k: v for k, v in {**REQUEST, "sign": md5(join(REQUEST)), "sign_type": "MD5"}.items() if k != "_input_charset"}, "https://mapi.alipay.com/gateway.do?_input_charset=utf-8", "get"), mapi)
without = lambda fields, *names: {k: v for k, v in fields.items() if k not in names}
seen("signed-field-not-sent", "mark-no-notify-id", "the key at hand fails, and notify_id is missing", dump(without(NOTICE, "notify_id"), md5(join(NOTICE)), "MD5"), LIKELY, mapi)
seen("signed-field-not-sent", "mark-white-list", "a white list kept a few fields of the notification", [dark(without(OPEN_NOTICE, "version", "charset", "notify_id")), FAILED])
seen("signed-field-not-sent", "mark-alone", "notify_id is missing, and nobody complains", dark(without(OPEN_NOTICE, "notify_id")), POSSIBLE)
unseen("signed-field-not-sent", "near-miss-whole-notice", "a notification that fails and lacks nothing", [dark(OPEN_NOTICE), FAILED])
unseen("signed-field-not-sent", "near-miss-return", "a return has no notify_id of its own kind", [dark({"method": "alipay.trade.page.pay.return", **without(OPEN_NOTICE, "notify_id", "notify_type", "notify_time", "trade_status")}), FAILED])
unseen("signed-field-not-sent", "near-miss-few-fields", "a piece that somebody copied", [dark({k: OPEN_NOTICE[k] for k in ("app_id", "trade_status", "out_trade_no")}), FAILED])
seen("quote-cut-form-value", "mark-json", "biz_content breaks off at an apostrophe", open_link({**OPEN_REQUEST, "biz_content": '{"out_trade_no":"T1","subject":"Men'}, "x" * 342 + "=="))
seen("quote-cut-form-value", "mark-first-quote", "biz_content breaks off at its first quote", open_link({**OPEN_REQUEST, "biz_content": "{"}, "x" * 342 + "=="))
unseen("quote-cut-form-value", "near-miss-other-text", "biz_content is encrypted", open_link({**OPEN_REQUEST, "biz_content": "c2VjcmV0IHRleHQgb2YgYW4gYWVzIGtleQ==", "encrypt_type": "AES"}, "x" * 342 + "=="))

# Replies
node = '{"code":"10000","msg":"Success","out_trade_no":"T1","store_name":"测试/商品"}'
reply = lambda body, sign: '{"alipay_trade_query_response":' + body + ',"sign":"' + sign + '"}'
spaced = json.dumps(json.loads(node))
seen("reply-json-reserialised", "mark-spaces", "Python has written the reply again", [reply(spaced, "x" * 342 + "=="), FAILED])
seen("reply-json-reserialised", "mark-order", "the members are in another order, and nobody complains", reply('{"msg":"Success","code":"10000"}', "x" * 342 + "=="), POSSIBLE)
seen("reply-json-reserialised", "mark-other-text", "the key made the signature, of another text", reply(node.replace("T1", "T2"), rsa(node, "alipay")), LIKELY, app)
case("reply-json-reserialised", "reordered", "sorted and with spaces, as Python's sort_keys writes", reply(json.dumps(json.loads(node), sort_keys=True), rsa(node, "alipay")), app)
unseen("reply-json-reserialised", "near-miss-compact", "one line, code first", reply(node, "x" * 342 + "=="))
seen("base64-padding-lost", "mark-reply", "the reply's signature lost its end", reply(node, "Ab1+" * 85 + "Ab"))

# Charsets
gbk_notice = {**OPEN_NOTICE, "charset": "gbk"}
print_r = lambda fields: "Array\n(\n" + "".join(f"    [{k}] => {v}\n" for k, v in fields.items()) + ")\n"
printed = print_r({**gbk_notice, "sign": rsa(join(gbk_notice).encode("gbk"), "alipay"), "sign_type": "RSA2"})
seen("wrong-charset-bytes", "mark-printed", "charset=gbk, printed by PHP in UTF-8, and the signature is right over GBK", printed, POSSIBLE, app)
seen("wrong-charset-bytes", "mark-printed-refused", "the same, and the program says that it does not verify", [printed, FAILED], LIKELY, app)
unseen("wrong-charset-bytes", "near-miss-json", "JSON shows no bytes", dump(gbk_notice, rsa(join(gbk_notice).encode("gbk"), "alipay"), "RSA2"), app)
unseen("wrong-charset-bytes", "near-miss-cut", "UTF-8 cut inside its last character is no GBK", link({**REQUEST, "subject": "测试品", "body": "A"}, "0" * 32).replace("%E5%93%81", "%E5%93"))

# Keys
stranger = [{**APP, "environment": "production"}]
seen("key-of-another-account", "mark-foreign-public-key", "the Alipay public key of the settings does not open the signature", dump(OPEN_NOTICE, rsa(join(OPEN_NOTICE), "other"), "RSA2"), LIKELY, stranger)
seen("key-of-another-account", "mark-foreign-private-key", "the program signs with a key that is not in the settings", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST, drop=("sign",)), "other")), LIKELY, stranger)
unseen("key-of-another-account", "near-miss-unnamed", "the notification is of an app that nobody knows", dump({**OPEN_NOTICE, "app_id": "2021000000000077"}, rsa(join(OPEN_NOTICE), "other"), "RSA2"), stranger)
twin = {"name": "old shop", "protocol": "mapi", "partner": "2088000000000002", "md5Key": KEY}
seen("key-of-another-account", "mark-shared-key", "one MD5 key beside two PIDs, and it does not fit", dump(NOTICE, md5(join(NOTICE), OTHER)), LIKELY, [ACCOUNT, twin])
seen("sign-type-differs-from-key", "mark-setting", "the account is set to RSA2, the request says RSA", open_link({**OPEN_REQUEST, "sign_type": "RSA"}, rsa(join({**OPEN_REQUEST, "sign_type": "RSA"}, drop=("sign",)), digest=hashes.SHA1)), LIKELY, [{**APP, "signType": "RSA2"}])
unseen("sign-type-differs-from-key", "near-miss-setting", "account and request agree", open_link(OPEN_REQUEST, rsa(join(OPEN_REQUEST, drop=("sign",)))), [{**APP, "signType": "RSA2"}])
seen("key-in-wrong-case", "mark-settings", "DedeCMS' settings hold the key in capitals", "<?php\n$payment=array('code' => 'alipay','alipay_key' => '" + KEY.upper() + "','alipay_partner' => '2088000000000001')\n?>")
unseen("key-in-wrong-case", "near-miss-settings", "DedeCMS' settings hold the key as it is", "<?php\n$payment=array('code' => 'alipay','alipay_key' => '" + KEY + "','alipay_partner' => '2088000000000001')\n?>")
wap = {"service": "alipay.wap.trade.create.direct", "v": "1.0", "sec_id": "MD5", "notify_data": "<notify><trade_status>TRADE_FINISHED</trade_status><out_trade_no>T1</out_trade_no></notify>"}
seen("wap-notification-sorted", "mark-said", "right in the fixed order, and the program refuses it", [query({**wap, "sign": md5(join(wap, order=list))}), FAILED], LIKELY, [ACCOUNT])

# Forms of a signature that Alipay does not use
seen("signature-recipe-differs", "mark-sha256", "64 hex digits in the place of MD5", link(REQUEST, "5F" * 32))
seen("signature-recipe-differs", "mark-rsa-hex", "RSA in hex", open_link(OPEN_REQUEST, "5f" * 256))
unseen("signature-recipe-differs", "near-miss-md5", "32 hex digits", link(REQUEST, "5f" * 16))
unseen("signature-recipe-differs", "near-miss-rsa", "Base64", open_link(OPEN_REQUEST, "Ab1+" * 85 + "Ab=="))
