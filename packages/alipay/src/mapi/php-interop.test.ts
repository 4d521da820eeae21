// Our signing and verifying against plain PHP, both ways, in both charsets: interop/mapi.php is written from the
// protocol's rules and shares nothing with this package.

import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Charset } from "../charset.ts";
import { signTestNotification } from "../notification/sign-test-notification.ts";
import { verifyNotification } from "../notification/verify-notification.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestUrl } from "../request/request-url.ts";
import { createMapiAccount, type MapiAccount } from "./mapi-account.ts";
import type { MapiTestKeys } from "./sign-mapi-message.ts";

const script = fileURLToPath(new URL("../../interop/mapi.php", import.meta.url));
const phpIsThere = spawnSync("php", ["--version"]).status === 0;

const partner = "2088000000000001";
const md5Key = "0123456789abcdefghijklmnopqrstuv";
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privatePem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();

function php(action: "sign" | "verify", input: object): string {
  const { status, stdout, stderr } = spawnSync("php", [script, action], { input: JSON.stringify(input) });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString("latin1");
}

type Way = { charset: Charset; signType: "MD5" | "RSA"; signKey: string; verifyKey: string };

const ways: readonly Way[] = (["utf-8", "gbk"] as const).flatMap((charset): Way[] => [
  { charset, signType: "MD5", signKey: md5Key, verifyKey: md5Key },
  { charset, signType: "RSA", signKey: privatePem, verifyKey: publicPem },
]);

function accountOf({ charset, signType }: Way): MapiAccount {
  return signType === "MD5"
    ? createMapiAccount({ partner, signType, md5Key, charset })
    : createMapiAccount({ partner, signType, privateKey: privatePem, alipayPublicKey: publicPem, charset });
}

const goods = {
  out_trade_no: "T20240101001",
  subject: "测试商品 100% + “茶” & more=less",
  payment_type: "1",
  seller_email: "shop@example.com",
  body: "",
} as const;
const escrow = {
  ...goods,
  price: "10.00",
  quantity: "2",
  logistics_type: "EXPRESS",
  logistics_fee: "0.00",
  logistics_payment: "SELLER_PAY",
  discount: "-0.50",
  receive_address: "杭州市西湖区",
} as const;
const options = {
  endpoint: "https://mapi.alipay.com/gateway.do",
  notifyUrl: "https://shop.example/n?a=1&b=2",
  returnUrl: "https://shop.example/r",
  nowMs: 0,
};

describe.skipIf(!phpIsThere).each(ways)("plain PHP (php-cli), $signType in $charset", (way) => {
  const account = accountOf(way);
  const { charset, signType, signKey, verifyKey } = way;
  const requests = [
    buildRequest(account, "create_direct_pay_by_user", { ...goods, total_fee: "20.00" }, options),
    buildRequest(account, "create_partner_trade_by_buyer", escrow, options),
    buildRequest(account, "trade_create_by_buyer", escrow, options),
  ];

  test.each(requests)("verifies our request of $service, text and all", (request) => {
    const url = requestUrl(request);
    const query = url.slice(url.indexOf("?") + 1);
    expect(JSON.parse(php("verify", { charset, sign_type: signType, key: verifyKey, query }))).toEqual({
      verified: true,
      fields: Object.fromEntries(request.fields),
    });
  });

  test.each(requests)("signs the same request of $service exactly as we do", (request) => {
    const unsigned = request.fields.filter(([name]) => name !== "sign" && name !== "sign_type");
    const fields = { ...Object.fromEntries(unsigned), body: "" };
    const signed = new URLSearchParams(php("sign", { charset, sign_type: signType, key: signKey, fields }));
    expect(signed.get("sign")).toBe(Object.fromEntries(request.fields)["sign"]);
  });

  const notification = {
    notify_id: "0e6f2a97g",
    notify_type: "trade_status_sync",
    out_trade_no: goods.out_trade_no,
    subject: goods.subject,
    total_fee: "20.00",
    trade_status: "WAIT_SELLER_SEND_GOODS",
    refund_status: "",
  };

  test("signs a notification which we verify, and which we refuse once changed", () => {
    const body = php("sign", { charset, sign_type: signType, key: signKey, fields: notification });
    const { refund_status: _empty, ...fields } = notification;
    expect(verifyNotification(account, Buffer.from(body, "latin1"))).toEqual({ verified: true, fields, form: "mapi" });
    const changed = body.replace("total_fee=20.00", "total_fee=2000.00");
    expect(verifyNotification(account, Buffer.from(changed, "latin1"))).toMatchObject({
      verified: false,
      reason: "signature_differs",
    });
  });

  test("verifies our test notification, and refuses it once changed", () => {
    const keys: MapiTestKeys =
      signType === "MD5"
        ? { protocol: "mapi", signType, md5Key, charset }
        : { protocol: "mapi", signType, alipayPrivateKey: privatePem, charset };
    const query = signTestNotification(keys, notification).toString("latin1");
    const asked = (text: string): unknown =>
      JSON.parse(php("verify", { charset, sign_type: signType, key: verifyKey, query: text }));
    expect(asked(query)).toMatchObject({ verified: true, fields: { subject: goods.subject } });
    expect(asked(query.replace("20.00", "2000.00"))).toMatchObject({ verified: false });
  });
});
