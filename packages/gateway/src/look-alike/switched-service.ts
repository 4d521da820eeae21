// Services that close, ship or refund: off unless the owner switched them on for the site, and then only for the site's own
// servers and so many times a day. The key alone, which lies in old shop software, must not be enough to move money out.
import type { DedepayError } from "@dedepay/errors";
import { takeLookAlikeCall } from "../store/look-alike-sites.ts";
import type { Context } from "../use-cases/context.ts";
import { beijingDay } from "../use-cases/refunds/refund-number.ts";
import { isListed } from "../use-cases/sites/address-list.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { legacyRefusal } from "./legacy-refusal.ts";
import type { SwitchedService } from "./settings.ts";

/** `from`: a browser may come from anywhere, because its operator has to prove himself at Alipay. Throws 1004 and 1008. */
export async function requireSwitched(
  context: Context,
  caller: LegacyCaller,
  o: { service: SwitchedService; from: "own_servers" | "anywhere" },
): Promise<void> {
  const { settings, site, call } = caller;
  if (!settings.services.includes(o.service)) throw switchedOff(o.service);
  const { remoteAddress } = call.received;
  if (o.from === "own_servers" && !isListed(settings.addresses, remoteAddress)) throw foreignAddress(remoteAddress);
  const at = { siteId: site.id, day: beijingDay(context.nowMs()) };
  const isTaken = await context.store.inTransaction((db) => takeLookAlikeCall(db, at, settings.dailyCalls));
  if (!isTaken) throw usedUp(settings.dailyCalls);
}

function switchedOff(service: SwitchedService): DedepayError {
  return legacyRefusal(1004, "ILLEGAL_PARTNER_EXTERFACE", {
    param: "service",
    owner: "merchant",
    detail: {
      zh: `没有为这个站点开通 ${service}`,
      en: `${service} is not switched on for this site`,
    },
    fix: [
      {
        zh: "确实需要时，由网关的管理员为站点开通，并登记网站服务器的地址和每日上限",
        en: "Where it is needed, the gateway's owner switches it on, with the addresses of the shop's servers and a daily limit",
      },
    ],
  });
}

function foreignAddress(remoteAddress: string): DedepayError {
  return legacyRefusal(1004, "HAS_NO_PRIVILEGE", {
    owner: "merchant",
    detail: {
      zh: `来源地址 ${remoteAddress} 不在这个站点登记的服务器地址之内`,
      en: `The address ${remoteAddress} is not among the registered addresses of the site's servers`,
    },
  });
}

function usedUp(limit: number): DedepayError {
  return legacyRefusal(1008, "HAS_NO_PRIVILEGE", {
    owner: "merchant",
    detail: {
      zh: `今天（北京时间）的 ${limit} 次已经用完`,
      en: `The ${limit} calls of today (Beijing) are used up`,
    },
    extra: { limit, scope: "day" },
  });
}
