// Builds and signs a request of HTTP v3: a real path, a JSON body, the signature in the Authorization header.
import { AlipayError } from "../../alipay-error.ts";
import { encodePairs } from "../../request/percent-encoding.ts";
import { signBytes } from "../../sign/sign-algorithms.ts";
import { aesEncrypt, missingAesKey } from "../aes.ts";
import { assertValidCall, type OpenapiCall } from "../build-openapi-request.ts";
import { businessContent } from "../business-content.ts";
import type { OpenapiAccount } from "../openapi-account.ts";
import type { OpenapiServiceDefinition, V3Route } from "../openapi-service-definition.ts";

export type V3RequestOptions = {
  /** Scheme and host, for example https://openapi.alipay.com. */
  readonly endpoint: string;
  readonly nowMs: number;
  /** At most 32 characters; Alipay refuses one which it saw within ten minutes. */
  readonly nonce: string;
  /** Names the call in Alipay's support; the nonce unless stated. */
  readonly requestId?: string | undefined;
  readonly notifyUrl?: string | undefined;
  readonly appAuthToken?: string | undefined;
  readonly encrypt?: boolean | undefined;
};

export type V3Request = {
  readonly service: string;
  readonly httpMethod: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent for GET. */
  readonly body?: string;
  /** What was signed; it never contains a key. */
  readonly signedText: string;
};

function refuse(service: string, field: string, rule: string): AlipayError {
  return new AlipayError("invalid_argument", `${service}: v3 不能这样调用 (not possible with v3): ${field} ${rule}`, {
    violations: [{ field, rule }],
    service,
  });
}

function routeOf(account: OpenapiAccount, service: OpenapiServiceDefinition): V3Route {
  if (service.v3 === undefined) throw refuse(service.name, "method", "no_v3_path");
  // v3 knows one algorithm; an account pinned to SHA1 must not be moved to another by the way.
  if (account.signType !== "RSA2") throw refuse(service.name, "signType", "rsa2_only");
  return service.v3;
}

function textPairs(parameters: object): [string, string][] {
  return Object.entries(parameters).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
}

function bodyOf(account: OpenapiAccount, call: OpenapiCall, options: V3RequestOptions): string {
  const content = businessContent({ ...call.parameters, notify_url: options.notifyUrl });
  if (options.encrypt !== true) return content;
  if (account.aesKey === undefined) throw missingAesKey();
  return aesEncrypt(account.aesKey, content);
}

function authorization(account: OpenapiAccount, options: V3RequestOptions): string {
  const { certificateMode } = account;
  const serial = certificateMode === undefined ? "" : `,app_cert_sn=${certificateMode.appCertSerial}`;
  return `app_id=${account.appId}${serial},nonce=${options.nonce},timestamp=${options.nowMs}`;
}

function headersOf(account: OpenapiAccount, options: V3RequestOptions, httpMethod: "GET" | "POST"): [string, string][] {
  const { certificateMode } = account;
  const encrypted = httpMethod === "POST" && options.encrypt === true;
  const headers: [string, string | undefined][] = [
    ["accept", "application/json"],
    ["alipay-request-id", options.requestId ?? options.nonce],
    ["alipay-app-auth-token", options.appAuthToken],
    ["alipay-root-cert-sn", certificateMode?.rootCertSerial],
    ["alipay-encrypt-type", encrypted ? "AES" : undefined],
    ["alipay-encryption-algm", encrypted ? "AES" : undefined],
    ["content-type", httpMethod === "GET" ? undefined : encrypted ? "text/plain" : "application/json"],
  ];
  return headers.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]]));
}

/** Builds and signs a v3 request. Throws AlipayError `invalid_argument`, also where the service or the account has no v3. */
export function buildV3Request(account: OpenapiAccount, call: OpenapiCall, options: V3RequestOptions): V3Request {
  const { httpMethod, path } = routeOf(account, call.service);
  assertValidCall(call, { endpoint: options.endpoint, nowMs: options.nowMs, notifyUrl: options.notifyUrl });
  if (!/^[A-Za-z0-9-]{1,32}$/.test(options.nonce)) throw refuse(call.service.name, "nonce", "pattern");
  const query = httpMethod === "GET" ? `?${encodePairs(textPairs(call.parameters), "utf-8")}` : "";
  const url = new URL(`${options.endpoint.replace(/\/+$/, "")}${path}${query}`);
  const body = httpMethod === "GET" ? undefined : bodyOf(account, call, options);
  const authString = authorization(account, options);
  const lines = [authString, httpMethod, `${url.pathname}${url.search}`, body ?? ""];
  if (options.appAuthToken !== undefined && options.appAuthToken !== "") lines.push(options.appAuthToken);
  const signedText = `${lines.join("\n")}\n`;
  const sign = signBytes("RSA2", account.privateKey, Buffer.from(signedText, "utf8"));
  const headers = Object.fromEntries([
    ...headersOf(account, options, httpMethod),
    ["authorization", `ALIPAY-SHA256withRSA ${authString},sign=${sign}`],
  ]);
  return {
    service: call.service.name,
    httpMethod,
    url: url.href,
    headers,
    ...(body === undefined ? {} : { body }),
    signedText,
  };
}
