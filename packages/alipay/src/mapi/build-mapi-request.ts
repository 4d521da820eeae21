// Builds and signs one request of the partner protocol from its registry entry.

import { AlipayError, type Violation } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { unmappableText } from "../request/percent-encoding.ts";
import type { RequestOptions } from "../request/request-options.ts";
import type { SignedRequest } from "../request/signed-request.ts";
import { isAbsoluteHttpUrl } from "../services/is-absolute-http-url.ts";
import { isPresent } from "../services/is-present.ts";
import type { ServiceDefinition } from "../services/service-definition.ts";
import { urlMistakes } from "../services/validate-field.ts";
import { validateParameters } from "../services/validate-parameters.ts";
import { ambiguousField } from "./ambiguous-value.ts";
import { canonicalPairs, canonicalText } from "./canonical-string.ts";
import type { MapiAccount } from "./mapi-account.ts";
import { type MapiParameters, type MapiServiceName, mapiServices } from "./mapi-services.ts";

type Pairs = ReadonlyArray<readonly [name: string, value: string]>;

/** One call that shall become a request. */
export type MapiCall<Name extends MapiServiceName> = {
  readonly service: Name;
  readonly parameters: MapiParameters<Name>;
  readonly options: RequestOptions;
};

type Draft = { readonly service: ServiceDefinition; readonly parameters: object; readonly options: RequestOptions };

/** A signed request of the partner protocol; AlipayError `invalid_argument` with all violations, or `unmappable_text` with positions. */
export function buildMapiRequest<Name extends MapiServiceName>(
  account: MapiAccount,
  { service: serviceName, parameters, options }: MapiCall<Name>,
): SignedRequest {
  const service: ServiceDefinition | undefined = Object.hasOwn(mapiServices, serviceName)
    ? mapiServices[serviceName]
    : undefined;
  if (service === undefined) throw refused(String(serviceName), [{ field: "service", rule: "unknown_service" }]);
  const violations = [...validateParameters(service, parameters), ...optionMistakes(account, service, options)];
  const hiding = ambiguousField(stringPairs(parameters).filter(([name]) => service.fields[name]?.type !== "url"));
  if (hiding !== undefined) violations.push({ field: hiding, rule: "reads_like_another_field" });
  if (violations.length > 0) throw refused(service.name, violations);
  return sign(account, { service, parameters, options });
}

function requestPairs(account: MapiAccount, { service, parameters, options }: Draft): Pairs {
  const { notifyUrl, returnUrl } = options;
  // A browser turns every line break of a form value into CRLF; what is signed must be what it will send.
  const business = stringPairs(parameters).map(([name, value]): readonly [string, string] => [
    name,
    service.caller === "browser" ? value.replace(/\r\n|\r|\n/gu, "\r\n") : value,
  ]);
  const pairs: (readonly [string, string])[] = [["service", service.name], ["partner", account.partner], ...business];
  // notify_verify is documented with partner and notify_id alone.
  if (service.signed || service.reply === "xml") pairs.push(["_input_charset", account.charset]);
  if (isPresent(notifyUrl)) pairs.push(["notify_url", notifyUrl ?? ""]);
  if (isPresent(returnUrl)) pairs.push(["return_url", returnUrl ?? ""]);
  return canonicalPairs(pairs);
}

function sign(account: MapiAccount, draft: Draft): SignedRequest {
  const { service, options } = draft;
  const pairs = requestPairs(account, draft);
  for (const [name, value] of pairs) {
    const { unmappable } = encodeText(value, account.charset);
    if (unmappable.length > 0) throw unmappableText(name, account.charset, unmappable);
  }
  const signedText = service.signed ? canonicalText(pairs) : "";
  const signature: Pairs = service.signed
    ? [
        ["sign", account.sign(encodeText(signedText, account.charset).bytes)],
        ["sign_type", account.signType],
      ]
    : [];
  return {
    service: service.name,
    httpMethod: options.method ?? service.httpMethod,
    endpoint: options.endpoint,
    charset: account.charset,
    fields: [...pairs, ...signature],
    signedText,
  };
}

function stringPairs(parameters: object): (readonly [string, string])[] {
  if (typeof parameters !== "object" || parameters === null) return [];
  return Object.entries(parameters).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && isPresent(pair[1]),
  );
}

function optionMistakes(account: MapiAccount, service: ServiceDefinition, options: RequestOptions): Violation[] {
  const { endpoint, notifyUrl, returnUrl } = options;
  const violations: Violation[] = [];
  if (typeof endpoint !== "string" || !isAbsoluteHttpUrl(endpoint)) {
    violations.push({ field: "endpoint", rule: "absolute_http_url" });
  }
  if (!service.charsets.includes(account.charset)) {
    const limit = service.charsets.join(", ");
    violations.push({ field: "_input_charset", rule: "not_allowed", value: account.charset, limit });
  }
  violations.push(...addressMistakes("notify_url", notifyUrl, service.notifyUrlMaxLength));
  violations.push(...addressMistakes("return_url", returnUrl, service.returnUrlMaxLength));
  return violations;
}

function addressMistakes(field: string, url: string | undefined, maxLength: number | undefined): Violation[] {
  if (!isPresent(url)) return [];
  if (typeof url !== "string") return [{ field, rule: "not_text" }];
  if (maxLength === undefined) return [{ field, rule: "not_taken_by_service" }];
  return urlMistakes(url, maxLength).map((broken) => ({ field, ...broken, value: url.slice(0, 40) }));
}

function refused(service: string, violations: readonly Violation[]): AlipayError {
  const named = violations.map(({ field, rule }) => `${field} ${rule}`).join(", ");
  return new AlipayError("invalid_argument", `请求参数有误 (request parameters) ${service}: ${named}`, {
    service: service.slice(0, 80),
    violations,
  });
}
