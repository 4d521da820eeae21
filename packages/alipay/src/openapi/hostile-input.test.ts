// Nothing but AlipayError comes out of the entrances which callers feed, whatever they feed them.
import fc from "fast-check";
import { expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { AlipayClient } from "../client/alipay-client.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestForm } from "../request/request-form.ts";
import { requestUrl } from "../request/request-url.ts";
import { keyModeAccount, readTestKey, testEndpoint } from "../testing/test-keys.ts";
import { createOpenapiAccount, type OpenapiAccountOptions } from "./openapi-account.ts";
import { type OpenapiServiceName, openapiServices } from "./openapi-services.ts";

const account = keyModeAccount();
const gbkAccount = keyModeAccount({ charset: "gbk" });
const names = Object.keys(openapiServices) as OpenapiServiceName[];

function onlyAlipayErrors(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(AlipayError);
  }
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "0.01",
    "1e3",
    "\ud800",
    "😀",
    "测试",
    "&total_amount=1",
    "-0.01",
    "100000000.01",
    "9".repeat(100_000),
    "\0",
    "\n",
  ),
);
const value = fc.oneof(text, fc.anything({ maxDepth: 2 }));
const fieldNames = [...new Set(names.flatMap((name) => Object.keys(openapiServices[name].fields)))];
const parameters = fc.oneof(
  fc.dictionary(fc.constantFrom(...fieldNames, "__proto__", "sign", "x"), value, { maxKeys: 8 }),
  fc.anything(),
);

it("requests of any parameters are signed or refused", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      parameters,
      fc.constantFrom(account, gbkAccount),
      fc.oneof(text, fc.constant("https://a.example/n")),
      (name, given, signer, url) => {
        onlyAlipayErrors(() => {
          const options = { endpoint: testEndpoint, nowMs: 0, notifyUrl: url, returnUrl: url };
          const request = buildRequest(signer, name, given as never, options);
          requestUrl(request);
          requestForm(request);
        });
      },
    ),
    { numRuns: 1500 },
  );
});

it("accounts of any options are read or refused", () => {
  const good = {
    appId: "2021000000000001",
    privateKey: readTestKey("app-private-pkcs8.pem"),
    alipayPublicKey: readTestKey("alipay-public.pem"),
  };
  const options = fc.oneof(
    fc.anything(),
    fc
      .record(
        {
          appId: value,
          privateKey: value,
          signType: value,
          alipayPublicKey: value,
          certificates: value,
          sellerId: value,
          charset: value,
          aesKey: value,
        },
        { requiredKeys: [] },
      )
      .map((bad) => ({ ...good, ...bad })),
  );
  fc.assert(
    fc.property(options, (given) => {
      onlyAlipayErrors(() => createOpenapiAccount(given as OpenapiAccountOptions));
    }),
    { numRuns: 800 },
  );
});

it("calls of any names and parameters end in an AlipayError or a reply", async () => {
  const client = new AlipayClient(account, {
    endpoint: testEndpoint,
    retries: 0,
    send: async () => ({ status: 200, headers: {}, body: Buffer.from("{}") }),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...names), text), parameters, async (name, given) => {
      await expect(client.call(name as "alipay.trade.query", given as never)).rejects.toBeInstanceOf(AlipayError);
    }),
    { numRuns: 400 },
  );
});
