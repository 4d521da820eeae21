// What is wrong with the accounts as they are stored: credentials, contracts, addresses. Nobody was asked.
import type { AccountFacts, InstallationFacts } from "./installation-facts.ts";
import { causeFinding, forEnvironment, type InstallationFinding, type Subject } from "./installation-finding.ts";

const dayMs = 86_400_000;
const soonMs = 30 * dayMs;

export function accountFindings(facts: InstallationFacts): InstallationFinding[] {
  const enabled = enabledRealFirst(facts);
  return [
    ...addresses(enabled, facts),
    ...enabled.flatMap((account) => [
      ...credentials(account),
      ...foreignEndpoint(account),
      ...contracts(account, facts.nowMs),
      ...cannotQuery(account),
    ]),
  ];
}

/** What is wrong for all of them alike is said of the one that matters most. */
export function enabledRealFirst({ accounts }: InstallationFacts): AccountFacts[] {
  const isPlay = ({ environment }: AccountFacts): number => (environment === "production" ? 0 : 1);
  return accounts.filter(({ isDisabled }) => !isDisabled).toSorted((one, other) => isPlay(one) - isPlay(other));
}

export function subjectOf({ id, environment }: Pick<AccountFacts, "id" | "environment">): Subject {
  return { kind: "account", id, environment };
}

const isOfAddress = (cause: string): boolean => cause.startsWith("notify-url-");

/** Every account's notify address is made of the one public URL. */
function addresses(
  enabled: readonly AccountFacts[],
  { publicUrl, isPublicUrlSet }: InstallationFacts,
): InstallationFinding[] {
  if (!isPublicUrlSet) return [];
  const change = {
    setting: "DEDEPAY_PUBLIC_URL",
    from: publicUrl,
    to: "https://（你的外网域名 your public host name）",
  };
  const said = new Set<string>();
  return enabled.flatMap(({ findings, environment }) =>
    findings
      .filter(({ cause, confidence }) => isOfAddress(cause) && confidence !== "possible" && !said.has(cause))
      .map((finding) => {
        said.add(finding.cause);
        const subject = { kind: "installation", environment } as const;
        return causeFinding(finding, { subject, severity: "money", change });
      }),
  );
}

function credentials(account: AccountFacts): InstallationFinding[] {
  const subject = subjectOf(account);
  return account.findings
    .filter(({ confidence, cause }) => confidence !== "possible" && !isOfAddress(cause))
    .map((finding) => causeFinding(finding, { subject, severity: "money" }));
}

/** Real money through an address that is not Alipay's. */
function foreignEndpoint(account: AccountFacts): InstallationFinding[] {
  const { id, environment, endpoint, usualEndpoint } = account;
  if (usualEndpoint === undefined || sameHost(endpoint, usualEndpoint)) return [];
  const finding = {
    cause: "sandbox-and-production-mixed",
    confidence: "proven" as const,
    proof: {
      text: {
        zh: `账户 ${id} 属于 ${environment}，请求却发往 ${endpoint}，这个环境的地址是 ${usualEndpoint}`,
        en: `Account ${id} is of ${environment}, but its requests go to ${endpoint}; that environment's address is ${usualEndpoint}`,
      },
    },
    fix: [
      {
        zh: `地址登记后不能改：重新登记一个账户（不写 --endpoint），再停用 dedepay account disable ${id}`,
        en: `An address can't be changed later: register the account anew without --endpoint, then dedepay account disable ${id}`,
      },
    ],
  };
  const change = { setting: `account ${id} endpoint`, from: endpoint, to: usualEndpoint };
  return [causeFinding(finding, { subject: subjectOf(account), severity: "money", change })];
}

function sameHost(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).host === new URL(other).host;
}

function contracts(account: AccountFacts, nowMs: number): InstallationFinding[] {
  const { id, environment } = account;
  const about = subjectOf(account);
  if (account.contracts.length === 0) {
    return [
      {
        name: "no-contract-registered",
        severity: forEnvironment("money", environment),
        confidence: "proven",
        about,
        title: {
          zh: "没有登记任何签约产品，付款不会提交",
          en: "No contract is registered: payments are not submitted",
        },
        proof: { zh: `账户 ${id} 的签约列表是空的`, en: `Account ${id} has no contracts` },
        fix: [
          {
            zh: `照支付宝商家中心里签约的产品登记：dedepay contract add ${id} --product direct --goods virtual`,
            en: `Write down what is signed at Alipay: dedepay contract add ${id} --product direct --goods virtual`,
          },
        ],
      },
    ];
  }
  return account.contracts.flatMap((contract) => {
    const { product, status, toMs } = contract;
    const isOver = toMs !== undefined && toMs <= nowMs;
    const endsSoon = toMs !== undefined && toMs - nowMs < soonMs;
    if (status === "active" && !endsSoon) return [];
    const until = toMs === undefined ? "" : new Date(toMs + 8 * 3_600_000).toISOString().slice(0, 10);
    const isLast = !account.contracts.some((one) => one !== contract && isInForce(one, nowMs));
    const isBad = isOver || status !== "active";
    const finding = {
      cause: status === "under_review" ? "contract-still-in-review" : "contract-expired-or-suspended",
      confidence: "likely" as const,
      proof: {
        text: {
          zh: `登记的签约 ${product}：状态 ${status}${until === "" ? "" : `，${isOver ? "已于" : "将于"} ${until}（北京时间）到期`}。这是人填写的，支付宝那边以商家中心为准`,
          en: `The contract ${product} as registered: ${status}${until === "" ? "" : `, ${isOver ? "ended" : "ends"} ${until} (Beijing)`}. People wrote it down; the merchant console has the truth`,
        },
      },
      fix: [
        {
          zh: `在支付宝商家中心核对并续签，再更新登记：dedepay contract list ${id}，dedepay contract set 合同编号 --status active --to 日期`,
          en: `Compare and renew it in the merchant console, then update it: dedepay contract list ${id}, dedepay contract set ID --status active --to DAY`,
        },
      ],
    };
    const severity = isBad ? (isLast ? "money" : "broken") : "soon";
    return [causeFinding(finding, { subject: about, severity })];
  });
}

function isInForce(contract: AccountFacts["contracts"][number], nowMs: number): boolean {
  const { status, fromMs = nowMs, toMs = Number.POSITIVE_INFINITY } = contract;
  return status === "active" && fromMs <= nowMs && nowMs < toMs;
}

function cannotQuery(account: AccountFacts): InstallationFinding[] {
  if (account.canQuery !== "no") return [];
  const { id } = account;
  const finding = {
    cause: "contract-does-not-cover-service",
    confidence: "proven" as const,
    proof: {
      text: {
        zh: `支付宝拒绝过账户 ${id} 的单笔交易查询：通知一旦丢失就无法补回`,
        en: `Alipay refused account ${id} the query of single trades: a lost notification can't be recovered`,
      },
    },
    fix: [
      {
        zh: `请支付宝为这个 PID 开通“单笔交易查询”，然后 dedepay account check ${id}`,
        en: `Have Alipay open the query of single trades to this PID, then dedepay account check ${id}`,
      },
    ],
  };
  return [causeFinding(finding, { subject: subjectOf(account), severity: "broken" })];
}
