// Whatever arrives, only a value or an AlipayError comes out of what reads and verifies the partner protocol.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { readTradeFacts } from "../notification/read-trade-facts.ts";
import { signTestNotification } from "../notification/sign-test-notification.ts";
import { verifyNotification } from "../notification/verify-notification.ts";
import { verifyReturn } from "../notification/verify-return.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestForm } from "../request/request-form.ts";
import { requestUrl } from "../request/request-url.ts";
import { validateParameters } from "../services/validate-parameters.ts";
import { createMapiAccount } from "./mapi-account.ts";
import { type MapiServerServiceName, mapiServices } from "./mapi-services.ts";
import { readMapiNotification } from "./notifications/read-mapi-notification.ts";
import { readErrorPage } from "./replies/error-page.ts";
import { readMapiReply } from "./replies/read-mapi-reply.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";
const keys = { protocol: "mapi", signType: "MD5", md5Key } as const;
const accounts = (["utf-8", "gbk", "gb2312"] as const).map((charset) =>
  createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key, charset }),
);
const account = fc.constantFrom(...accounts);
const megabyte = "x".repeat(1_000_000);
const genuine = readFileSync(new URL("../../testdata/mapi/notification-trade.utf-8.bin", import.meta.url));
const reply = readFileSync(new URL("../../testdata/mapi/single-trade-query.utf-8.xml", import.meta.url));

/** Text of the kinds that broke other libraries. */
const nastyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("%", "%E4", "%zz", "\ud800", "RSA3", "[object Object]", "__proto__", "\0", "＋", "&a=b", megabyte),
);
const nastyValue = fc.oneof(nastyText, fc.array(nastyText, { maxLength: 2 }), fc.anything());
const fieldNames = ["out_trade_no", "total_fee", "trade_status", "gmt_refund", "notify_type", "sign", "sign_type", "x"];
const nastyFields = fc.dictionary(fc.oneof(fc.constantFrom(...fieldNames), nastyText), nastyValue, { maxKeys: 6 });

/** The error's kind, or undefined where a value came out; anything that is no AlipayError fails the test. */
function kindOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof AlipayError) return error.kind;
    throw error;
  }
  return undefined;
}

function untyped(run: unknown): (...values: unknown[]) => unknown {
  if (typeof run !== "function") throw new TypeError("not a function");
  return (...values) => Reflect.apply(run, undefined, values);
}

