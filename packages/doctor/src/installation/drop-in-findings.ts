// What our DedeCMS drop-in said of itself when it was asked by a signed question.
import type { DropInFacts, SiteFacts } from "./installation-facts.ts";
import { causeFinding, type InstallationFinding } from "./installation-finding.ts";
import { siteSubject } from "./site-findings.ts";

type Site = Pick<SiteFacts, "id" | "mode">;

export function dropInFindings(dropIn: DropInFacts, { url, site }: { url: string; site: Site }): InstallationFinding[] {
  // What kept it from answering at all, the forged notification met as well.
  if ("failed" in dropIn) return dropIn.failed === "http_401" ? [otherSecret(url, site)] : [];
  const isOpen = dropIn.plugin !== "ours" || dropIn.keylessFiles.length > 0;
  return [
    ...(isOpen ? [stockPlugin(dropIn, site)] : []),
    ...(dropIn.database === "ok" ? [] : [noDatabase(dropIn, site)]),
  ];
}

type Answered = Exclude<DropInFacts, { failed: string }>;

function otherSecret(url: string, site: Site): InstallationFinding {
  const finding = {
    cause: "key-of-another-account",
    confidence: "likely" as const,
    proof: {
      text: {
        zh: `${url} 不认网关的签名（401）：网站里的通知密钥和网关里的不一样，或网站的时钟不准`,
        en: `${url} does not accept the gateway's signature (401): the webhook secret in the shop is another one, or its clock is off`,
      },
    },
    fix: [
      {
        zh: `dedepay site rotate-secret ${site.id}，把新的通知密钥填到网站的 data/dedepay.config.php`,
        en: `dedepay site rotate-secret ${site.id}, and put the new secret into the shop's data/dedepay.config.php`,
      },
    ],
  };
  const title = { zh: "网站里的通知密钥不对", en: "The webhook secret in the shop is wrong" };
  return causeFinding(finding, { subject: siteSubject(site), severity: "money", title });
}

function stockPlugin({ plugin, keylessFiles }: Answered, site: Site): InstallationFinding {
  const files = keylessFiles.join(", ");
  const finding = {
    cause: "dedecms-stock-plugin-returned",
    confidence: "proven" as const,
    proof: {
      text:
        plugin === "ours"
          ? { zh: `没有密钥的支付设置还在：${files}`, en: `Payment settings without a key are there: ${files}` }
          : {
              zh: "网站的支付宝插件不是 dedepay 的接入文件",
              en: "The shop's Alipay plugin is not dedepay's drop-in",
            },
    },
    fix: [
      {
        zh: "重新上传接入文件（dedepay dedecms bundle），并把这段时间的订单与支付宝核对",
        en: "Upload the drop-in again (dedepay dedecms bundle), and compare the orders of that time with Alipay",
      },
    ],
  };
  return causeFinding(finding, { subject: siteSubject(site), severity: "money" });
}

function noDatabase({ database }: Answered, site: Site): InstallationFinding {
  return {
    ...{ name: "site-database-unusable", severity: site.mode === "test" ? "note" : "money", confidence: "proven" },
    about: siteSubject(site),
    title: { zh: "网站的数据库不能用", en: "The shop's database can't be used" },
    proof: { zh: `接入文件说：${database}`, en: `The drop-in says: ${database}` },
    fix: [{ zh: "先修好网站的数据库；通知会等着重发", en: "Mend the shop's database first; what it is owed waits" }],
  };
}
