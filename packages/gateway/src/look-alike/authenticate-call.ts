// Whose call it is: the partner number names the key, the key verifies the signature. A stranger learns from a refusal that it
// is one, and a number to quote; what was wrong stands in an incident of the site's owner.
import { createMapiAccount, verifyMapiRequest } from "@dedepay/alipay";
import type { DedepayError } from "@dedepay/errors";
import { findLookAlikeKey, findLookAlikeSite } from "../store/look-alike-sites.ts";
import { findSite, type SiteRow } from "../store/sites.ts";
import type { LookAlikeKeysTable } from "../store/tables/look-alike.ts";
import type { Context } from "../use-cases/context.ts";
import type { LegacyCall } from "./legacy-call.ts";
import { legacyRefusal } from "./legacy-refusal.ts";
import { reportRefusedCall, reportUnknownPartner } from "./report-refused-call.ts";
import { type LookAlikeSettings, readLookAlikeSettings } from "./settings.ts";
import { openKey } from "./site-key.ts";

export type LegacyCaller = {
  call: LegacyCall;
  site: SiteRow;
  key: LookAlikeKeysTable;
  settings: LookAlikeSettings;
  /** Signed, not empty. */
  fields: Readonly<Record<string, string>>;
  /** Names of the fields whose bytes are of another charset than the declared one. */
  foreign: readonly string[];
};

/** Throws 1012 (no partner), 1004 (unknown or revoked partner, disabled site) and 1003 (signature). */
export async function authenticateCall(context: Context, call: LegacyCall): Promise<LegacyCaller> {
  if (call.partner === "") throw noPartner();
  const key = await context.store.run((db) => findLookAlikeKey(db, call.partner));
  if (key === undefined) {
    await reportUnknownPartner(context, call);
    throw unknownPartner();
  }
  const account = createMapiAccount({
    partner: key.id,
    signType: "MD5",
    md5Key: openKey(context, key),
    charset: call.charset,
  });
  const verdict = verifyMapiRequest(account, call.pairs);
  if (!verdict.verified) {
    await reportRefusedCall(context, { call, key, reason: verdict.reason, field: verdict.field });
    throw notVerified();
  }
  if (key.revokedAtMs !== null) {
    await reportRefusedCall(context, { call, key, reason: "key_revoked" });
    throw revoked(key.id);
  }
  const { site, settings } = await siteOf(context, key.siteId);
  if (site.disabledAtMs !== null) throw siteDisabled();
  return { call, site, key, settings, fields: verdict.fields, foreign: verdict.foreign };
}

async function siteOf(context: Context, siteId: string): Promise<{ site: SiteRow; settings: LookAlikeSettings }> {
  return context.store.run(async (db) => {
    const site = await findSite(db, siteId);
    if (site === undefined) throw new Error(`a key names the missing site ${siteId}`);
    return { site, settings: readLookAlikeSettings(await findLookAlikeSite(db, siteId)) };
  });
}

function noPartner(): DedepayError {
  return legacyRefusal(1012, "ILLEGAL_PARTNER", {
    param: "partner",
    owner: "site",
    detail: {
      zh: "请求里没有 partner（合作者身份）。支付设置可能没有保存，或者已经损坏",
      en: "The request has no partner number; the shop's payment settings were not saved, or are damaged",
    },
    extra: { missing: ["partner"] },
  });
}

export function unknownPartner(): DedepayError {
  return legacyRefusal(1004, "ILLEGAL_PARTNER", {
    param: "partner",
    owner: "site",
    detail: {
      zh: "这个 partner（合作者身份）不是本网关发出的。请站长核对支付设置里的“合作者身份”，注意首尾不要有空格",
      en: "This gateway did not issue this partner number; check it in the shop's settings, also for white space around it",
    },
  });
}

/** No word about what was wrong: it would help whoever tries signatures. */
function notVerified(): DedepayError {
  return legacyRefusal(1003, "ILLEGAL_SIGN", {
    owner: "site",
    detail: {
      zh: "签名不正确，没有受理。站长可以凭下面的请求号，在网关的事件列表里看到哪里不对、怎么改",
      en: "The signature is wrong. The site's owner finds the reason and the remedy among the gateway's incidents, by the request id below",
    },
    fix: [
      {
        zh: "站长：在网关的事件里找这个请求号，dedepay incident list，或 GET /admin/incidents",
        en: "Owner: look up this request id among the incidents: dedepay incident list, or GET /admin/incidents",
      },
    ],
  });
}

function revoked(partner: string): DedepayError {
  return legacyRefusal(1004, "ILLEGAL_PARTNER", {
    param: "partner",
    owner: "site",
    detail: {
      zh: `合作者身份 ${partner} 已经停用，请在网站的支付设置里换成新的合作者身份和校验码`,
      en: `The partner number ${partner} was revoked; put the new number and key into the shop's settings`,
    },
  });
}

/** As with the keys of its API: they open nothing. What was paid is delivered all the same, and `notify_verify` knows it. */
function siteDisabled(): DedepayError {
  return legacyRefusal(1004, "HAS_NO_PRIVILEGE", {
    owner: "merchant",
    detail: {
      zh: "这个站点已在网关停用，不能下单；已经付款的订单照常通知网站",
      en: "This site is disabled at the gateway and can't order; what was paid is delivered all the same",
    },
    fix: [
      {
        zh: "由网关的管理员重新启用：dedepay site enable 站点编号",
        en: "The gateway's owner enables it again: dedepay site enable SITE",
      },
    ],
  });
}
