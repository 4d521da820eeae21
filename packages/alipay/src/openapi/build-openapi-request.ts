// Builds and signs a request of OpenAPI v2: public parameters, biz_content, canonical text, signature.
import { AlipayError, type Violation } from "../alipay-error.ts";
import { beijingTime } from "../beijing-time.ts";
import { encodeText } from "../charset.ts";
import { encodePairs, unmappableText } from "../request/percent-encoding.ts";
import type { RequestOptions } from "../request/request-options.ts";
import type { SignedRequest } from "../request/signed-request.ts";
import { isAbsoluteHttpUrl } from "../services/is-absolute-http-url.ts";
import { urlMistakes } from "../services/validate-field.ts";
import { validateParameters } from "../services/validate-parameters.ts";
import { signBytes } from "../sign/sign-algorithms.ts";
import { aesEncrypt, missingAesKey } from "./aes.ts";
import { businessContent } from "./business-content.ts";
import { canonicalText, type Pairs } from "./canonical-text.ts";
import { hidesField } from "./hidden-field.ts";
import type { OpenapiAccount } from "./openapi-account.ts";
import type { OpenapiServiceDefinition } from "./openapi-service-definition.ts";

export type OpenapiRequestOptions = RequestOptions & {
  /** A service provider acts for the merchant who gave this token. */
  readonly appAuthToken?: string | undefined;
  /** Encrypt biz_content with the account's AES key; the signature is over the ciphertext. */
  readonly encrypt?: boolean | undefined;
};

/** A registry entry with parameters, which are checked against it. */
export type OpenapiCall = { readonly service: OpenapiServiceDefinition; readonly parameters: object };

function addressViolations(service: OpenapiServiceDefinition, options: OpenapiRequestOptions): Violation[] {
  const violations: Violation[] = isAbsoluteHttpUrl(options.endpoint)
    ? []
    : [{ field: "endpoint", rule: "absolute_http_url" }];
  const addresses = [
    { field: "notify_url", value: options.notifyUrl, maxLength: service.notifyUrlMaxLength },
    { field: "return_url", value: options.returnUrl, maxLength: service.returnUrlMaxLength },
  ];
  for (const { field, value, maxLength } of addresses) {
    if (value === undefined || value === "") continue;
    if (maxLength === undefined) violations.push({ field, rule: "not_taken_by_service" });
    else
      violations.push(
        ...urlMistakes(value, maxLength).map((broken) => ({ field, ...broken, value: value.slice(0, 40) })),
      );
  }
  return violations;
}

/** Throws AlipayError `invalid_argument` with every broken rule of the parameters and addresses at once. */
export function assertValidCall(call: OpenapiCall, options: OpenapiRequestOptions): void {
  const { service, parameters } = call;
  const violations = [...validateParameters(service, parameters), ...addressViolations(service, options)];
  for (const [field, value] of Object.entries(parameters ?? {})) {
    if (typeof value === "string" && hidesField(value)) violations.push({ field, rule: "reads_like_another_field" });
  }
  if (violations.length === 0) return;
  const list = violations.map(({ field, rule }) => `${field}: ${rule}`).join(", ");
  throw new AlipayError("invalid_argument", `${service.name} 参数有误 (parameters are wrong): ${list}`, {
    violations,
    service: service.name,
  });
}

function publicPairs(account: OpenapiAccount, call: OpenapiCall, options: OpenapiRequestOptions): Pairs {
  const { certificateMode, aesKey } = account;
  const content = businessContent(call.parameters);
  if (options.encrypt === true && aesKey === undefined) throw missingAesKey();
  const encrypted = options.encrypt === true && aesKey !== undefined;
  // In signing order; a test holds that.
  const pairs: [string, string | undefined][] = [
    ["alipay_root_cert_sn", certificateMode?.rootCertSerial],
    ["app_auth_token", options.appAuthToken],
    ["app_cert_sn", certificateMode?.appCertSerial],
    ["app_id", account.appId],
    ["biz_content", encrypted ? aesEncrypt(aesKey, content) : content],
    ["charset", account.charset],
    ["encrypt_type", encrypted ? "AES" : undefined],
    ["format", "JSON"],
    ["method", call.service.name],
    ["notify_url", options.notifyUrl],
    ["return_url", options.returnUrl],
    ["sign_type", account.signType],
    ["timestamp", beijingTime(options.nowMs)],
    ["version", "1.0"],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
}

// Names the business parameter at fault rather than the whole biz_content.
function refuseUnmappable(account: OpenapiAccount, call: OpenapiCall, pairs: Pairs): never {
  const candidates: [string, string][] = Object.entries(call.parameters).map(([name, value]) => [
    name,
    typeof value === "string" ? value : businessContent({ value }),
  ]);
  for (const [name, value] of [...candidates, ...pairs]) {
    const { unmappable } = encodeText(value, account.charset);
    if (unmappable.length > 0) throw unmappableText(name, account.charset, unmappable);
  }
  throw unmappableText("biz_content", account.charset, []);
}

/** Builds and signs a v2 request. Throws AlipayError `invalid_argument` (every broken rule at once) or `unmappable_text`. */
export function buildOpenapiRequest(
  account: OpenapiAccount,
  call: OpenapiCall,
  options: OpenapiRequestOptions,
): SignedRequest {
  assertValidCall(call, options);
  const pairs = publicPairs(account, call, options);
  const signedText = canonicalText(pairs);
  const { bytes, unmappable } = encodeText(signedText, account.charset);
  if (unmappable.length > 0) refuseUnmappable(account, call, pairs);
  const sign = signBytes(account.signType, account.privateKey, bytes);
  return {
    service: call.service.name,
    httpMethod: options.method ?? call.service.httpMethod,
    endpoint: options.endpoint,
    charset: account.charset,
    fields: [...pairs, ["sign", sign]],
    signedText,
  };
}

/** The orderStr of alipay.trade.app.pay: hand it to the phone's SDK unchanged, not HTML-escaped. */
export function orderString(request: SignedRequest): string {
  return encodePairs(request.fields, request.charset);
}
