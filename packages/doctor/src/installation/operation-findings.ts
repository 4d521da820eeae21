// What is wrong with the running of it: readiness, addresses, back-ups, a restored ledger, unknown outcomes, silence.
import type { BilingualText } from "@dedepay/errors";
import type { InstallationFacts } from "./installation-facts.ts";
import { type InstallationFinding, type ProvenDraft, rehearsal, wholeInstallation } from "./installation-finding.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const backUpAgeMs = 2 * dayMs;
const clockLimitMs = 60_000;

export function operationFindings(facts: InstallationFacts): InstallationFinding[] {
  const ofMoney = [...backUp(facts), ...unknownOutcomes(facts)];
  return [
    ...readiness(facts),
    ...publicUrl(facts),
    ...clock(facts),
    ...(takesRealMoney(facts)
      ? ofMoney
      : ofMoney.map((one) => ({ ...one, severity: "note" as const, about: rehearsal }))),
    ...notices(facts),
  ];
}

function takesRealMoney({ accounts }: InstallationFacts): boolean {
  return accounts.some(({ environment, isDisabled }) => environment === "production" && !isDisabled);
}

function proven(draft: ProvenDraft): InstallationFinding {
  return { ...draft, confidence: "proven", about: wholeInstallation };
}

/** Said better by a finding of its own. */
const saidElsewhere: ReadonlySet<string> = new Set(["clock", "queries"]);

function readiness({ readiness: checks }: InstallationFacts): InstallationFinding[] {
  return checks
    .filter(({ ready, name }) => !ready && !saidElsewhere.has(name))
    .map(({ name, blocks, zh, en }) =>
      proven({
        name: `not-ready-${name}`,
        severity: blocks ? "money" : "broken",
        title: { zh: readinessTitles[name]?.zh ?? name, en: readinessTitles[name]?.en ?? name },
        proof: { zh, en },
        fix: readinessFix[name] ?? [],
      }),
    );
}

const readinessTitles: Readonly<Record<string, BilingualText>> = {
  store: { zh: "数据库不能用", en: "The database can't be used" },
  migrations: { zh: "数据库结构和程序版本不一致", en: "Schema and program differ" },
  accounts: { zh: "没有可用的支付宝账户", en: "No usable Alipay account" },
  recovery: { zh: "账本在恢复模式中", en: "The ledger is in recovery mode" },
  outbox: { zh: "发件箱卡住了", en: "The outbox is stuck" },
  disk: { zh: "磁盘空间不够", en: "The disk is full or nearly so" },
};

const readinessFix: Readonly<Record<string, BilingualText[]>> = {
  store: [
    {
      zh: "检查磁盘空间和数据文件夹的权限：网关和这个命令要用同一个系统用户运行",
      en: "Look at the disk and the permissions of the data folder: gateway and this command run as one user",
    },
  ],
  migrations: [{ zh: "用同一个版本的程序重新启动网关", en: "Restart the gateway with this version" }],
  accounts: [
    {
      zh: "dedepay account add，或 dedepay account enable 账户",
      en: "dedepay account add, or dedepay account enable ACCOUNT",
    },
  ],
  recovery: [
    {
      zh: "dedepay recovery status 看进度，查完后 dedepay recovery end",
      en: "dedepay recovery status, then dedepay recovery end",
    },
  ],
  outbox: [
    {
      zh: "网关没有在运行？启动 dedepay serve；在运行就看它的日志",
      en: "Is no gateway running? Start dedepay serve; if one is, read its log",
    },
  ],
  disk: [{ zh: "腾出空间，或 dedepay purge 清理过期数据", en: "Make room, or dedepay purge what is out of date" }],
};

function publicUrl({ publicUrl: url, isPublicUrlSet, accounts }: InstallationFacts): InstallationFinding[] {
  const isReal = accounts.some(({ environment, isDisabled }) => environment !== "simulator" && !isDisabled);
  if (!isReal) return [];
  const to = "https://（你的外网域名 your public host name）";
  if (!isPublicUrlSet) {
    return [
      {
        ...proven({
          name: "public-url-not-set",
          severity: "money",
          title: { zh: "没有设置公网地址", en: "The public URL is not set" },
          proof: {
            zh: `按 ${url} 检查：支付宝到不了这台机器自己的地址，通知不会到达`,
            en: `Taken as ${url}: Alipay can't reach an address of this machine, so no notification arrives`,
          },
          fix: [
            {
              zh: "给 dedepay serve 和这个命令设同一个环境变量 DEDEPAY_PUBLIC_URL（或 --public-url）；如果网关已经设了，用同样的值再运行一次",
              en: "Set DEDEPAY_PUBLIC_URL (or --public-url) for dedepay serve and for this command alike; where the gateway has it already, run this again with it",
            },
          ],
        }),
        // The running gateway may have been told otherwise.
        confidence: "likely",
        change: { setting: "DEDEPAY_PUBLIC_URL", to },
      },
    ];
  }
  const isPrivate = accounts.some(({ findings }) => findings.some(({ cause }) => cause === "notify-url-private"));
  if (!url.startsWith("http://") || isPrivate) return [];
  return [
    {
      ...proven({
        name: "public-url-without-tls",
        severity: "soon",
        title: { zh: "公网地址不是 https", en: "The public URL is not https" },
        proof: { zh: url, en: url },
        fix: [
          {
            zh: "用反向代理（nginx、宝塔）加上证书；浏览器和支付宝会越来越多地拒绝 http",
            en: "Put a certificate in front of it (nginx, BaoTa); browsers and Alipay refuse http more and more",
          },
        ],
      }),
      change: { setting: "DEDEPAY_PUBLIC_URL", from: url, to: url.replace(/^http:/, "https:") },
    },
  ];
}

