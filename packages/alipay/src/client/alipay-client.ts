// Calls Alipay's server services for one account: typed by the registries, replies verified, errors of one class.
import type { AlipayAccount } from "../alipay-account.ts";
import type { ParametersOf } from "../alipay-services.ts";
import type { MapiAccount } from "../mapi/mapi-account.ts";
import type { MapiParameters, MapiServerServiceName } from "../mapi/mapi-services.ts";
import type { MapiReplies } from "../mapi/replies/mapi-reply.ts";
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import { findOpenapiService, type OpenapiReplyOf, type OpenapiServerServiceName } from "../openapi/openapi-services.ts";
import { callMapi } from "./call-mapi.ts";
import { type AccountHolder, callOpenapi } from "./call-openapi.ts";
import type { AlipayClientOptions, CallOptions } from "./client-options.ts";
import { Exchanger } from "./exchanger.ts";

/** Names of the services which a client of this account can call; pages and order strings are built with buildRequest. */
export type CallableNameOf<Account extends AlipayAccount> =
  | (Account extends MapiAccount ? MapiServerServiceName : never)
  | (Account extends OpenapiAccount ? OpenapiServerServiceName : never);

/** The verified reply of a service. */
export type ReplyOf<Name> =
  | (Name extends OpenapiServerServiceName ? OpenapiReplyOf<Name> : never)
  | (Name extends MapiServerServiceName ? MapiReplies[Name] : never);

/** A client for one account and one gateway. It keeps no state but the certificates which it has learnt to trust. */
export class AlipayClient<Account extends AlipayAccount = AlipayAccount> {
  readonly #holder: { account: Account };
  readonly #endpoint: string;
  readonly #exchanger: Exchanger;

  constructor(account: Account, options: AlipayClientOptions) {
    this.#holder = { account };
    this.#endpoint = options.endpoint;
    this.#exchanger = new Exchanger(options);
  }

  /** The account, with every certificate of Alipay which was learnt since; verify notifications with this one. */
  get account(): Account {
    return this.#holder.account;
  }

  /** Calls a service and gives its verified reply. Throws AlipayError only; where `outcomeKnown` is false, query before anything else. */
  async call<Name extends CallableNameOf<Account>>(
    name: Name,
    parameters: ParametersOf<Name>,
    options: CallOptions = {},
  ): Promise<ReplyOf<Name>> {
    const way = { exchanger: this.#exchanger, endpoint: this.#endpoint, options };
    // The types tie the name to the account's protocol and the reply to the name; at run time each branch refuses the
    // names which it does not have.
    const { account } = this.#holder;
    if (account.protocol === "mapi") {
      const call = {
        service: name as MapiServerServiceName,
        parameters: parameters as MapiParameters<MapiServerServiceName>,
      };
      return (await callMapi({ ...way, ...call, account })) as ReplyOf<Name>;
    }
    const holder = this.#holder as AccountHolder;
    const reply = await callOpenapi({ ...way, holder, service: findOpenapiService(name), parameters });
    return reply as ReplyOf<Name>;
  }
}
