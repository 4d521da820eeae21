// Calls Alipay's server services for one account: typed by the registry, replies verified, errors of one class.
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import {
  findOpenapiService,
  type OpenapiParameters,
  type OpenapiReplyOf,
  type OpenapiServerServiceName,
} from "../openapi/openapi-services.ts";
import { callOpenapi } from "./call-openapi.ts";
import type { AlipayClientOptions, CallOptions } from "./client-options.ts";
import { Exchanger } from "./exchanger.ts";

/** A client for one account and one gateway. It keeps no state but the certificates which it has learnt to trust. */
export class AlipayClient {
  readonly #holder: { account: OpenapiAccount };
  readonly #endpoint: string;
  readonly #exchanger: Exchanger;

  constructor(account: OpenapiAccount, options: AlipayClientOptions) {
    this.#holder = { account };
    this.#endpoint = options.endpoint;
    this.#exchanger = new Exchanger(options);
  }

  /** The account, with every certificate of Alipay which was learnt since; verify notifications with this one. */
  get account(): OpenapiAccount {
    return this.#holder.account;
  }

  /** Calls a service and gives its verified reply. Throws AlipayError only; where `outcomeKnown` is false, query before anything else. */
  async call<Name extends OpenapiServerServiceName>(
    name: Name,
    parameters: OpenapiParameters<Name>,
    options: CallOptions = {},
  ): Promise<OpenapiReplyOf<Name>> {
    const reply = await callOpenapi({
      holder: this.#holder,
      exchanger: this.#exchanger,
      endpoint: this.#endpoint,
      service: findOpenapiService(name),
      parameters,
      options,
    });
    return reply as OpenapiReplyOf<Name>;
  }
}
