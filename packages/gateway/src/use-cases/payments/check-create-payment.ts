// Checks the order itself before anything is made of it. What Alipay limits is checked with the attempt's content.
import { DedepayError } from "@dedepay/errors";
import type { SitesTable } from "../../store/tables/sites.ts";
import { invalidParameter } from "../refusals.ts";
import { httpOrigin } from "../sites/http-origin.ts";
import type { PaymentOrder } from "./payment-order.ts";

const maxFen = 10_000_000_000n;
const minuteMs = 60_000;
const maxLifeMs = 15 * 24 * 60 * minuteMs;
const maxMetadataEntries = 20;

/** Throws 1012 (all that is missing at once), 1011 (amount), 1002 (anything else). */
export function checkCreatePayment(input: PaymentOrder, o: { site: SitesTable; nowMs: number }): void {
  const missing = (["orderNo", "subject"] as const).filter((name) => input[name].trim() === "");
  if (missing.length > 0) throw missingParameters(missing.map((name) => (name === "orderNo" ? "order_no" : name)));
  if (!/^[\x21-\x7e]{1,64}$/.test(input.orderNo)) {
    throw invalidParameter("order_no", {
      zh: "订单号须为 1 到 64 个可见的 ASCII 字符",
      en: "order_no is 1 to 64 printable ASCII characters",
    });
  }
  checkAmount(input.amountFen);
  checkText("subject", input.subject, 256);
  checkText("body", input.body ?? "", 4000);
  checkExpiry(input.expiresAtMs, o.nowMs);
  checkReturnUrl(input.returnUrl, o.site);
  checkMetadata(input.metadata ?? {});
}

/** Throws 1002. */
export function checkIdempotencyKey(key: string | undefined): void {
  if (key === undefined || /^[\x21-\x7e]{1,128}$/.test(key)) return;
  throw invalidParameter("Idempotency-Key", {
    zh: "Idempotency-Key 须为 1 到 128 个可见的 ASCII 字符",
    en: "Idempotency-Key is 1 to 128 printable ASCII characters",
  });
}

function missingParameters(names: readonly string[]): DedepayError {
  return new DedepayError(1012, {
    param: names[0] ?? "",
    detail: { zh: `缺少必填字段：${names.join("、")}`, en: `Required fields are missing: ${names.join(", ")}` },
    extra: { missing: names },
  });
}

function checkAmount(amountFen: bigint): void {
  if (amountFen >= 1n && amountFen <= maxFen) return;
  throw new DedepayError(1011, {
    param: "amount_fen",
    detail: {
      zh: `金额须在 1 到 ${maxFen} 分之间（0.01 元到 1 亿元），收到 ${amountFen} 分`,
      en: `amount_fen is 1 to ${maxFen} (0.01 to 100 million yuan); got ${amountFen}`,
    },
    extra: { min_fen: 1, max_fen: Number(maxFen) },
  });
}

/** NUL does not survive the embedded database, and half a surrogate pair no charset at all. */
function checkText(param: string, text: string, maxCharacters: number): void {
  if (text.length > maxCharacters) {
    throw invalidParameter(param, {
      zh: `${param} 最长 ${maxCharacters} 个字符，收到 ${text.length} 个`,
      en: `${param} has at most ${maxCharacters} characters; got ${text.length}`,
    });
  }
  if (text.includes("\0") || /\p{Cs}/u.test(text)) {
    throw invalidParameter(param, {
      zh: `${param} 含有无法保存的字符（NUL 或不完整的代理对）`,
      en: `${param} holds NUL or half a surrogate pair`,
    });
  }
}

function checkExpiry(expiresAtMs: number | undefined, nowMs: number): void {
  if (expiresAtMs === undefined) return;
  if (expiresAtMs >= nowMs + minuteMs && expiresAtMs <= nowMs + maxLifeMs) return;
  throw invalidParameter("expires_at", {
    zh: `expires_at 须在 1 分钟之后、15 天之内；网关时间为 ${new Date(nowMs).toISOString()}`,
    en: `expires_at is between one minute and 15 days from now; the gateway's clock says ${new Date(nowMs).toISOString()}`,
  });
}

/** Where a buyer may be sent is registered beforehand: otherwise a link of ours would lead anywhere. */
function checkReturnUrl(returnUrl: string | undefined, site: SitesTable): void {
  if (returnUrl === undefined) return;
  const origin = httpOrigin(returnUrl);
  const allowed = JSON.parse(site.returnOriginsJson) as string[];
  if (origin !== undefined && allowed.includes(origin)) return;
  throw invalidParameter("return_url", {
    zh: `return_url 的来源不在站点登记的名单内；已登记：${allowed.join("、") || "无"}`,
    en: `The origin of return_url is not registered for this site; registered: ${allowed.join(", ") || "none"}`,
  });
}

function checkMetadata(metadata: Record<string, string>): void {
  const entries = Object.entries(metadata);
  const fits = entries.every(
    ([key, value]) => key.length <= 64 && value.length <= 512 && !`${key}${value}`.includes("\0"),
  );
  if (entries.length <= maxMetadataEntries && fits) return;
  throw invalidParameter("metadata", {
    zh: "metadata 最多 20 项，键最长 64、值最长 512 个字符",
    en: "metadata has at most 20 entries, keys of 64 and values of 512 characters",
  });
}
