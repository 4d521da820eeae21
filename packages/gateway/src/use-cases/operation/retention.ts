// For how long each kind of row is kept, in days. What the books are made of (payments, attempts, events, postings, refunds,
// audit, incidents) is kept for ever: it is small, and the law asks for years of it.
import type { OldRowsKind } from "../../store/old-rows.ts";

export type Retention = Readonly<Record<OldRowsKind, number>>;

/**
 * A trade's records are owed for three years in China (E-Commerce Law, article 31), so what Alipay signed is kept for a little more.
 * What we sent and what shops answered is of use as long as a buyer may complain. Forged messages are kept for a season.
 */
export const usualRetention: Retention = {
  notifications: 1100,
  refused_notifications: 90,
  envelopes: 400,
  delivery_attempts: 400,
  outbox: 400,
  idempotency_keys: 30,
  look_alike_returns: 30,
};

/** Shorter, and a day's trouble would eat the evidence of that day. */
const leastDays = 7;

export class RetentionUnreadable extends Error {
  readonly text: { zh: string; en: string };

  constructor(text: { zh: string; en: string }) {
    super(text.en);
    this.name = "RetentionUnreadable";
    this.text = text;
  }
}

/** "notifications=1100,envelopes=90": days; what is not named keeps its usual time. Throws RetentionUnreadable. */
export function readRetention(text: string): Retention {
  const kinds = Object.keys(usualRetention);
  const read: Record<string, number> = {};
  for (const part of text.split(",").filter((one) => one.trim() !== "")) {
    const [name = "", days = ""] = part.split("=").map((side) => side.trim());
    if (!kinds.includes(name))
      throw new RetentionUnreadable({
        zh: `保留期设置不认识“${name}”，只认识 ${kinds.join("、")}`,
        en: `Retention knows no "${name}", only ${kinds.join(", ")}`,
      });
    if (!/^\d{1,5}$/.test(days) || Number(days) < leastDays)
      throw new RetentionUnreadable({
        zh: `${name} 的保留期须是不少于 ${leastDays} 的天数，收到“${days}”`,
        en: `Retention of ${name} is a number of days, ${leastDays} or more; got "${days}"`,
      });
    read[name] = Number(days);
  }
  return { ...usualRetention, ...read };
}
