// Each mistake alone and pairs of two, made here with functions of Node and of this file only: the doctor must name
// both, and prove them. Two mistakes that undo or hide each other are left out by comparing the bytes.
import { createHash, createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { encodeText } from "@dedepay/alipay";
import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";
import type { DoctorAccount, DoctorContext } from "../doctor-context.ts";

const pem = (name: string): string => readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");
const md5Key = "0123456789abcdefghijklmnopqrstuv";
const otherMd5Key = "zyxwvutsrqponmlkjihgfedcba987654";
const shop: DoctorAccount = { name: "shop", protocol: "mapi", partner: "2088000000000001", md5Key };
const other: DoctorAccount = { name: "old shop", protocol: "mapi", partner: "2088000000000002", md5Key: otherMd5Key };
const app: DoctorAccount = {
  name: "app",
  protocol: "openapi",
  appId: "2021000000000001",
  privateKey: pem("app-private-pkcs8.pem"),
  alipayPublicKey: pem("alipay-public.pem"),
};
const otherApp: DoctorAccount = {
  name: "other app",
  protocol: "openapi",
  appId: "2021000000000002",
  privateKey: pem("other-private-pkcs8.pem"),
};
const context: DoctorContext = { accounts: [shop, other, app, otherApp] };

type Fields = readonly (readonly [name: string, value: string])[];
/** One message on its way: what is signed, how, and what the other side gets to see. */
type Draft = {
  signed: Fields;
  sent: Fields;
  order: (fields: Fields) => Fields;
  keepSignType: boolean;
  keepEmpty: boolean;
  bytes: (text: string) => Buffer;
  text: (text: string) => string;
  key: string;
  hash: string;
  sign: (sign: string) => string;
};
type Mistake = { readonly cause: string; readonly layer: string; readonly make: (draft: Draft) => Draft };
type Kind = { readonly fields: Fields; readonly isRequest: boolean; readonly isMapi: boolean };

const mapiRequest: Fields = [
  ["service", "create_direct_pay_by_user"],
  ["partner", "2088000000000001"],
  ["seller_email", "shop@example.com"],
  ["_input_charset", "utf-8"],
  ["payment_type", "1"],
  ["out_trade_no", "T20240101001"],
  ["subject", '测试"商品" A&B 两件 '],
  ["body", "d'or + 赠品"],
  ["total_fee", "0.01"],
  ["notify_url", "https://shop.example.com/notify"],
];
const openapiRequest: Fields = [
  ["app_id", "2021000000000001"],
  ["method", "alipay.trade.page.pay"],
  ["charset", "utf-8"],
  ["timestamp", "2024-01-01 10:00:00"],
  ["version", "1.0"],
  ["prod_code", "shop "],
  ["notify_url", "https://shop.example.com/notify"],
  [
    "biz_content",
    '{"out_trade_no":"T1","product_code":"FAST_INSTANT_TRADE_PAY","subject":"测试商品 d\'or","total_amount":"0.01"}',
  ],
  ["sign_type", "RSA2"],
];
const mapiNotice: Fields = [
  ["notify_time", "2024-01-01 10:00:05"],
  ["notify_type", "trade_status_sync"],
  ["notify_id", "70fec0c2730b27528665af4517c27b95"],
  ["out_trade_no", "T20240101001"],
  ["trade_no", "2024010121001004000200000001"],
  ["trade_status", "TRADE_SUCCESS"],
  ["subject", '测试"商品" A&B '],
  ["body", "d'or + 赠品"],
  ["total_fee", "0.01"],
  ["seller_id", "2088000000000001"],
];
const openapiNotice: Fields = [
  ["app_id", "2021000000000001"],
  ["charset", "utf-8"],
  ["notify_time", "2024-01-01 10:00:05"],
  ["notify_type", "trade_status_sync"],
  ["out_trade_no", "T20240101001"],
  ["trade_status", "TRADE_SUCCESS"],
  ["total_amount", "0.01"],
  ["subject", "测试 商品 d'or "],
  ["fund_bill_list", '[{"amount":"0.01","fundChannel":"ALIPAYACCOUNT/X"}]'],
];

const each =
  (change: (value: string, name: string) => string) =>
  (fields: Fields): Fields =>
    fields.map(([name, value]) => [name, change(value, name)]);
const html = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#039;").replaceAll("<", "&lt;");
const slashes = (value: string): string => value.replace(/['"\\]/gu, "\\$&");
const latin1 = (value: string): string => Buffer.from(value, "utf8").toString("latin1");
const sent = (cause: string, change: (value: string, name: string) => string): Mistake => ({
  cause,
  layer: `sent ${cause}`,
  make: (draft) => ({ ...draft, sent: each(change)(draft.sent) }),
});
const signed = (cause: string, change: (value: string, name: string) => string): Mistake => ({
  cause,
  layer: `signed ${cause}`,
  make: (draft) => ({ ...draft, signed: each(change)(draft.signed) }),
});
const drop = (name: string) => (fields: Fields) => fields.filter(([other]) => other !== name);

const ofBoth: readonly Mistake[] = [
  sent("value-html-escaped", html),
  sent("slashes-added", slashes),
  sent("value-url-encoded-twice", (value) => encodeURIComponent(value)),
  sent("plus-sign-for-space", (value) => value.replaceAll(" ", "+")),
  sent("text-garbled-by-wrong-charset", latin1),
  sent("values-trimmed", (value) => value.trim()),
];
const ofRequests: readonly Mistake[] = [
  signed("value-html-escaped", html),
  signed("slashes-added", slashes),
  signed("value-url-encoded-before-signing", (value) => encodeURIComponent(value)),
  signed("values-trimmed", (value) => value.trim()),
  { cause: "wrong-charset-bytes", layer: "bytes", make: (draft) => ({ ...draft, bytes: gbk }) },
  {
    cause: "unsigned-field-sent",
    layer: "extra",
    make: (draft) => ({ ...draft, sent: [...draft.sent, ["submit_button", "确认"]] }),
  },
  {
    cause: "empty-value-signed",
    layer: "empty",
    make: (draft) => ({
      ...draft,
      keepEmpty: true,
      sent: [...draft.sent, ["return_url", ""]],
      signed: [...draft.signed, ["return_url", ""]],
    }),
  },
  { cause: "fields-not-sorted", layer: "order", make: (draft) => ({ ...draft, order: (fields) => fields }) },
  {
    cause: "sign-type-wrongly-signed",
    layer: "sign_type",
    make: (draft) => ({ ...draft, keepSignType: !draft.keepSignType }),
  },
];
const ofReceived: readonly Mistake[] = [
  {
    cause: "extra-field-in-notification",
    layer: "extra",
    make: (draft) => ({ ...draft, sent: [...draft.sent, ["_url", "/pay/notify"]] }),
  },
  {
    cause: "signed-field-not-sent",
    layer: "missing",
    make: (draft) => ({ ...draft, sent: drop("notify_type")(draft.sent) }),
  },
];
const ofMd5Keys: readonly Mistake[] = [
  { cause: "key-of-another-account", layer: "key", make: (draft) => ({ ...draft, key: otherMd5Key }) },
  { cause: "key-with-white-space", layer: "key", make: (draft) => ({ ...draft, key: `${md5Key} ` }) },
  { cause: "key-in-wrong-case", layer: "key", make: (draft) => ({ ...draft, key: md5Key.toUpperCase() }) },
  { cause: "signature-recipe-differs", layer: "key", make: (draft) => ({ ...draft, key: `&key=${md5Key}` }) },
];
const ofAppKeys: readonly Mistake[] = [
  {
    cause: "key-of-another-account",
    layer: "key",
    make: (draft) => ({ ...draft, key: pem("other-private-pkcs8.pem") }),
  },
];
const ofRsa: readonly Mistake[] = [
  { cause: "sign-type-differs-from-key", layer: "hash", make: (draft) => ({ ...draft, hash: "RSA-SHA1" }) },
  {
    cause: "base64-padding-lost",
    layer: "sign",
    make: (draft) => ({ ...draft, sign: (sign) => sign.replace(/=+$/u, "") }),
  },
];
const ofJson: readonly Mistake[] = [
  sent("reply-json-reserialised", (value) =>
    isJson(value)
      ? JSON.stringify(JSON.parse(value))
          .replaceAll("/", "\\/")
          .replace(/[^\0-\x7f]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
      : value,
  ),
];

function isJson(value: string): boolean {
  try {
    return typeof JSON.parse(value) === "object";
  } catch {
    // No JSON: nothing to write again.
    return false;
  }
}

function gbk(text: string): Buffer {
  return encodeText(text, "gbk").bytes;
}

const kinds: Readonly<Record<string, Kind & { readonly mistakes: readonly Mistake[] }>> = {
  "MAPI requests": {
    fields: mapiRequest,
    isRequest: true,
    isMapi: true,
    mistakes: [...ofBoth, ...ofRequests, ...ofMd5Keys],
  },
  "OpenAPI requests": {
    fields: openapiRequest,
    isRequest: true,
    isMapi: false,
    mistakes: [...ofBoth, ...ofRequests, ...ofRsa, ...ofAppKeys, ...ofJson],
  },
  "MAPI notifications": { fields: mapiNotice, isRequest: false, isMapi: true, mistakes: [...ofBoth, ...ofReceived] },
  "OpenAPI notifications": {
    fields: openapiNotice,
    isRequest: false,
    isMapi: false,
    mistakes: [...ofBoth, ...ofReceived, ...ofRsa, ...ofJson],
  },
};

function draftOf({ fields, isRequest, isMapi }: Kind): Draft {
  return {
    signed: fields,
    sent: fields,
    order: (all) => all.toSorted(([left], [right]) => (left < right ? -1 : 1)),
    keepSignType: isRequest && !isMapi,
    keepEmpty: false,
    bytes: (text) => Buffer.from(text, "utf8"),
    text: (text) => text,
    key: isMapi ? md5Key : isRequest ? pem("app-private-pkcs8.pem") : pem("alipay-private-pkcs8.pem"),
    hash: "RSA-SHA256",
    sign: (sign) => sign,
  };
}

/** The message as a query string. */
function finished(draft: Draft, { isMapi }: Kind): string {
  const type = ["sign_type", isMapi ? "MD5" : "RSA2"] as const;
  const complete = (fields: Fields): Fields => [...drop("sign_type")(fields), type];
  const text = draft
    .order(complete(draft.signed))
    .filter(([name, value]) => (draft.keepSignType || name !== "sign_type") && (draft.keepEmpty || value !== ""))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const bytes = draft.bytes(draft.text(text));
  const sign = isMapi
    ? createHash("md5").update(bytes).update(draft.key).digest("hex")
    : createSign(draft.hash).update(bytes).sign(draft.key, "base64");
  const all: Fields = [...complete(draft.sent), ["sign", draft.sign(sign)]];
  return new URLSearchParams(all.map(([name, value]): [string, string] => [name, value])).toString();
}

function diagnosed(evidence: string): { causes: readonly string[]; isRight: boolean } {
  const { findings, inOrder } = diagnose(evidence, context);
  const causes = findings.flatMap(({ cause, confidence }) => (confidence === "proven" ? [cause] : []));
  return { causes, isRight: inOrder.length > 0 && causes.length === 0 };
}

const isWhole = process.env["DEDEPAY_SOAK"] === "1";

/** Mistakes to go with the first: both orders of two in the soak, one of them otherwise, and of those every other one. */
function partnersOf(first: Mistake, mistakes: readonly Mistake[]): readonly Mistake[] {
  const at = mistakes.indexOf(first);
  return mistakes.filter(
    ({ layer, cause }, index) =>
      layer !== first.layer && cause !== first.cause && (isWhole || (index > at && (index + at) % 2 === 0)),
  );
}

// Two causes for one thing, seen from either side.
const same: Readonly<Record<string, string>> = { "text-garbled-by-wrong-charset": "wrong-charset-bytes" };
const named = (causes: readonly string[]): readonly string[] =>
  [...new Set(causes.map((cause) => same[cause] ?? cause))].toSorted();

describe.each(Object.entries(kinds))("mistakes in %s", (_title, kind) => {
  const { mistakes } = kind;
  const healthy = finished(draftOf(kind), kind);

  it("are none where nothing is wrong", () => {
    expect(diagnosed(healthy)).toEqual({ causes: [], isRight: true });
  });

  it.each(mistakes.map((mistake) => [mistake.layer, mistake] as const))("are named alone: %s", (_layer, mistake) => {
    const evidence = finished(mistake.make(draftOf(kind)), kind);
    expect(evidence).not.toBe(healthy);
    expect(named(diagnosed(evidence).causes)).toEqual(named([mistake.cause]));
  });

  it.each(mistakes.map((mistake) => [mistake.layer, mistake] as const))(
    "are named beside another: %s",
    (_layer, first) => {
      const missed: string[] = [];
      for (const second of partnersOf(first, mistakes)) {
        const alone = [first, second].map((one) => finished(one.make(draftOf(kind)), kind));
        const evidence = finished(second.make(first.make(draftOf(kind))), kind);
        if (evidence === healthy || alone.includes(evidence)) continue;
        const wanted = named([first.cause, second.cause]);
        const { causes, isRight } = diagnosed(evidence);
        const said = named(causes);
        // Encoded before signing and sent so, the text is the one that was signed: two mistakes that heal each other.
        if (!isRight && JSON.stringify(said) !== JSON.stringify(wanted))
          missed.push(`${second.layer}: ${said.join(", ")}`);
      }
      expect(missed).toEqual([]);
    },
  );
});
