// A registry entry of the OpenAPI: the common definition, and what a reply holds and where HTTP v3 has the service.
import type { FieldTable } from "../services/field-definition.ts";
import type { ServiceCaller, ServiceDefinition } from "../services/service-definition.ts";

/** One field of a reply; every value is text on the wire. */
export type ReplyField =
  | { readonly type: "text" }
  | { readonly type: "object"; readonly fields: ReplyTable }
  | { readonly type: "list"; readonly item: ReplyField };

export type ReplyTable = { readonly [name: string]: ReplyField };

/** Where HTTP v3 has the service. */
export type V3Route = { readonly httpMethod: "GET" | "POST"; readonly path: string };

export type OpenapiServiceDefinition<
  Name extends string = string,
  Fields extends FieldTable = FieldTable,
  Caller extends ServiceCaller = ServiceCaller,
  Reply extends ReplyTable = ReplyTable,
> = ServiceDefinition<Name, Fields, Caller> & {
  readonly protocol: "openapi";
  readonly replyFields: Reply;
  /** Absent where v3 has no path: the pages and the order string exist in v2 only. */
  readonly v3?: V3Route;
};

type ReplyFieldValue<Field extends ReplyField> = Field extends {
  readonly type: "object";
  readonly fields: infer Fields extends ReplyTable;
}
  ? ReplyValues<Fields>
  : Field extends { readonly type: "list"; readonly item: infer Item extends ReplyField }
    ? readonly ReplyFieldValue<Item>[]
    : string;

/** A reply's own fields; Alipay leaves any of them out. */
export type ReplyValues<Fields extends ReplyTable> = {
  readonly [Name in keyof Fields]?: ReplyFieldValue<Fields[Name]>;
};

/** A verified reply of a service: `code` is "10000", or "10003" where alipay.trade.pay waits for the buyer. */
export type OpenapiReply<Service> =
  Service extends OpenapiServiceDefinition<string, FieldTable, ServiceCaller, infer Reply>
    ? { readonly code: string; readonly msg: string } & ReplyValues<Reply>
    : never;
