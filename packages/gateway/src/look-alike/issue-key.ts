// Gives a site the two values which its old software asks for: a partner number and a key. The key leaves here once.
import { AlipayError, createMapiAccount } from "@dedepay/alipay";
import { type BilingualText, DedepayError } from "@dedepay/errors";
import { listAccountRows } from "../store/accounts.ts";
import {
  findLookAlikeKey,
  insertLookAlikeKey,
  listLookAlikeKeys,
  revokeLookAlikeKey,
} from "../store/look-alike-sites.ts";
import { findSiteDelivery } from "../store/site-deliveries.ts";
import { findSite } from "../store/sites.ts";
import type { Db } from "../store/store.ts";
import type { LookAlikeKeysTable } from "../store/tables/look-alike.ts";
import type { Context } from "../use-cases/context.ts";
import { actorOf, type ByOwner, recordAudit } from "../use-cases/record-audit.ts";
import { invalidParameter, notFound } from "../use-cases/refusals.ts";
import { setSiteDelivery } from "../use-cases/sites/set-site-delivery.ts";
import { keyPlace } from "./site-key.ts";

export type IssueKeyInput = ByOwner & {
  siteId: string;
  /** The PID and key which the shop has of Alipay, to leave its settings as they are. */
  reuse?: { partner: string; key: string };
};

/** What to change in the old software, and nothing else. */
export type IssuedKey = {
  siteId: string;
  partner: string;
  /** Shown this once; null where the shop's own is taken over. */
  key: string | null;
  /** In place of `https://www.alipay.com/cooperate/gateway.do?` and `https://mapi.alipay.com/gateway.do?`. */
  gatewayUrl: string;
  origin: "issued" | "alipay";
  warnings: BilingualText[];
};

export type RevokeKeyInput = ByOwner & { siteId: string; partner: string };

export type KeyView = { partner: string; origin: "issued" | "alipay"; createdAtMs: number; revokedAtMs: number | null };

/** Throws 1009 (site), 1002 (the values to re-use), 1010 (the site is told another way), 1013 (the PID is in use). */
export async function issueKey(context: Context, input: IssueKeyInput): Promise<IssuedKey> {
  const { siteId, reuse, requestId } = input;
  if (reuse !== undefined) checkReused(reuse);
  await tellTheOldWay(context, input);
  const made = await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const partner = reuse?.partner ?? (await freePartner(context, db));
    const key = reuse?.key ?? newKey(context);
    const origin = reuse === undefined ? "issued" : "alipay";
    const row: LookAlikeKeysTable = {
      id: partner,
      siteId,
      keySealed: context.sealer.seal(key, keyPlace(partner)),
      origin,
      createdAtMs: context.nowMs(),
      revokedAtMs: null,
    };
    if (!(await insertLookAlikeKey(db, row))) throw taken(partner, (await findLookAlikeKey(db, partner))?.siteId ?? "");
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "look_alike_key.issued",
      subject: partner,
      after: { siteId, origin },
      requestId,
    });
    return { partner, key, origin } as const;
  });
  context.log.info({ requestId, siteId, partner: made.partner, origin: made.origin }, "key of the look-alike issued");
  const gatewayUrl = `${context.publicUrl()}/gateway.do?`;
  const shown = reuse === undefined ? { key: made.key, warnings: [] } : { key: null, warnings: reuseWarnings };
  return { siteId, partner: made.partner, origin: made.origin, gatewayUrl, ...shown };
}

/** What came through the look-alike is told by it. Throws 1009, and 1010 where the owner chose another way for the site. */
async function tellTheOldWay(context: Context, { siteId, actor, requestId }: IssueKeyInput): Promise<void> {
  const chosen = await context.store.run((db) => findSiteDelivery(db, siteId));
  if (chosen === undefined) {
    const by = { ...(actor !== undefined && { actor }), requestId };
    await setSiteDelivery(context, { ...by, siteId, adapter: lookAlikeDelivery });
  }
  if (chosen === undefined || chosen.adapter === lookAlikeDelivery) return;
  throw new DedepayError(1010, {
    param: "site",
    owner: "merchant",
    detail: {
      zh: `站点 ${siteId} 的付款结果用 ${chosen.adapter} 方式送达；同一个站点不能同时用旧支付宝协议通知`,
      en: `The site ${siteId} is told by ${chosen.adapter}; it can't be told by the old protocol as well`,
    },
    fix: [
      {
        zh: "为旧系统另建一个站点，或者先把这个站点的通知方式改为 mapi",
        en: "Make another site for the old software, or change this site's way of being told to mapi first",
      },
    ],
  });
}

