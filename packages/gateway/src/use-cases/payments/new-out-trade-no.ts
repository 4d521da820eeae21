// The number under which an attempt stands at Alipay: the site's own number as far as the protocol takes it, and a suffix.
// The suffix is random, because other shops (old ones too) may number their orders under the same PID.
import type { Context } from "../context.ts";

const maxLength = 64;
const suffixLength = 7;

export function newOutTradeNo(context: Context, orderNo: string, protocol: "mapi" | "openapi"): string {
  const allowed = protocol === "openapi" ? /[^A-Za-z0-9_]/g : /[^A-Za-z0-9_-]/g;
  const suffix = context.newId("att").slice(-suffixLength);
  return `${orderNo.replace(allowed, "_").slice(0, maxLength - suffixLength - 1)}_${suffix}`;
}
