// Tells a browser's return from a notification. Both are signed by one rule with one key, so a buyer could post the query
// with which he came back to /notify; only fields that Alipay never puts into a notification tell them apart.

/** Whether verified fields are those of a return (MAPI: `is_success`, `exterface`; OpenAPI: `method` ending in `.return`). */
export function isReturn(protocol: string, fields: Readonly<Record<string, string>>): boolean {
  if (protocol === "mapi") return Object.hasOwn(fields, "is_success") || Object.hasOwn(fields, "exterface");
  return /\.return$/u.test(fields["method"] ?? "");
}
