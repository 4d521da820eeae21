// 1005 for a pay link whose time is over: when it ended, what the gateway's clock says, and how far apart the two are.
import { DedepayError } from "@dedepay/errors";
import type { BuyerView } from "../use-cases/payments/buyer-view.ts";

/** undefined while the link is good, and where money came. */
export function linkEnded({ linkEndedAtMs }: BuyerView, nowMs: number): DedepayError | undefined {
  if (linkEndedAtMs === undefined) return undefined;
  const seconds = Math.floor((nowMs - linkEndedAtMs) / 1000);
  const expired_at = new Date(linkEndedAtMs).toISOString();
  const gateway_time = new Date(nowMs).toISOString();
  return new DedepayError(1005, {
    owner: "buyer",
    detail: {
      zh: `付款链接已于 ${expired_at} 失效，网关时间 ${gateway_time}，相差 ${seconds} 秒。`,
      en: `The pay link ended at ${expired_at}; the gateway's clock says ${gateway_time}, ${seconds} s later.`,
    },
    fix: [
      {
        zh: "回商店重新下单，或请商店给一个新的付款链接",
        en: "Order again in the shop, or ask the shop for a new pay link",
      },
    ],
    extra: { expired_at, gateway_time, difference_s: seconds },
  });
}
