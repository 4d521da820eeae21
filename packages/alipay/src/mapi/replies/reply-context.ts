// What every reader of a reply is given.

import type { ServiceDefinition } from "../../services/service-definition.ts";
import type { MapiAccount } from "../mapi-account.ts";
import type { RawReply } from "./mapi-reply.ts";

export type ReplyContext = {
  readonly account: MapiAccount;
  readonly service: ServiceDefinition;
  readonly raw: RawReply;
};
