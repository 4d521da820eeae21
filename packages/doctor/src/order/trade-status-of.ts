// The state of the trade that the evidence shows: in a notification, a return or a reply.
import { fieldValue } from "../evidence/field.ts";
import type { Examination } from "../examination.ts";

export function tradeStatuses(examination: Examination): ReadonlySet<string> {
  const statuses = [
    ...examination.received.map(({ fields }) => fieldValue(fields, "trade_status")),
    ...examination.pieces("reply").map(({ values }) => values["trade_status"]),
    ...examination.pieces("xml_reply").map(({ values }) => values["trade_status"]),
  ];
  return new Set(statuses.filter((status) => status !== undefined));
}