/** Without the keys themselves. Throws 1009. */
export async function listKeys(context: Context, siteId: string): Promise<KeyView[]> {
  return context.store.run(async (db) => {
    if ((await findSite(db, siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    return (await listLookAlikeKeys(db, siteId)).map(({ id, origin, createdAtMs, revokedAtMs }) => ({
      partner: id,
      origin: origin === "alipay" ? ("alipay" as const) : ("issued" as const),
      createdAtMs,
      revokedAtMs,
    }));
  });
}

/** Orders under way are still answered with it; new ones are refused. Throws 1009. */
export async function revokeKey(context: Context, o: RevokeKeyInput): Promise<void> {
  await context.store.inTransaction(async (db) => {
    const key = await findLookAlikeKey(db, o.partner);
    if (key?.siteId !== o.siteId) throw notFound({ zh: "合作者身份", en: "partner number" }, o.partner);
    if (!(await revokeLookAlikeKey(db, o.partner, context.nowMs()))) return;
    const { partner, siteId } = o;
    await recordAudit(context, db, {
      actor: actorOf(o),
      action: "look_alike_key.revoked",
      subject: partner,
      after: { siteId },
      requestId: o.requestId,
    });
  });
}

const reuseWarnings: BilingualText[] = [
  {
    zh: "旧的支付宝密钥留在网站的文件和数据库里，可能已经有别人知道。凡是用它签名的通知，网关一律向支付宝查询确认后才入账",
    en: "Alipay's old key lies in the shop's files and may be known to others. Money reported under it counts only once a query at Alipay has confirmed it",
  },
  {
    zh: "更安全的做法：不带旧密钥再发一次，把新的合作者身份和校验码填进网站",
    en: "Safer: issue a new pair, and put it into the shop's settings",
  },
];

/** The adapter's name. */
const lookAlikeDelivery = "mapi";

/** Numbers of this form are not known to be given out by Alipay. */
const partnerPrefix = "20889999";

async function freePartner(context: Context, db: Db): Promise<string> {
  const accounts = await listAccountRows(db);
  for (;;) {
    let partner = partnerPrefix;
    for (const byte of context.platform.randomness.bytes(8)) partner += String(byte % 10);
    const isTaken = accounts.some(({ pid }) => pid === partner) || (await findLookAlikeKey(db, partner)) !== undefined;
    if (!isTaken) return partner;
  }
}

const alphabet = "abcdefghijklmnopqrstuvwxyz012345";

/** 32 letters and digits, 160 random bits: the form in which Alipay gave out its keys. */
function newKey(context: Context): string {
  let key = "";
  for (const byte of context.platform.randomness.bytes(32)) key += alphabet.charAt(byte & 31);
  return key;
}

function checkReused({ partner, key }: { partner: string; key: string }): void {
  if (/^\s|\s$/.test(key) || /^\s|\s$/.test(partner)) {
    throw invalidParameter("reuse", {
      zh: "合作者身份或校验码首尾有空白字符；网站签名时会带上它，请先在网站里改正",
      en: "White space around the partner number or the key: the shop signs with it; mend it there first",
    });
  }
  try {
    createMapiAccount({ partner, signType: "MD5", md5Key: key });
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    throw invalidParameter("reuse", {
      zh: `合作者身份须为 2088 开头的 16 位数字，校验码须为 32 位字母和数字（${error.violations?.[0]?.rule ?? error.kind}）`,
      en: `The partner number has 16 digits beginning with 2088, the key 32 letters and digits (${error.violations?.[0]?.rule ?? error.kind})`,
    });
  }
}

function taken(partner: string, siteId: string): DedepayError {
  return new DedepayError(1013, {
    param: "reuse.partner",
    detail: {
      zh: `合作者身份 ${partner} 已经用于站点 ${siteId}；一个旧的身份只能给一个站点用，其他站点请发新的`,
      en: `The partner number ${partner} is used by the site ${siteId}; issue a new one for another site`,
    },
    extra: { existing_id: siteId },
  });
}
