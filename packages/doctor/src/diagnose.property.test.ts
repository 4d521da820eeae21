// A finding marked proven is never wrong: mistakes that no hypothesis knows end in less, hostile input never throws, and
// no output holds a key or a signature which nobody brought.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { DoctorContext } from "./doctor-context.ts";

const key = "0123456789abcdefghijklmnopqrstuv";
const context: DoctorContext = {
  accounts: [{ name: "shop", protocol: "mapi", partner: "2088000000000001", md5Key: key }],
};
const names = ["body", "show_url", "extra_common_param", "it_b_pay", "buyer_email"];
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

const request = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...names), fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }), {
      maxKeys: 4,
    }),
    fc.integer({ min: 1, max: 10_000_000 }),
  )
  .map(
    ([extra, fen]): Record<string, string> => ({
      ...extra,
      service: "create_direct_pay_by_user",
      partner: "2088000000000001",
      _input_charset: "utf-8",
      payment_type: "1",
      seller_id: "2088000000000001",
      out_trade_no: `T${fen}`,
      subject: "测试商品",
      total_fee: (fen / 100).toFixed(2),
      notify_url: "https://shop.example.com/notify",
    }),
  );

function canonical(fields: Record<string, string>): string {
  return Object.keys(fields)
    .toSorted()
    .filter((name) => fields[name] !== "")
    .map((name) => `${name}=${fields[name]}`)
    .join("&");
}

function link(fields: Record<string, string>, sign: string): string {
  return `https://mapi.alipay.com/gateway.do?${new URLSearchParams({ ...fields, sign, sign_type: "MD5" })}`;
}

// None of these is a hypothesis: characters replaced, moved or doubled, other digests, other joins.
const foreignMistakes: readonly ((text: string) => string)[] = [
  (text) => md5(`${text.replace("out_trade_no=T", "out_trade_no=U")}${key}`),
  (text) => md5(`${[...text].toReversed().join("")}${key}`),
  (text) => md5(`${text.replaceAll("=", ":")}${key}`),
  (text) => md5(`${text}${text}${key}`),
  (text) => md5(md5(`${text}${key}`)),
  (text) => md5(`${text}${[...key].toReversed().join("")}`),
  (text) => createHash("sha1").update(`${text}${key}`).digest("hex").slice(0, 32),
  (text) => md5(`${text.replaceAll("2088", "2089")}${key}`),
];

describe("what is proven", () => {
  it("is never claimed for a mistake that no hypothesis knows", () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...foreignMistakes), (fields, mistake) => {
        const { findings, inOrder } = diagnose(link(fields, mistake(canonical(fields))), context);
        expect(findings.filter(({ confidence }) => confidence === "proven")).toEqual([]);
        expect(inOrder).toEqual([]);
      }),
      { numRuns: 24 },
    );
  });

  it("is nothing, and nothing is likely, in a healthy request", () => {
    fc.assert(
      fc.property(request, (fields) => {
        const { findings, inOrder } = diagnose(link(fields, md5(`${canonical(fields)}${key}`)), context);
        expect(findings.filter(({ confidence }) => confidence !== "possible")).toEqual([]);
        expect(inOrder).toHaveLength(1);
      }),
      { numRuns: 200 },
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
      "%",
      "%E4%",
      "https://",
      "?sign=",
      "notify_id=",
      "out_trade_no=",
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
    );
    const text = fc
      .array(fc.oneof(tokens, fc.string({ maxLength: 6, unit: "binary" })), { maxLength: 60 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (evidence) => void diagnose(evidence, context)),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void diagnose(bytes, context)),
      { numRuns: 200 },
    );
  });

  it("answers long hostile texts in bounded time", () => {
    const texts = [
      "{".repeat(300_000),
      "<input ".repeat(50_000),
      "a=&".repeat(200_000),
      "array (".repeat(50_000),
      "&".repeat(500_000),
      "sign=1&out_trade_no=1&".repeat(20_000),
      "A_".repeat(300_000),
      "'".repeat(300_000),
      "http://a?".repeat(50_000),
      "a-".repeat(300_000),
      "Array (\n".repeat(40_000),
      "网关生成的验签字符串为：a=&".repeat(20_000),
    ];
    for (const text of texts) {
      const startedMs = performance.now();
      diagnose(text, context);
      expect({ text: text.slice(0, 20), slow: performance.now() - startedMs > 3000 }).toEqual({
        text: text.slice(0, 20),
        slow: false,
      });
    }
  });

  it("shows neither the key nor a signature which the evidence did not bring", () => {
    fc.assert(
      fc.property(request, (fields) => {
        const right = md5(`${canonical(fields)}${key}`);
        const wrong = md5(`${canonical(fields)}${key} `);
        const printed = JSON.stringify(diagnose(link(fields, wrong), context));
        expect(printed).toContain("key-with-white-space");
        expect(printed).not.toContain(key);
        expect(printed).not.toContain(right);
      }),
      { numRuns: 30 },
    );
  });
});
