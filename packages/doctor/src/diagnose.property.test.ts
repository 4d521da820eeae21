// A finding marked proven is never wrong: mistakes that no hypothesis knows, made at random in every kind of message, end in
// less; what is right is left alone. Hostile input never throws, and no output holds a key or a signature nobody brought.
import { createHash, createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { DoctorContext } from "./doctor-context.ts";

const pem = (name: string): string => readFileSync(new URL(`../testdata/keys/${name}`, import.meta.url), "utf8");
const md5Key = "0123456789abcdefghijklmnopqrstuv";
const appKey = pem("app-private-pkcs8.pem");
const alipayKey = pem("alipay-private-pkcs8.pem");
const context: DoctorContext = {
  accounts: [
    { name: "shop", protocol: "mapi", partner: "2088000000000001", md5Key },
    {
      name: "app",
      protocol: "openapi",
      appId: "2021000000000001",
      privateKey: appKey,
      alipayPublicKey: pem("alipay-public.pem"),
    },
  ],
};
const soak = process.env["DEDEPAY_SOAK"] === "1";
const runs = (ordinary: number): { numRuns: number } => ({ numRuns: soak ? ordinary * 50 : ordinary });

type Fields = Readonly<Record<string, string>>;
type Kind = {
  readonly fields: fc.Arbitrary<Fields>;
  readonly keepSignType: boolean;
  readonly signType: string;
  /** The signature of the text, with the right key and hash or others. */
  readonly sign: (text: string, other?: { readonly hash?: string; readonly key?: string }) => string;
};

const text = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
const fen = fc.integer({ min: 1, max: 10_000_000 });
const yuan = (amount: number): string => (amount / 100).toFixed(2);
const md5 = (of: string): string => createHash("md5").update(of).digest("hex");
const rsa =
  (own: string): Kind["sign"] =>
  (of, { hash = "RSA-SHA256", key = own } = {}) =>
    createSign(hash).update(of).sign(key, "base64");

const mapiRequest = fc
  .tuple(
    fc.dictionary(fc.constantFrom("body", "show_url", "extra_common_param", "it_b_pay", "buyer_email"), text, {
      maxKeys: 4,
    }),
    fen,
  )
  .map(
    ([extra, amount]): Fields => ({
      ...extra,
      service: "create_direct_pay_by_user",
      partner: "2088000000000001",
      _input_charset: "utf-8",
      payment_type: "1",
      seller_id: "2088000000000001",
      out_trade_no: `T${amount}`,
      subject: "测试商品 两件",
      total_fee: yuan(amount),
      notify_url: "https://shop.example.com/notify",
    }),
  );
const openapiRequest = fc.tuple(text, fen).map(
  ([body, amount]): Fields => ({
    app_id: "2021000000000001",
    method: "alipay.trade.page.pay",
    charset: "utf-8",
    sign_type: "RSA2",
    timestamp: "2024-01-01 10:00:00",
    version: "1.0",
    notify_url: "https://shop.example.com/notify",
    biz_content: JSON.stringify({
      out_trade_no: `T${amount}`,
      product_code: "FAST_INSTANT_TRADE_PAY",
      subject: "测试商品",
      body,
      total_amount: yuan(amount),
    }),
  }),
);
const notification = fc.tuple(text, fen).map(
  ([subject, amount]): Fields => ({
    app_id: "2021000000000001",
    charset: "utf-8",
    notify_time: "2024-01-01 10:00:05",
    notify_type: "trade_status_sync",
    notify_id: "2024010100222100005000000000000001",
    out_trade_no: `T${amount}`,
    trade_no: "2024010122001400000000000001",
    trade_status: "TRADE_SUCCESS",
    total_amount: yuan(amount),
    subject,
    fund_bill_list: `[{"amount":"${yuan(amount)}","fundChannel":"ALIPAYACCOUNT"}]`,
  }),
);

const kinds: Readonly<Record<string, Kind>> = {
  "requests of the partner protocol": {
    fields: mapiRequest,
    keepSignType: false,
    signType: "MD5",
    sign: (of, { key = md5Key } = {}) => md5(`${of}${key}`),
  },
  "requests of the OpenAPI": { fields: openapiRequest, keepSignType: true, signType: "RSA2", sign: rsa(appKey) },
  notifications: { fields: notification, keepSignType: false, signType: "RSA2", sign: rsa(alipayKey) },
};

function canonical(fields: Fields, { keepSignType, signType }: Kind): string {
  const all: Fields = { ...fields, sign_type: signType };
  return Object.keys(all)
    .toSorted()
    .filter((name) => all[name] !== "" && (keepSignType || name !== "sign_type"))
    .map((name) => `${name}=${all[name]}`)
    .join("&");
}

function query(fields: Fields, { signType }: Kind, sign: string): string {
  return new URLSearchParams({ ...fields, sign_type: signType, sign }).toString();
}

/** Somebody's own idea: none of these is a hypothesis, whatever place and character chance picks. */
type Foreign = (signed: string, kind: Kind, chance: number) => string;

/** The place of a letter or digit inside a value, with one of its kind on either side: no end, no space, no zero of an amount. */
function placeIn(signed: string, chance: number): number {
  const places = [...signed.matchAll(/(?<=[A-Za-z]{2})[A-Za-z](?=[A-Za-z]{2}[^=]*(?:&|$))/gu)].map(
    ({ index }) => index,
  );
  return places[chance % places.length] ?? 0;
}

const foreignMistakes: readonly Foreign[] = [
  (signed, { sign }, chance) => {
    const at = placeIn(signed, chance);
    const letter = signed[at] === "q" ? "z" : "q";
    return sign(signed.slice(0, at) + letter + signed.slice(at + 1));
  },
  (signed, { sign }, chance) => {
    const at = placeIn(signed, chance);
    return sign(signed.slice(0, at) + signed.slice(at + 1));
  },
  (signed, { sign }, chance) => {
    const at = placeIn(signed, chance);
    return sign(`${signed.slice(0, at)}x7${signed.slice(at)}`);
  },
  (signed, { sign }) =>
    sign(signed.replace("out_trade_no=T", "out_trade_no=U").replace('"out_trade_no":"T', '"out_trade_no":"U')),
  (signed, { sign }) => sign([...signed].toReversed().join("")),
  (signed, { sign }) => sign(signed.replaceAll("=", ":")),
  (signed, { sign }) => sign(signed.replaceAll("&", "|")),
  (signed, { sign }) => sign(`${signed}${signed}`),
  (signed, { sign }) => sign(signed.toUpperCase()),
  (signed, { sign }) => sign(md5(`salt${signed}`)),
  (signed, { sign }) => sign(md5(md5(signed))),
  (signed, { sign }) => sign(signed.replace(/=[^&]*/gu, "")),
  (signed, { sign }) => sign(JSON.stringify(signed)),
  (signed, { sign }) => sign(`\ufeff${signed}`),
  (signed, { sign }, chance) => sign(signed, { hash: "RSA-SHA512", key: keyLike(sign, chance) }),
  (signed, { sign }) => {
    const whole = sign(signed);
    return whole.startsWith("q") ? `z${whole.slice(1)}` : `q${whole.slice(1)}`;
  },
  (_signed, { sign }, chance) => sign(`a=${chance}&b=2`),
];

// Another key of the same kind: an RSA key that nobody has, or an MD5 key with its halves exchanged.
function keyLike(sign: Kind["sign"], chance: number): string {
  return sign("").length === 32
    ? `${md5Key.slice(16)}${md5Key.slice(0, 16)}${chance % 2}`
    : pem("other-private-pkcs8.pem");
}

describe.each(Object.entries(kinds))("what is proven of %s", (_title, kind) => {
  it("is never claimed for a mistake that no hypothesis knows", () => {
    fc.assert(
      fc.property(kind.fields, fc.constantFrom(...foreignMistakes), fc.nat(), (fields, mistake, chance) => {
        const signed = canonical(fields, kind);
        const { findings, inOrder } = diagnose(query(fields, kind, mistake(signed, kind, chance)), context);
        expect(findings.filter(({ confidence }) => confidence === "proven")).toEqual([]);
        expect(inOrder.filter(({ en }) => en.includes("is right ("))).toEqual([]);
      }),
      runs(40),
    );
  });

  it("is nothing, and nothing is likely, where all is right", () => {
    fc.assert(
      fc.property(kind.fields, (fields) => {
        const sign = kind.sign(canonical(fields, kind));
        const { findings, inOrder } = diagnose(query(fields, kind, sign), context);
        expect(findings.filter(({ confidence }) => confidence !== "possible")).toEqual([]);
        expect(inOrder).toHaveLength(1);
      }),
      runs(100),
    );
  });
});

describe("what is proven of replies", () => {
  const reply = (node: string, sign: string): string => `{"alipay_trade_query_response":${node},"sign":"${sign}"}`;
  const nodes = fc.tuple(text, fen).map(([subject, amount]) =>
    JSON.stringify({
      code: "10000",
      msg: "Success",
      out_trade_no: `T${amount}`,
      subject,
      total_amount: yuan(amount),
    }),
  );

  it("is nothing where a character of the node is another", () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const changed = node.replace('"out_trade_no":"T', '"out_trade_no":"U');
        const { findings } = diagnose(reply(changed, rsa(alipayKey)(node)), context);
        expect(findings.filter(({ confidence }) => confidence === "proven")).toEqual([]);
      }),
      runs(40),
    );
  });

  it("is nothing, and nothing is likely, where all is right", () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const { findings, inOrder } = diagnose(reply(node, rsa(alipayKey)(node)), context);
        expect(findings.filter(({ confidence }) => confidence !== "possible")).toEqual([]);
        expect(inOrder).toHaveLength(1);
      }),
      runs(60),
    );
  });
});