function clock({ clockAheadMs }: InstallationFacts): InstallationFinding[] {
  if (clockAheadMs === undefined || Math.abs(clockAheadMs) < clockLimitMs) return [];
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  const [zh, en] = clockAheadMs > 0 ? ["快", "ahead of"] : ["慢", "behind"];
  return [
    {
      ...proven({
        name: "clock-or-time-zone-wrong",
        severity: "money",
        title: { zh: "服务器时钟不准", en: "The server's clock is wrong" },
        proof: { zh: `比支付宝${zh} ${seconds} 秒`, en: `${seconds} s ${en} Alipay's` },
        fix: [
          {
            zh: "校时：chronyc makestep，或 ntpdate ntp.aliyun.com",
            en: "Set it: chronyc makestep, or ntpdate ntp.aliyun.com",
          },
        ],
      }),
      cause: "clock-or-time-zone-wrong",
    },
  ];
}

function backUp({ backUp: known, payments, nowMs }: InstallationFacts): InstallationFinding[] {
  if (known === undefined || payments === 0) return [];
  const { lastMs } = known;
  if (lastMs !== undefined && nowMs - lastMs < backUpAgeMs) return [];
  return [
    proven({
      name: "no-recent-back-up",
      severity: "soon",
      title: { zh: "没有近期的备份", en: "There is no recent back-up" },
      proof:
        lastMs === undefined
          ? {
              zh: `账本里有 ${payments} 笔付款，没有 dedepay backup 的记录`,
              en: `The ledger holds ${payments} payments, and no run of dedepay backup is noted in it`,
            }
          : {
              zh: `最近一次 dedepay backup 在 ${Math.floor((nowMs - lastMs) / dayMs)} 天前`,
              en: `dedepay backup ran ${Math.floor((nowMs - lastMs) / dayMs)} days ago`,
            },
      fix: [
        {
          zh: "每天运行 dedepay backup 文件夹（cron），把文件和 master.key 分开放到别的机器上",
          en: "Run dedepay backup FOLDER daily (cron), and keep file and master.key apart, on other machines",
        },
      ],
    }),
  ];
}

function unknownOutcomes({ unknownOutcomes: { payments, refunds } }: InstallationFacts): InstallationFinding[] {
  if (payments + refunds === 0) return [];
  return [
    {
      ...proven({
        name: "outcome-unknown",
        severity: "broken",
        title: { zh: "有付款或退款的结果还不清楚", en: "Outcomes of payments or refunds are unknown" },
        proof: {
          zh: `${payments} 笔付款、${refunds} 笔退款没有得到支付宝的明确答复；网关在继续查询，不会重复退款`,
          en: `${payments} payments and ${refunds} refunds got no clear answer from Alipay; the gateway goes on asking and refunds nothing twice`,
        },
        fix: [
          {
            zh: "网关要在运行；超过一天仍不清楚的，对照支付宝账单处理",
            en: "Keep the gateway running; compare what stays unknown for a day with Alipay's bill",
          },
        ],
      }),
      cause: "outcome-unknown",
    },
  ];
}

function notices(facts: InstallationFacts): InstallationFinding[] {
  if (facts.noticeChannels > 0 || !takesRealMoney(facts)) return [];
  return [
    proven({
      name: "nobody-is-told",
      severity: "note",
      title: { zh: "出了异常没有人会收到提醒", en: "Nobody is told when something goes wrong" },
      proof: {
        zh: "没有登记邮件、钉钉、企业微信或其他提醒方式",
        en: "No mail, DingTalk, WeCom or other channel is registered",
      },
      fix: [
        {
          zh: "登记一个提醒方式：dedepay notice add dingtalk（或 wecom、mail、webhook）",
          en: "Register one: dedepay notice add dingtalk (or wecom, mail, webhook)",
        },
      ],
    }),
  ];
}

/** How long ago, for people. */
export function ageText(ms: number): BilingualText {
  if (ms < 2 * hourMs) return { zh: `${Math.floor(ms / 60_000)} 分钟前`, en: `${Math.floor(ms / 60_000)} minutes ago` };
  if (ms < 2 * dayMs) return { zh: `${Math.floor(ms / hourMs)} 小时前`, en: `${Math.floor(ms / hourMs)} hours ago` };
  return { zh: `${Math.floor(ms / dayMs)} 天前`, en: `${Math.floor(ms / dayMs)} days ago` };
}
