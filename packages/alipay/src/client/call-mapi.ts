// One call of the partner protocol: build, exchange, read the checked reply.
import { AlipayError } from "../alipay-error.ts";
import { buildMapiRequest } from "../mapi/build-mapi-request.ts";
import type { MapiAccount } from "../mapi/mapi-account.ts";
import { type MapiParameters, type MapiServerServiceName, mapiServices } from "../mapi/mapi-services.ts";
import type { MapiReplies } from "../mapi/replies/mapi-reply.ts";
import { readMapiReply } from "../mapi/replies/read-mapi-reply.ts";
import type { CallOptions } from "./client-options.ts";
import type { Exchanger } from "./exchanger.ts";
import { httpRequestOf } from "./http-request-of.ts";

type Job<Name extends MapiServerServiceName> = {
  readonly account: MapiAccount;
  readonly exchanger: Exchanger;
  readonly endpoint: string;
  readonly service: Name;
  readonly parameters: MapiParameters<Name>;
  readonly options: CallOptions;
};

function assertServerService(name: string): void {
  const services: { readonly [name: string]: { readonly caller: string } } = mapiServices;
  if (Object.hasOwn(services, name) && services[name]?.caller === "server") return;
  throw new AlipayError(
    "invalid_argument",
    `服务端不能调用这个接口 (no service that a server calls): ${name.slice(0, 80)}`,
    {
      violations: [{ field: "service", rule: "unknown_service", value: name.slice(0, 80) }],
    },
  );
}

function refuseOpenapiOptions(options: CallOptions): void {
  const field = options.encrypt === true ? "encrypt" : options.appAuthToken === undefined ? undefined : "appAuthToken";
  if (field === undefined) return;
  throw new AlipayError("invalid_argument", `旧接口没有 ${field} (the partner protocol has no ${field})`, {
    violations: [{ field, rule: "not_taken_by_service" }],
  });
}

/** The checked reply of one call. Throws AlipayError only. */
export async function callMapi<Name extends MapiServerServiceName>(job: Job<Name>): Promise<MapiReplies[Name]> {
  const { account, exchanger, endpoint, service, parameters, options } = job;
  assertServerService(service);
  refuseOpenapiOptions(options);
  return await exchanger.run({
    service: mapiServices[service],
    request: (nowMs) => {
      const requestOptions = { endpoint, nowMs, notifyUrl: options.notifyUrl };
      const request = buildMapiRequest(account, { service, parameters, options: requestOptions });
      return { shown: request, http: httpRequestOf(request) };
    },
    read: ({ status, body }) => readMapiReply(account, service, { status, body }),
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
}