describe("hostile notifications and returns", () => {
  test("any bytes at all are not verified, and no exception", () => {
    const piece = fc.constantFrom("a=1", "&", "=", "%", "%41", "sign=", "sign_type=MD5", "sign_type=RSA3", "+", "\xff");
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(piece).map((pieces) => Buffer.from(pieces.join(""), "latin1")),
      nastyText.map((text) => encodeText(text, "utf-8").bytes),
    );
    fc.assert(
      fc.property(account, body, (receiver, bytes) => {
        expect(verifyNotification(receiver, bytes).verified).toBe(false);
        expect(verifyReturn(receiver, Buffer.from(bytes).toString("latin1")).verified).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("no change of one byte of a genuine notification is verified", () => {
    const receiver = accounts[0];
    if (receiver === undefined) throw new Error("no account");
    expect(verifyNotification(receiver, genuine).verified).toBe(true);
    fc.assert(
      fc.property(fc.nat(genuine.length - 1), fc.integer({ min: 0, max: 255 }), (index, byte) => {
        const changed = Buffer.from(genuine);
        changed[index] = byte;
        const verdict = verifyNotification(receiver, changed);
        // Letters of an escape in the other case, and + for %20, are other spellings of the same bytes.
        if (!verdict.verified) return;
        const original = verifyNotification(receiver, genuine);
        expect(verdict).toEqual(original);
      }),
      { numRuns: 2000 },
    );
  });

  test("what is no body at all, as a framework may hand it over, is malformed", () => {
    const receive = untyped(verifyNotification);
    const receiveReturn = untyped(verifyReturn);
    fc.assert(
      fc.property(account, fc.anything(), (receiver, value) => {
        if (!(value instanceof Uint8Array)) expect(receive(receiver, value)).toMatchObject({ reason: "malformed" });
        if (typeof value !== "string") expect(receiveReturn(receiver, value)).toMatchObject({ reason: "malformed" });
      }),
    );
  });

  test("a megabyte, ten thousand fields and a field name of a megabyte are answered quickly", () => {
    const receiver = accounts[1];
    if (receiver === undefined) throw new Error("no account");
    const bodies = [
      `sign=${megabyte}&sign_type=MD5`,
      "a=%".repeat(300_000),
      Array.from({ length: 10_000 }, (_, index) => `f${index}=1`).join("&"),
      `${megabyte}=1&sign=0&sign_type=MD5`,
      "&".repeat(1_000_000),
      "%41".repeat(340_000),
    ];
    const startedMs = performance.now();
    for (const body of bodies) expect(verifyNotification(receiver, Buffer.from(body)).verified).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });

  test("signed nonsense is read into facts or refused as an AlipayError", () => {
    fc.assert(
      fc.property(nastyFields, (fields) => {
        const receiver = accounts[0];
        if (receiver === undefined) throw new Error("no account");
        const text = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, `${typeof value}`]));
        kindOf(() => {
          const verdict = verifyNotification(receiver, signTestNotification(keys, text));
          if (verdict.verified) readMapiNotification(verdict.fields);
        });
        expect(kindOf(() => untyped(readTradeFacts)(receiver, fields)) ?? "malformed_reply").toBe("malformed_reply");
        const readKind = kindOf(() => untyped(readMapiNotification)(fields));
        expect(readKind ?? "malformed_reply").toBe("malformed_reply");
      }),
    );
  });
});

describe("hostile replies", () => {
  const services = Object.values(mapiServices)
    .filter(({ caller }) => caller === "server")
    .map(({ name }) => name as MapiServerServiceName);

  test("any bytes give every service a reply or an AlipayError that leaves the bytes readable", () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      nastyText.map((text) => encodeText(text, "utf-8").bytes),
      fc
        .tuple(fc.nat(reply.length - 1), fc.nat(reply.length - 1))
        .map(([a, b]) => reply.subarray(Math.min(a, b), Math.max(a, b))),
      fc.string().map((text) => Buffer.from(`<alipay><is_success>${text}</is_success></alipay>`)),
      fc.string().map((text) => Buffer.from(`is_success=T&result_details=${text}`)),
    );
    fc.assert(
      fc.property(account, fc.constantFrom(...services), body, (receiver, service, bytes) => {
        const kind = kindOf(() => readMapiReply(receiver, service, { status: 200, body: bytes }));
        if (service === "single_trade_query") expect(kind).toBeDefined();
        expect(["malformed_reply", "signature", "gateway", "business", undefined]).toContain(kind);
        expect(() => readErrorPage(bytes)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  test("no change of one byte of a signed query's reply gives another trade", () => {
    const receiver = accounts[0];
    if (receiver === undefined) throw new Error("no account");
    const original = readMapiReply(receiver, "single_trade_query", { status: 200, body: reply });
    fc.assert(
      fc.property(fc.nat(reply.length - 1), fc.integer({ min: 0, max: 255 }), (index, byte) => {
        const changed = Buffer.from(reply);
        changed[index] = byte;
        kindOf(() =>
          expect(readMapiReply(receiver, "single_trade_query", { status: 200, body: changed })).toEqual(original),
        );
      }),
      { numRuns: 1500 },
    );
  });
});

describe("hostile parameters", () => {
  const names = Object.keys(mapiServices);
  const knownField = fc.constantFrom(
    ...new Set(Object.values(mapiServices).flatMap(({ fields }) => Object.keys(fields))),
  );
  const parameters = fc.dictionary(fc.oneof(knownField, nastyText), nastyValue, { maxKeys: 8 });

  test("whatever is given as parameters, validation lists violations and building throws AlipayError only", () => {
    const build = untyped(buildRequest);
    const options = { endpoint: "https://mapi.alipay.com/gateway.do", nowMs: 0 };
    fc.assert(
      fc.property(account, fc.constantFrom(...names), fc.oneof(parameters, fc.anything()), (sender, name, given) => {
        const service = Object.values(mapiServices).find((entry) => entry.name === name);
        expect(untyped(validateParameters)(service, given)).toBeInstanceOf(Array);
        const kind = kindOf(() => build(sender, name, given, options));
        expect(["invalid_argument", "unmappable_text", undefined]).toContain(kind);
      }),
      { numRuns: 400 },
    );
  });

  test("any subject is refused or comes out of the URL byte for byte, and verifies there", () => {
    fc.assert(
      fc.property(account, fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (sender, subject) => {
        let url: string | undefined;
        const kind = kindOf(() => {
          const request = buildRequest(
            sender,
            "create_direct_pay_by_user",
            { out_trade_no: "T1", subject, payment_type: "1", total_fee: "0.01", seller_id: "2088000000000001" },
            { endpoint: "https://mapi.alipay.com/gateway.do", nowMs: 0 },
          );
          url = requestUrl(request);
          requestForm(request);
        });
        if (url === undefined) expect(["invalid_argument", "unmappable_text"]).toContain(kind);
        else {
          const sent = subject.replace(/\r\n|\r|\n/gu, "\r\n");
          const verdict = verifyNotification(sender, Buffer.from(url.slice(url.indexOf("?") + 1)));
          expect(verdict).toMatchObject({ verified: true, fields: { subject: sent } });
          expect(kind).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