describe("the doctor", () => {
  it("throws at nothing it is given", () => {
    const tokens = fc.constantFrom(
      "{",
      "}",
      '"',
      "'",
      "=",
      "&",
      "<form",
      "<input name=x value='",
      "Array\n(\n",
      "array (",
      "'a' => ",
      "[sign] => ",
      "map[a:[",
      "{a=b, ",
      "%",
      "%E4%",
      "https://",
      "?sign=",
      "notify_id=",
      "out_trade_no=",
      "biz_content={",
      "<alipay>",
      "</alipay>",
      "$payment=array(",
      "HTTP/1.1 200 OK\r\n",
      "\u00d7",
      "网关生成的验签字符串为：",
      "\0",
      "\ud800",
      '"POST /notify HTTP/1.1" 200 7',
      's:5:"value";',
      "&amp;",
      "sign_type=RSA2",
      "验签失败",
    );
    const noise = fc
      .array(fc.oneof(tokens, fc.string({ maxLength: 6, unit: "binary" })), { maxLength: 60 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(noise, (evidence) => void diagnose(evidence, context)),
      runs(400),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void diagnose(bytes, context)),
      runs(200),
    );
  });

  it("works out no more of a long hostile text than of a short one ten times as often", () => {
    const texts = [
      "{".repeat(300_000),
      "<input ".repeat(50_000),
      "a=&".repeat(200_000),
      "array (".repeat(50_000),
      "&".repeat(500_000),
      "sign=1&out_trade_no=1&".repeat(20_000),
      "A_".repeat(300_000),
      "'".repeat(300_000),
      "'a' => ".repeat(60_000),
      "{a=".repeat(100_000),
      "map[a:[".repeat(60_000),
      "http://a?".repeat(50_000),
      "a-".repeat(300_000),
      "Array (\n".repeat(40_000),
      "&quot;".repeat(100_000),
      "网关生成的验签字符串为：a=&".repeat(20_000),
    ];
    for (const whole of texts) {
      const part = whole.slice(0, whole.length / 10);
      // Processor time of this process: what others do on the machine does not count. Anything quadratic is a hundred times.
      const [short, long] = [part, whole].map((evidence) => {
        const before = process.cpuUsage();
        diagnose(evidence, context);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      expect({ text: whole.slice(0, 20), slow: (long ?? 0) > 400 + 40 * (short ?? 0) }).toEqual({
        text: whole.slice(0, 20),
        slow: false,
      });
    }
  });

  it("shows neither the key nor a signature which the evidence did not bring", () => {
    const kind = kinds["requests of the partner protocol"];
    if (kind === undefined) throw new Error("no such kind");
    fc.assert(
      fc.property(kind.fields, (fields) => {
        const signed = canonical(fields, kind);
        const printed = JSON.stringify(
          diagnose(query(fields, kind, kind.sign(signed, { key: `${md5Key} ` })), context),
        );
        expect(printed).toContain("key-with-white-space");
        expect(printed).not.toContain(md5Key);
        expect(printed).not.toContain(kind.sign(signed));
      }),
      runs(30),
    );
  });
});
