// Everything about one installation: facts in, a report out. Pure, like the rest of the doctor.
import type { BilingualText } from "@dedepay/errors";
import type { Confidence } from "../diagnosis.ts";
import { accountFindings } from "./account-findings.ts";
import { askedFindings } from "./asked-findings.ts";
import { incidentFindings } from "./incident-findings.ts";
import type { InstallationFacts } from "./installation-facts.ts";
import type { InstallationFinding, InstallationReport, InstallationSeverity } from "./installation-finding.ts";
import { ageText, operationFindings } from "./operation-findings.ts";
import { probeFindings } from "./probe-findings.ts";
import { siteFindings } from "./site-findings.ts";
import { unknownThings } from "./unknown-things.ts";

const severityRanks: Readonly<Record<InstallationSeverity, number>> = { money: 0, broken: 1, soon: 2, note: 3 };
const confidenceRanks: Readonly<Record<Confidence, number>> = { proven: 0, likely: 1, possible: 2 };

/** Findings worst first. What was learnt just now goes before what is stored, within one rank. */
export function diagnoseInstallation(facts: InstallationFacts): InstallationReport {
  const probed = probeFindings(facts);
  const found = [
    ...askedFindings(facts),
    ...probed,
    ...accountFindings(facts),
    ...operationFindings(facts),
    ...siteFindings(facts),
    ...incidentFindings(facts),
  ];
  const findings = once(found).toSorted((one, other) => rankOf(one) - rankOf(other));
  return { findings, inOrder: inOrder(facts, probed), unknown: unknownThings(facts) };
}

function rankOf({ severity, confidence }: InstallationFinding): number {
  return severityRanks[severity] * 3 + confidenceRanks[confidence];
}

/** One cause of one subject is said once, by whoever says it first. */
function once(findings: readonly InstallationFinding[]): InstallationFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ name, about, proof }) => {
    const isPageOfMany = name === "contract-expired-or-suspended" || name === "contract-still-in-review";
    const key = JSON.stringify([name, about.kind, about.id, isPageOfMany ? proof.en : ""]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function inOrder(facts: InstallationFacts, probed: readonly InstallationFinding[]): BilingualText[] {
  const { nowMs, backUp, asked, probedSites, probedGateway, clockAheadMs } = facts;
  const isGood = (siteId: string): boolean => !probed.some(({ about }) => about.kind === "site" && about.id === siteId);
  return [
    // "clock" and "queries" are also ready where nothing was asked yet.
    ...facts.readiness
      .filter(({ ready, name }) => ready && name !== "clock" && name !== "queries")
      .map(({ zh, en }) => ({ zh, en })),
    ...asked
      .filter(({ verdict }) => verdict === "works")
      .map(({ account, steps }) => ({
        zh: `支付宝认可账户 ${account} 的密钥（${steps.map(({ text, tookMs }) => `${text.zh} ${tookMs} ms`).join("，")}）`,
        en: `Alipay recognises the keys of ${account} (${steps.map(({ text, tookMs }) => `${text.en} ${tookMs} ms`).join(", ")})`,
      })),
    ...(clockAheadMs !== undefined && Math.abs(clockAheadMs) < 60_000
      ? [{ zh: "时钟与支付宝一致", en: "The clock agrees with Alipay's" }]
      : []),
    ...probedGateway
      .filter(({ standing }) => standing === "ready")
      .map(({ account, url }) => ({
        zh: `通知地址 ${url} 通到这个网关，并认识账户 ${account}（从本机看）`,
        en: `The notify address ${url} leads to this gateway, which knows ${account} (as seen from this machine)`,
      })),
    ...probedSites
      .filter(({ site }) => isGood(site))
      .map(({ site, url, answer }) => ({
        zh: `站点 ${site} 的 ${url} 拒绝了伪造的通知${statusText(answer)}，正该如此`,
        en: `Site ${site} refused the forged notification at ${url}${statusText(answer)}, as it should`,
      })),
    ...(backUp?.lastMs !== undefined && nowMs - backUp.lastMs < 2 * 86_400_000
      ? [
          {
            zh: `最近一次备份：${ageText(nowMs - backUp.lastMs).zh}`,
            en: `Last back-up: ${ageText(nowMs - backUp.lastMs).en}`,
          },
        ]
      : []),
  ];
}

function statusText(answer: InstallationFacts["probedSites"][number]["answer"]): string {
  return "status" in answer ? ` (${answer.status})` : "";
}
