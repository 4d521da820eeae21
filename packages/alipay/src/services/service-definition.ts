// One registry entry: everything known about a service of Alipay. Validation, building, parsing, the
// types of requests, the simulator's checks and the documentation all read it; it holds no behaviour.

import type { Charset } from "../charset.ts";
import type { FieldTable } from "./field-definition.ts";
import type { FieldGroup } from "./field-group.ts";

export type ServiceProduct =
  | "direct"
  | "escrow"
  | "dual"
  | "page"
  | "wap"
  | "app"
  | "qr"
  | "bar_code"
  | "refund"
  | "query"
  | "bill"
  | "platform";

export type ServiceCaller = "browser" | "server";

/** "page": HTML for the buyer or operator; "order_string": no call at all, text for the phone's SDK. */
export type ServiceReply = "page" | "xml" | "text" | "form" | "json" | "order_string";

export type ServiceDefinition<
  Name extends string = string,
  Fields extends FieldTable = FieldTable,
  Caller extends ServiceCaller = ServiceCaller,
> = {
  readonly name: Name;
  readonly protocol: "mapi" | "openapi";
  /** Names in Chinese and English, for people. */
  readonly title: { readonly zh: string; readonly en: string };
  readonly product: ServiceProduct;
  readonly caller: Caller;
  readonly httpMethod: "GET" | "POST";
  readonly reply: ServiceReply;
  /** False for the few services that are called without a signature. */
  readonly signed: boolean;
  readonly charsets: readonly Charset[];
  /** Longest notify_url or return_url in characters; absent where the service takes none. */
  readonly notifyUrlMaxLength?: number;
  readonly returnUrlMaxLength?: number;
  /** Whether the same call may be sent again when its outcome is unknown. */
  readonly repeatable: boolean;
  readonly fields: Fields;
  readonly groups: readonly FieldGroup[];
};
