import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Charset } from "../charset.ts";
import { verifyReturn } from "../notification/verify-return.ts";
import { createMapiAccount, type MapiAccount } from "./mapi-account.ts";
import { signMapiMessage } from "./sign-mapi-message.ts";
import { verifyMapiMessage } from "./verify-mapi-message.ts";

const partner = "2088000000000001";
const md5Key = "0123456789abcdefghijklmnopqrstuv";
const fields = {
  notify_id: "0e6f2a97g",
  notify_type: "trade_status_sync",
  out_trade_no: "T1",
  subject: "茶 & 杯 100%",
  total_fee: "0.01",
  trade_status: "TRADE_SUCCESS",
};

function account(charset: Charset = "utf-8"): MapiAccount {
  return createMapiAccount({ partner, signType: "MD5", md5Key, charset });
}

function body(charset: Charset = "utf-8", more: Record<string, string> = {}): Buffer {
  return signMapiMessage({ protocol: "mapi", signType: "MD5", md5Key, charset }, { ...fields, ...more });
}

describe("notifications of the partner protocol", () => {
  test.each<Charset>(["utf-8", "gbk", "gb2312"])("a notification in %s verifies and gives back its text", (charset) => {
    expect(verifyMapiMessage(account(charset), body(charset))).toEqual({ verified: true, fields, form: "mapi" });
  });

  test("an empty field is not signed, so it neither breaks the signature nor becomes data", () => {
    const verdict = verifyMapiMessage(account(), body("utf-8", { refund_status: "", buyer_actions: "" }));
    expect(verdict).toEqual({ verified: true, fields, form: "mapi" });
  });

  test.each<[string, (text: string) => string, string]>([
    ["a changed amount", (text) => text.replace("total_fee=0.01", "total_fee=0.02"), "signature_differs"],
    ["an added field", (text) => `${text}&price=0.01`, "signature_differs"],
    ["a dropped field", (text) => text.replace("&total_fee=0.01", ""), "signature_differs"],
    ["a repeated field", (text) => `${text}&total_fee=0.01`, "duplicate_field"],
    ["a field repeated under another spelling", (text) => `${text}&total%5Ffee=0.01`, "duplicate_field"],
    [
      "an upper-case signature",
      (text) => text.replace(/sign=\w+/u, (sign) => sign.toUpperCase().replace("SIGN", "sign")),
      "signature_differs",
    ],
    ["no signature", (text) => text.replace(/&sign=\w+/u, ""), "sign_missing"],
    ["an empty signature", (text) => text.replace(/&sign=\w+/u, "&sign="), "sign_missing"],
    ["another algorithm's name", (text) => text.replace("sign_type=MD5", "sign_type=RSA3"), "sign_type_differs"],
    ["a lower-case algorithm", (text) => text.replace("sign_type=MD5", "sign_type=md5"), "sign_type_differs"],
    ["no algorithm", (text) => text.replace("&sign_type=MD5", ""), "sign_type_differs"],
    ["a broken percent sign", (text) => `${text}&x=%E4%`, "malformed"],
    ["a percent sign before letters", (text) => `${text}&x=%zz`, "malformed"],
    ["a field without a name", (text) => `${text}&=1`, "malformed"],
    ["nothing at all", () => "", "sign_missing"],
  ])("%s is refused", (_name, change, reason) => {
    const verdict = verifyMapiMessage(account(), Buffer.from(change(body().toString("latin1")), "latin1"));
    expect(verdict).toMatchObject({ verified: false, reason });
  });

  test("a signature by another key is refused", () => {
    const other = { protocol: "mapi", signType: "MD5", md5Key: md5Key.replace("0", "z") } as const;
    expect(verifyMapiMessage(account(), signMapiMessage(other, fields))).toMatchObject({
      verified: false,
      reason: "signature_differs",
    });
  });

  test("gbk bytes on an account of utf-8 verify, for the bytes are what is signed, and are read as gbk", () => {
    expect(verifyMapiMessage(account("utf-8"), body("gbk"))).toEqual({ verified: true, fields, form: "mapi" });
    const cheaper = Buffer.from(body("gbk").toString("latin1").replace("total_fee=0.01", "total_fee=0.02"), "latin1");
    expect(verifyMapiMessage(account("utf-8"), cheaper)).toMatchObject({ reason: "signature_differs" });
  });

  test("utf-8 bytes on an account of gbk verify; the plain fields are what they are", () => {
    const { subject, ...plain } = fields;
    expect(verifyMapiMessage(account("gbk"), body("utf-8"))).toMatchObject({ verified: true, fields: plain });
  });

  test("bytes of no charset at all verify, with a mark where nothing can be read", () => {
    const text = "subject=%ff%ff&trade_status=TRADE_SUCCESS";
    const sign = createHash("md5")
      .update(
        Buffer.concat([
          Buffer.from("subject="),
          Buffer.from([0xff, 0xff]),
          Buffer.from("&trade_status=TRADE_SUCCESS"),
          Buffer.from(md5Key),
        ]),
      )
      .digest("hex");
    expect(verifyMapiMessage(account(), Buffer.from(`${text}&sign=${sign}&sign_type=MD5`))).toEqual({
      verified: true,
      fields: { subject: "\ufffd\ufffd", trade_status: "TRADE_SUCCESS" },
      form: "mapi",
    });
  });

  test.each<Charset>(["utf-8", "gbk"])(
    "a cut hidden behind half a character is found on an account of %s",
    (charset) => {
      const bytes = Buffer.concat([
        Buffer.from("body=tea"),
        Buffer.from([0x81]),
        Buffer.from(`&out_trade_no=T2${md5Key}`),
      ]);
      const sign = createHash("md5").update(bytes).digest("hex");
      const message = Buffer.from(`body=tea%81%26out_trade_no%3DT2&sign=${sign}&sign_type=MD5`);
      expect(verifyMapiMessage(account(charset), message)).toMatchObject({
        verified: false,
        reason: "malformed",
        field: "body",
      });
    },
  );

  test("plus is a space and %2B a plus", () => {
    const text = body("utf-8", { body: "a b+c" }).toString("latin1").replace("body=a%20b%2Bc", "body=a+b%2Bc");
    expect(verifyMapiMessage(account(), Buffer.from(text))).toMatchObject({
      verified: true,
      fields: { body: "a b+c" },
    });
  });

  test("a signed value that can be cut into several fields is refused, and so is a cut one", () => {
    // Somebody bought for 0.01 with a body that spells other fields. Cut apart, the same signature covers 100.00.
    const injected = "tea&out_trade_no=T1&subject=s&total_fee=100.00&trade_status=TRADE_SUCCESS&z=";
    const genuine = body("utf-8", { body: injected });
    expect(verifyMapiMessage(account(), genuine)).toMatchObject({
      verified: false,
      reason: "malformed",
      field: "body",
    });
    const { sign } = Object.fromEntries(new URLSearchParams(genuine.toString("latin1")));
    const rest = Object.entries(fields)
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
    const forged = new URLSearchParams({
      body: "tea",
      out_trade_no: "T1",
      subject: "s",
      total_fee: "100.00",
      trade_status: "TRADE_SUCCESS",
      z: `&${rest}`,
      sign: sign ?? "",
      sign_type: "MD5",
    });
    const verdict = verifyMapiMessage(account(), Buffer.from(forged.toString()));
    expect(verdict).toMatchObject({ verified: false, reason: "malformed", field: "z" });
  });

  test("a field named __proto__ is a field like any other", () => {
    const verdict = verifyMapiMessage(account(), body("utf-8", JSON.parse('{"__proto__":"1"}')));
    expect(verdict.verified && Object.hasOwn(verdict.fields, "__proto__")).toBe(true);
  });

  test("an account of RSA believes RSA only, and MD5 made with a public key's text is refused", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = (
      key: { export: (o: { type: "pkcs8" | "spki"; format: "pem" }) => string | Buffer },
      type: "pkcs8" | "spki",
    ) => key.export({ type, format: "pem" }).toString();
    const alipayPrivateKey = pem(pair.privateKey, "pkcs8");
    const rsa = createMapiAccount({
      partner,
      signType: "RSA",
      privateKey: alipayPrivateKey,
      alipayPublicKey: pem(pair.publicKey, "spki"),
    });
    const genuine = signMapiMessage({ protocol: "mapi", signType: "RSA", alipayPrivateKey }, fields);
    expect(verifyMapiMessage(rsa, genuine)).toMatchObject({ verified: true });
    expect(verifyMapiMessage(rsa, body())).toMatchObject({ verified: false, reason: "sign_type_differs" });
    const renamed = genuine.toString("latin1").replace("sign_type=RSA", "sign_type=RSA2");
    expect(verifyMapiMessage(rsa, Buffer.from(renamed))).toMatchObject({ reason: "sign_type_differs" });
  });
});

describe("returns of the partner protocol", () => {
  test("notify_id is double-encoded on the wire and signed in its once-decoded form", () => {
    const notifyId = "RqPnCoPT3K9%2Fvwbh3I";
    const query = body("utf-8", { notify_id: notifyId }).toString("latin1");
    expect(query).toContain("notify_id=RqPnCoPT3K9%252Fvwbh3I");
    expect(verifyReturn(account(), `?${query}`)).toMatchObject({ verified: true, fields: { notify_id: notifyId } });
  });

  test("the site's own parameters are dropped where they are named, and break the signature where they are not", () => {
    const query = `dopost=return&code=alipay&${body().toString("latin1")}`;
    expect(verifyReturn(account(), query)).toMatchObject({ verified: false, reason: "signature_differs" });
    const verdict = verifyReturn(account(), query, { ownParameters: ["dopost", "code"] });
    expect(verdict).toEqual({ verified: true, fields, form: "mapi" });
  });
});
