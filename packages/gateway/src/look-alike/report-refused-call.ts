// A call that was not let in, for the owner's eyes: an incident with the doctor's finding. One incident per site and reason,
// however many calls: anybody can post.

import { accountsOfSite } from "../store/accounts.ts";
import { findIncidentOfGroup } from "../store/incidents.ts";
import { findLookAlikeKey, listLookAlikeKeys } from "../store/look-alike-sites.ts";
import type { LookAlikeKeysTable } from "../store/tables/look-alike.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/incidents/open-incident.ts";
import type { LegacyCall } from "./legacy-call.ts";
import { openKey } from "./site-key.ts";

/** A flood of junk must not become a flood of writes. Each call has its line in the log. */
const countedEveryMs = 5000;

export type RefusedCall = { call: LegacyCall; key: LookAlikeKeysTable; reason: string; field?: string | undefined };

export async function reportRefusedCall(context: Context, refused: RefusedCall): Promise<void> {
  const { call, key, reason, field } = refused;
  const { requestId } = call.received;
  context.log.warn({ requestId, siteId: key.siteId, partner: key.id, reason, field }, "old request refused");
  const group = `look-alike-refused:${key.id}:${reason}`;
  if (await seenJustNow(context, group)) return;
  await context.store.inTransaction((db) =>
    openIncident(context, db, {
      cause: "look-alike-request-refused",
      group,
      title: {
        zh:
          reason === "key_revoked"
            ? "网站还在用已停用的合作者身份下单，请更新网站的支付设置"
            : "网站的下单请求没有通过验签，买家无法付款；原因见诊断",
        en:
          reason === "key_revoked"
            ? "The shop still orders with a revoked partner number; update its payment settings"
            : "An order request of the shop did not verify and its buyer could not pay; see the diagnosis",
      },
      evidence: { ...evidenceOf(call), siteId: key.siteId, partner: key.id, reason, field },
    }),
  );
  context.wakeRelay();
  if (reason !== "key_revoked") await diagnose(context, { call, key, group });
}

/** With the keys of the whole site: the shop may sign with one of its others. */
async function diagnose(
  context: Context,
  { call, key, group }: { call: LegacyCall; key: LookAlikeKeysTable; group: string },
): Promise<void> {
  const { keys, accounts } = await context.store.run(async (db) => ({
    keys: await listLookAlikeKeys(db, key.siteId),
    accounts: await accountsOfSite(db, key.siteId),
  }));
  const own = keys.toSorted((a, b) => Number(b.id === key.id) - Number(a.id === key.id));
  context.desk.later({
    group,
    accounts,
    besides: own.map((one) => ({
      name: `look-alike ${one.id}`,
      protocol: "mapi",
      partner: one.id,
      signType: "MD5",
      md5Key: openKey(context, one),
      charset: call.charset,
    })),
    evidence: { url: `${context.publicUrl()}${call.received.path}?${call.received.query}`, body: call.received.body },
  });
}

/** The usual reasons: white space around the number, or the shop still sends the one of Alipay. */
export async function reportUnknownPartner(context: Context, call: LegacyCall): Promise<void> {
  const trimmed = call.partner.trim();
  const meant = await context.store.run((db) => findLookAlikeKey(db, trimmed));
  context.log.warn({ requestId: call.received.requestId, service: call.service }, "old request of an unknown partner");
  const group = meant === undefined ? "look-alike-unknown-partner" : `look-alike-unknown-partner:${meant.id}`;
  if (await seenJustNow(context, group)) return;
  await context.store.inTransaction((db) =>
    openIncident(context, db, {
      cause: "look-alike-unknown-partner",
      group,
      title:
        meant === undefined
          ? {
              zh: "有请求带着网关不认识的合作者身份（partner），请核对网站的支付设置",
              en: "A request names a partner number that this gateway did not issue; check the shop's payment settings",
            }
          : {
              zh: `网站设置里的合作者身份 ${meant.id} 首尾有空白字符，请删掉后重新保存`,
              en: `The shop's settings hold white space around the partner number ${meant.id}; remove it and save again`,
            },
      evidence: { ...evidenceOf(call), partner: call.partner.replace(/[^\x20-\x7e]/g, "?").slice(0, 32) },
    }),
  );
  context.wakeRelay();
}

async function seenJustNow(context: Context, group: string): Promise<boolean> {
  const seen = await context.store.run((db) => findIncidentOfGroup(db, group));
  return seen !== undefined && context.nowMs() - seen.lastSeenAtMs < countedEveryMs;
}

function evidenceOf({ received, service }: LegacyCall): Record<string, string> {
  return { requestId: received.requestId, service: service.replace(/[^\w.-]/g, "?"), method: received.method };
}
