// What a check of a site must tell its owner. Pure.
import type { SiteStatus } from "../../outbox/ask-site.ts";
import type { SiteChecksTable } from "../../store/tables/site-checks.ts";
import type { IncidentInput } from "../incidents/open-incident.ts";

/** One bad night of a host is no news. */
const patienceMs = 3 * 24 * 3_600_000;

export type Checked = { siteName: string; before: SiteChecksTable | undefined; now: SiteChecksTable };

export function siteIncidents(checked: Checked): IncidentInput[] {
  if (checked.now.error !== null) return unanswered(checked);
  const status = statusOf(checked.now);
  return status === undefined ? [] : [...pluginGone(checked, status), ...filesAltered(checked, status)];
}

function unanswered({ siteName, now }: Checked): IncidentInput[] {
  if (now.failingSinceMs === null || now.askedAtMs - now.failingSinceMs < patienceMs) return [];
  return [
    {
      cause: "site-check-unanswered",
      group: `site-check-unanswered:${now.siteId}`,
      title: {
        zh: `网站“${siteName}”三天没有回答网关的检查，付款结果可能送不进去`,
        en: `The site "${siteName}" has not answered for three days; results of payments may not reach it`,
      },
      evidence: { siteId: now.siteId, why: now.error ?? undefined },
    },
  ];
}

function pluginGone({ siteName, now }: Checked, status: SiteStatus): IncidentInput[] {
  if (status.plugin === "ours") return [];
  const foreign = status.plugin === "foreign";
  return [
    {
      cause: "dedecms-stock-plugin-returned",
      group: `dedecms-stock-plugin-returned:${now.siteId}`,
      title: foreign
        ? {
            zh: `网站“${siteName}”的支付宝接入文件被换成了别的文件，多半是升级带回了原插件：漏洞重新打开，请立即恢复`,
            en: `The drop-in of "${siteName}" was replaced, most likely by an upgrade: the stock plugin's holes are open again`,
          }
        : {
            zh: `网站“${siteName}”缺少支付宝接入文件，买家不能付款`,
            en: `The drop-in of "${siteName}" is missing; its buyers can't pay`,
          },
      evidence: {
        siteId: now.siteId,
        plugin: status.plugin,
        keylessPaymentFiles: status.keyless_payment_files.join(", "),
        edition: status.edition.version,
      },
    },
  ];
}

/** Our own update changes the version with the files. */
function filesAltered({ siteName, before, now }: Checked, status: SiteStatus): IncidentInput[] {
  const earlier = before === undefined ? undefined : statusOf(before);
  if (earlier === undefined || earlier.version !== status.version || status.plugin !== "ours") return [];
  const altered = Object.keys(status.files).filter((name) => {
    const hash = earlier.files[name];
    return hash !== undefined && hash !== status.files[name];
  });
  // The plugin that was replaced and put back is told as such.
  const told = altered.filter((name) => !(earlier.plugin !== "ours" && name === "include/payment/alipay.php"));
  if (told.length === 0) return [];
  return [
    {
      cause: "dedecms-stock-plugin-returned",
      group: `dedecms-files-altered:${now.siteId}`,
      title: {
        zh: `网站“${siteName}”的接入文件被改动过：${told.join("、")}`,
        en: `Files of the drop-in of "${siteName}" were changed: ${told.join(", ")}`,
      },
      evidence: { siteId: now.siteId, files: told.join(", "), version: status.version },
    },
  ];
}

function statusOf({ answerJson }: SiteChecksTable): SiteStatus | undefined {
  return answerJson === null ? undefined : (JSON.parse(answerJson) as SiteStatus);
}
