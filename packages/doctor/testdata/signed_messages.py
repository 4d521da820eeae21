# What both makers of cases share: the messages, their right signatures, and how a case is written. Shares no code with the
# doctor: everything is made by Python's own libraries.
import base64, hashlib, hmac, html, json, os, urllib.parse as u
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
