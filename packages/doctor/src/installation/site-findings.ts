// What is wrong with the sites as they are registered, and with what they are owed.
import type { InstallationFacts, SiteFacts } from "./installation-facts.ts";
import type { InstallationFinding, ProvenDraft, Subject } from "./installation-finding.ts";

const tenMinutesMs = 600_000;

export function siteFindings(facts: InstallationFacts): InstallationFinding[] {
  return facts.sites
    .filter((site) => !site.isDisabled && !isNobodys(site))
    .flatMap((site) => [...addresses(site), ...accounts(site, facts), ...queue(site, facts.nowMs)]);
}

/** `account try` makes one for itself: without address and key nobody sells by it. */
function isNobodys({ mode, webhookUrl, workingKeys }: SiteFacts): boolean {
  return mode === "test" && webhookUrl === undefined && workingKeys === 0;
}

export function siteSubject(site: Pick<SiteFacts, "id" | "mode">): Subject {
  return { kind: "site", id: site.id, ...(site.mode === "test" && { environment: "simulator" }) };
}

/** What never leaves the machine needs no encryption. */
function isLocal(url: string): boolean {
  return /^http:\/\/(?:127\.|localhost[:/]|\[::1\])/i.test(url);
}

/** What stands in our own tables is proven; what a test site lacks hurts nobody. */
function finding(site: SiteFacts, draft: ProvenDraft): InstallationFinding {
  const severity = site.mode === "test" ? "note" : draft.severity;
  return { ...draft, severity, confidence: "proven", about: siteSubject(site) };
}

function addresses(site: SiteFacts): InstallationFinding[] {
  const { id, webhookUrl, adapter, workingKeys } = site;
  const found: InstallationFinding[] = [];
  if (adapter === "webhook" && webhookUrl === undefined) {
    found.push(
      finding(site, {
        name: "site-without-webhook",
        severity: "money",
        title: {
          zh: "站点没有通知地址，付款成功也不会告诉它",
          en: "The site has no webhook: it is never told of a payment",
        },
        proof: { zh: `站点 ${id} 的 webhook_url 没有设置`, en: `webhook_url of site ${id} is not set` },
        fix: [
          {
            zh: `dedepay site set ${id} --webhook-url https://你的网站/plus/dedepay.php（别的网站写它自己的地址）`,
            en: `dedepay site set ${id} --webhook-url https://your-shop/plus/dedepay.php (other sites: their own address)`,
          },
        ],
      }),
    );
  } else if (adapter === "webhook" && webhookUrl?.startsWith("http://") && !isLocal(webhookUrl)) {
    found.push(
      finding(site, {
        name: "site-webhook-without-tls",
        severity: "note",
        title: { zh: "通知地址没有用 https", en: "The webhook is not https" },
        proof: { zh: webhookUrl, en: webhookUrl },
        fix: [
          {
            zh: "通知有签名，改不了；但订单内容在路上看得见。能用 https 就换成 https",
            en: "Deliveries are signed and can't be changed, but can be read on the way: use https where you can",
          },
        ],
      }),
    );
  }
  if (workingKeys === 0) {
    found.push(
      finding(site, {
        name: "site-without-key",
        severity: "money",
        title: { zh: "站点没有可用的密钥，不能发起付款", en: "The site has no working key and can start no payment" },
        proof: { zh: `站点 ${id} 的密钥都已停用或过期`, en: `All keys of site ${id} are revoked or expired` },
        fix: [
          {
            zh: `dedepay key add ${id}，把新密钥填到网站里`,
            en: `dedepay key add ${id}, and put the new key into the shop`,
          },
        ],
      }),
    );
  }
  return found;
}

function accounts(site: SiteFacts, { accounts: all }: InstallationFacts): InstallationFinding[] {
  const { id, mode, account } = site;
  const own = all.find((one) => one.id === account);
  if (own === undefined) return [];
  if (own.isDisabled) {
    return [
      finding(site, {
        name: "site-account-disabled",
        severity: "money",
        title: { zh: "站点的默认账户已停用", en: "The site's default account is disabled" },
        proof: {
          zh: `站点 ${id} 默认用账户 ${own.id}，它已停用`,
          en: `Site ${id} uses account ${own.id}, which is disabled`,
        },
        fix: [
          {
            zh: `换一个账户：dedepay site set ${id} --account 账户，或启用它：dedepay account enable ${own.id}`,
            en: `Use another: dedepay site set ${id} --account ACCOUNT, or dedepay account enable ${own.id}`,
          },
        ],
      }),
    ];
  }
  if (mode !== "live" || own.environment === "production") return [];
  return [
    {
      ...finding(site, {
        name: "sandbox-and-production-mixed",
        severity: "money",
        title: { zh: "正式站点用的是演练账户", en: "A live site with a rehearsal account" },
        proof: {
          zh: `站点 ${id} 是 live，默认账户 ${own.id} 属于 ${own.environment}，收到的不是真钱`,
          en: `Site ${id} is live, its account ${own.id} is of ${own.environment}: no real money`,
        },
        fix: [
          {
            zh: `dedepay site set ${id} --account 正式账户`,
            en: `dedepay site set ${id} --account A_PRODUCTION_ACCOUNT`,
          },
        ],
      }),
      cause: "sandbox-and-production-mixed",
      change: {
        setting: `site ${id} default_account`,
        from: own.id,
        to: "（一个 production 账户 a production account）",
      },
    },
  ];
}

function queue(site: SiteFacts, nowMs: number): InstallationFinding[] {
  const { id, waiting, parked, dead, oldestWaitingMs } = site;
  const found: InstallationFinding[] = [];
  const waitedMs = oldestWaitingMs === undefined ? 0 : nowMs - oldestWaitingMs;
  if (waiting > 0 && waitedMs >= tenMinutesMs) {
    const minutes = Math.floor(waitedMs / 60_000);
    found.push({
      ...finding(site, {
        name: "webhook-failing",
        severity: "money",
        title: { zh: "网站收不下付款结果", en: "The site does not take what it is owed" },
        proof: {
          zh: `${waiting} 条通知在等，最早的等了 ${minutes} 分钟`,
          en: `${waiting} deliveries wait, the oldest for ${minutes} minutes`,
        },
        fix: [
          {
            zh: `看网站现在怎样应答：dedepay doctor --live --site ${id}；修好后通知自己会送到`,
            en: `See how the site answers now: dedepay doctor --live --site ${id}; once mended they arrive by themselves`,
          },
        ],
      }),
      cause: "webhook-failing",
    });
  }
  if (parked + dead > 0) {
    found.push({
      ...finding(site, {
        name: "delivery-needs-person",
        severity: "money",
        title: { zh: "有通知要由人处理", en: "Deliveries which a person must look at" },
        proof: {
          zh: `${parked} 条被网站拒绝、等人处理，${dead} 条试了三天后放弃；买家已经付款`,
          en: `${parked} were refused by the site and wait for a person, ${dead} were given up after three days; the buyers have paid`,
        },
        fix: [
          {
            zh: `dedepay delivery list --site ${id}，核对网站的订单后 dedepay delivery resend 编号，或写明它怎么了结的：dedepay delivery settle 编号`,
            en: `dedepay delivery list --site ${id}; compare the shop's orders, then dedepay delivery resend ID, or say how it ended: dedepay delivery settle ID`,
          },
        ],
      }),
      cause: "delivery-needs-person",
    });
  }
  return found;
}
