// Calls OpenAPI services over HTTP v3 for one account. The same services, parameters and errors as AlipayClient; pages and
// order strings exist in v2 only and are built with buildRequest.
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import {
  findOpenapiService,
  type OpenapiParameters,
  type OpenapiServerServiceName,
  type openapiServices,
} from "../openapi/openapi-services.ts";
import { buildV3Request } from "../openapi/v3/build-v3-request.ts";
import { readV3Reply, type V3Reply } from "../openapi/v3/read-v3-reply.ts";
import { systemRandomId } from "../platform/random-id.ts";
import { type AccountHolder, assertCallable, assertSameTrade, trustCertificate } from "./call-openapi.ts";
import type { AlipayClientOptions, CallOptions } from "./client-options.ts";
import { Exchanger } from "./exchanger.ts";

export type AlipayV3ClientOptions = AlipayClientOptions & {
  /** Makes nonces; 32 hexadecimal digits unless replaced by a test. */
  readonly randomId?: (() => string) | undefined;
};

/** A v3 client for one account; `endpoint` is scheme and host, for example https://openapi.alipay.com. */
export class AlipayV3Client {
  readonly #holder: AccountHolder;
  readonly #options: AlipayV3ClientOptions;
  readonly #exchanger: Exchanger;

  constructor(account: OpenapiAccount, options: AlipayV3ClientOptions) {
    this.#holder = { account };
    this.#options = options;
    this.#exchanger = new Exchanger(options);
  }

  /** The account, with every certificate of Alipay which was learnt since; verify notifications with this one. */
  get account(): OpenapiAccount {
    return this.#holder.account;
  }

  /** Calls a service that has a v3 path and gives its verified reply. Throws AlipayError only; where `outcomeKnown` is false, query before anything else. */
  async call<Name extends OpenapiServerServiceName>(
    name: Name,
    parameters: OpenapiParameters<Name>,
    options: CallOptions = {},
  ): Promise<V3Reply<(typeof openapiServices)[Name]>> {
    const service = findOpenapiService(name);
    const { endpoint, randomId = systemRandomId } = this.#options;
    const holder = this.#holder;
    assertCallable(holder.account, service);
    return await this.#exchanger.run({
      service,
      request: (nowMs) => {
        const { notifyUrl, appAuthToken, encrypt } = options;
        const requestOptions = { endpoint, nowMs, nonce: randomId(), notifyUrl, appAuthToken, encrypt };
        const request = buildV3Request(holder.account, { service, parameters }, requestOptions);
        const { httpMethod, url, headers, body } = request;
        const shown = { httpMethod, endpoint: url, fields: [["biz_content", body ?? "{}"]] as const };
        const http = {
          method: httpMethod,
          url,
          headers,
          ...(body === undefined ? {} : { body: Buffer.from(body, "utf8") }),
        };
        return { shown, http };
      },
      read: async (raw) => {
        const job = { holder, exchanger: this.#exchanger, service, parameters, options };
        const gateway = `${endpoint.replace(/\/+$/, "")}/gateway.do`;
        await trustCertificate({ ...job, endpoint: gateway }, raw.headers["alipay-sn"], raw);
        const reply: object = readV3Reply(holder.account, service, raw);
        assertSameTrade(job, reply, raw);
        return reply as V3Reply<(typeof openapiServices)[Name]>;
      },
      signal: options.signal,
      timeoutMs: options.timeoutMs,
    });
  }
}
