// Total, price and quantity contradict each other.
import { formatYuan } from "@dedepay/alipay";
import type { Check } from "../../check.ts";
import { fenOf } from "../../order/fen-of.ts";
import { requestValues } from "../../order/request-values.ts";

/** A discount is negative. */
const eitherWay = { minFen: -100_000_000_000n };

export const amountFieldsConflict: Check = {
  cause: "amount-fields-conflict",
  advice: [
    {
      zh: "即时到账：要么只传 total_fee，要么传 price 和 quantity；担保和双接口：传 price、quantity、logistics_fee，不传 total_fee",
      en: "Instant payment: total_fee alone, or price with quantity; escrow and dual: price, quantity, logistics_fee, no total_fee",
    },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const [total, price, quantity] = ["total_fee", "price", "quantity"].map((name) => values.get(name) ?? "");
      if (!total || message.protocol !== "mapi") continue;
      const direct = values.get("service") === "create_direct_pay_by_user";
      if (direct && price) {
        return {
          confidence: "likely",
          proof: { text: { zh: "同时传了 total_fee 和 price", en: "Both total_fee and price are sent" } },
        };
      }
      const sum = sumFen({ price, quantity, fee: values.get("logistics_fee"), discount: values.get("discount") });
      const stated = fenOf(total, eitherWay);
      if (!price || sum === undefined || stated === undefined || sum === stated) continue;
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `total_fee=${total}，而 price×quantity 加运费、折扣是 ${formatYuan(sum)}`,
            en: `total_fee=${total}, but price times quantity with fee and discount is ${formatYuan(sum)}`,
          },
        },
      };
    }
    return undefined;
  },
};

function sumFen(parts: {
  price: string | undefined;
  quantity: string | undefined;
  fee: string | undefined;
  discount: string | undefined;
}): bigint | undefined {
  const price = fenOf(parts.price, eitherWay);
  if (price === undefined || !/^\d{1,9}$/u.test(parts.quantity ?? "")) return undefined;
  return (
    price * BigInt(parts.quantity ?? "0") +
    (fenOf(parts.fee, eitherWay) ?? 0n) +
    (fenOf(parts.discount, eitherWay) ?? 0n)
  );
}
