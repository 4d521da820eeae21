// What the sites answered to a forged notification, and whether Alipay's way to us leads to us.
import { diagnose } from "../diagnose.ts";
import type { Finding } from "../diagnosis.ts";
import { enabledRealFirst, subjectOf } from "./account-findings.ts";
import { dropInFindings } from "./drop-in-findings.ts";
import type { InstallationFacts, ProbedSite } from "./installation-facts.ts";
import { causeFinding, type InstallationFinding, type InstallationSeverity } from "./installation-finding.ts";
import { siteSubject } from "./site-findings.ts";

export function probeFindings(facts: InstallationFacts): InstallationFinding[] {
  return [
    ...once(enabledRealFirst(facts).flatMap(({ id }) => ofGateway(id, facts))),
    ...facts.probedSites.flatMap((probed) => ofSite(probed, facts)),
  ];
}

/** Whoever is believed by forgery loses goods at once; a possible hint is none. */
const severityOf = ({ confidence }: Finding): InstallationSeverity => (confidence === "possible" ? "note" : "money");

function ofSite(probed: ProbedSite, facts: InstallationFacts): InstallationFinding[] {
  const site = facts.sites.find(({ id }) => id === probed.site);
  if (site === undefined) return [];
  const subject = siteSubject(site);
  const { url, kind, answer } = probed;
  const account = facts.accounts.find(({ id }) => id === site.account);
  const accounts = account === undefined ? [] : [{ protocol: account.protocol, environment: account.environment }];
  const { findings } = diagnose({ probed: { url, kind, answer } }, { accounts, nowMs: facts.nowMs });
  return [
    ...findings.map((finding) => {
      const location = "headers" in answer ? answer.headers["location"] : undefined;
      const redirected = finding.cause === "notify-url-redirects" && location !== undefined;
      const setting = kind === "webhook" ? `site ${site.id} webhook_url` : "notify_url";
      const to = location === undefined ? "" : target(location, url);
      const command = `dedepay site set ${site.id} --webhook-url ${to}`;
      const fix = redirected && kind === "webhook" ? [{ zh: command, en: command }, ...finding.fix] : finding.fix;
      return causeFinding(
        { ...finding, fix },
        {
          subject,
          severity: severityOf(finding),
          ...(redirected && { change: { setting, from: url, to } }),
        },
      );
    }),
    ...(probed.dropIn === undefined ? [] : dropInFindings(probed.dropIn, { url, site })),
  ];
}

function target(location: string, url: string): string {
  return URL.canParse(location, url) ? new URL(location, url).href : location;
}

/** The public URL is one for all accounts, so what is wrong with it is said of the one that matters most. */
function once(findings: readonly InstallationFinding[]): InstallationFinding[] {
  return findings.filter(({ name }, index) => findings.findIndex((one) => one.name === name) === index);
}

function ofGateway(accountId: string, facts: InstallationFacts): InstallationFinding[] {
  const account = facts.accounts.find(({ id }) => id === accountId);
  const probed = facts.probedGateway.find((one) => one.account === accountId);
  if (account === undefined || probed === undefined) return [];
  const { url, answer, standing } = probed;
  const subject = subjectOf(account);
  if (standing === "ready") return [];
  if (standing === "unknown-account") {
    return [
      {
        ...{ name: "public-url-of-other-data", severity: "money", confidence: "proven", about: subject },
        title: { zh: "公网地址上的网关用的是另一份数据", en: "The gateway at the public URL works on other data" },
        proof: { zh: `${url} 不认识账户 ${account.id}`, en: `${url} does not know account ${account.id}` },
        fix: [
          {
            zh: "核对 --data、--database-url 和 --public-url：这个命令和运行中的网关要用同样的",
            en: "Compare --data, --database-url and --public-url: this command and the running gateway need the same",
          },
        ],
      },
    ];
  }
  const { findings } = diagnose(
    { probed: { url, kind: "alipay_notify", answer } },
    { accounts: [{ protocol: account.protocol, environment: account.environment }], nowMs: facts.nowMs },
  );
  const said = findings.filter(({ confidence }) => confidence !== "possible");
  if (said.length > 0) return said.map((finding) => causeFinding(finding, { subject, severity: "money" }));
  const status = "status" in answer ? String(answer.status) : answer.code;
  return [
    causeFinding(
      {
        cause: "notify-url-not-reachable",
        confidence: "proven",
        proof: {
          text: {
            zh: `${url} 应答 ${status}，但应答的不是 dedepay 网关`,
            en: `${url} answers ${status}, but it is no dedepay gateway that answers`,
          },
        },
        fix: [
          {
            zh: "让公网地址（反向代理）指向运行中的网关；dedepay serve 要在运行",
            en: "Let the public URL (the reverse proxy) lead to the running gateway; dedepay serve has to run",
          },
        ],
      },
      { subject, severity: "money" },
    ),
  ];
}
