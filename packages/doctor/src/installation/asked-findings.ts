// The verdict of Alipay's own answers. Silence is none on the keys.
import { findCodes } from "@dedepay/errors";
import { diagnose } from "../diagnose.ts";
import type { Confidence, Finding } from "../diagnosis.ts";
import { subjectOf } from "./account-findings.ts";
import type { AccountFacts, AskedFacts, InstallationFacts } from "./installation-facts.ts";
import { causeFinding, type InstallationFinding } from "./installation-finding.ts";

const slowMs = 3000;

export function askedFindings(facts: InstallationFacts): InstallationFinding[] {
  return facts.asked.flatMap((asked) => {
    const account = facts.accounts.find(({ id }) => id === asked.account);
    return account === undefined ? [] : findingsOf(asked, account);
  });
}

function findingsOf(asked: AskedFacts, account: AccountFacts): InstallationFinding[] {
  const subject = subjectOf(account);
  const [severity, found] = {
    wrong: () => ["money", wrongFindings(asked, account)] as const,
    works: () => ["broken", [...refusedQuery(asked, account), ...slowLine(asked, account)]] as const,
    unknown: () => ["broken", unclear(asked, account)] as const,
  }[asked.verdict]();
  return found.map((finding) => causeFinding(finding, { subject, severity }));
}

/** The doctor's best; Alipay's own word where he has none. */
function wrongFindings(asked: AskedFacts, account: AccountFacts): Finding[] {
  const [best] = asked.findings;
  if (best === undefined) return ofCode(asked, account);
  const said = asked.steps.find(({ code }) => code !== undefined)?.code;
  if (said === undefined) return [best];
  const own = best.proof?.text ?? { zh: "", en: "" };
  return [
    {
      ...best,
      confidence: best.confidence === "possible" ? confidenceOf(said) : best.confidence,
      proof: {
        text: {
          zh: `支付宝答复 ${said}${own.zh === "" ? "" : `；${own.zh}`}`,
          en: `Alipay answers ${said}${own.en === "" ? "" : `; ${own.en}`}`,
        },
      },
    },
  ];
}

/** Said of our very own question, a code that has one cause only leaves little doubt. */
function confidenceOf(code: string): Confidence {
  return causesOf(code).length === 1 ? "likely" : "possible";
}

function causesOf(code: string): readonly string[] {
  return findCodes(code)[0]?.causes ?? [];
}

/** Where the account's stored capability says so already, it is said there. */
function refusedQuery({ steps }: AskedFacts, { id, canQuery }: AccountFacts): Finding[] {
  const query = steps.find(({ name }) => name === "query");
  if (query?.result !== "not_allowed" || canQuery === "no") return [];
  const [cause = "contract-does-not-cover-service"] = causesOf(query.code ?? "");
  return [
    {
      cause,
      confidence: "likely",
      proof: { text: query.text },
      fix: [
        {
          zh: `没有查询权限，通知一旦丢失就无法补回：请支付宝开通“单笔交易查询”（开放平台：给应用添加产品），再运行 dedepay account check ${id}`,
          en: `Without it a lost notification can't be recovered: have Alipay open the query of single trades (OpenAPI: add the product to the app), then dedepay account check ${id}`,
        },
      ],
    },
  ];
}

/** Buyers wait behind each call. */
function slowLine({ steps }: AskedFacts, { endpoint }: AccountFacts): Finding[] {
  const slowestMs = Math.max(...steps.map(({ tookMs }) => tookMs));
  if (slowestMs < slowMs) return [];
  return [
    {
      cause: "no-answer-in-time",
      confidence: "likely",
      proof: {
        text: {
          zh: `${endpoint} 用了 ${slowestMs} 毫秒才应答；超过 8 秒网关就不再等`,
          en: `${endpoint} took ${slowestMs} ms to answer; the gateway waits for 8 s`,
        },
      },
      fix: [
        {
          zh: "检查这台服务器到支付宝的线路：DNS、跨境线路、被占满的带宽",
          en: "Look at this server's line to Alipay: DNS, lines across borders, a full pipe",
        },
      ],
    },
  ];
}

function unclear(asked: AskedFacts, account: AccountFacts): Finding[] {
  const { unreached } = asked;
  if (unreached === undefined) return ofCode(asked, account);
  const { hop, code } = unreached;
  if (account.environment === "simulator") return [simulatorAway(account, code)];
  const cause =
    hop === "tls"
      ? "tls-root-certificates-missing"
      : hop === "timeout"
        ? "no-answer-in-time"
        : "connection-to-alipay-failed";
  return [
    {
      cause,
      confidence: hop === "tls" ? "likely" : "proven",
      proof: {
        text: {
          zh: `${account.endpoint} 没有应答（${hop}:${code}）。密钥对不对没有得到证明`,
          en: `${account.endpoint} did not answer (${hop}:${code}). Nothing is proven about the keys`,
        },
      },
      fix: networkFix(account, hop),
    },
  ];
}

function networkFix({ endpoint }: AccountFacts, hop: string): Finding["fix"] {
  const advice = {
    zh: `在这台服务器上运行 curl -v ${endpoint}，看停在哪一步`,
    en: `Run curl -v ${endpoint} on this server and see where it stops`,
  };
  const byHop: Readonly<Record<string, Finding["fix"][number]>> = {
    dns: { zh: "换一个能用的 DNS（例如 223.5.5.5）", en: "Use a DNS server that works (223.5.5.5, for example)" },
    tls: {
      zh: "先校准时钟，再更新系统根证书（ca-certificates）；不要关闭证书校验",
      en: "Set the clock first, then update the root certificates (ca-certificates); never switch verification off",
    },
  };
  const known = byHop[hop] ?? {
    zh: "让防火墙和安全组放行这台服务器到 443 端口的出站连接",
    en: "Let firewall and security group pass this server's connections to port 443",
  };
  return [known, advice];
}

function simulatorAway({ endpoint }: AccountFacts, code: string): Finding {
  return {
    cause: "connection-to-alipay-failed",
    confidence: "proven",
    proof: {
      text: {
        zh: `模拟支付宝 ${endpoint} 没有应答（${code}）。真实收款不受影响`,
        en: `The local Alipay at ${endpoint} does not answer (${code}). Real payments are not touched`,
      },
    },
    fix: [{ zh: "演练时先启动它：dedepay simulate", en: "Start it to rehearse: dedepay simulate" }],
  };
}

/** An answer that is neither yes nor no: what its code suggests. */
function ofCode({ steps }: AskedFacts, { environment }: AccountFacts): Finding[] {
  const answered = steps.find(({ code, result }) => code !== undefined && result !== "allowed");
  if (answered?.code === undefined) return [unexplained(steps)];
  const [finding] = diagnose(answered.code, {}).findings;
  if (finding === undefined) return [unexplained(steps)];
  const where =
    environment === "simulator" ? { zh: "模拟支付宝", en: "The local Alipay" } : { zh: "支付宝", en: "Alipay" };
  return [
    {
      ...finding,
      proof: { text: { zh: `${where.zh}：${answered.text.zh}`, en: `${where.en}: ${answered.text.en}` } },
    },
  ];
}

function unexplained(steps: AskedFacts["steps"]): Finding {
  const [first] = steps;
  return {
    cause: "unsigned-gateway-error",
    confidence: "possible",
    proof: { text: first?.text ?? { zh: "没有明确答复", en: "no clear answer" } },
    fix: [
      {
        zh: "过几分钟再试一次；一直这样，请带上 dedepay doctor --bundle 的文件求助",
        en: "Try again in a few minutes; if it stays, ask for help with the file of dedepay doctor --bundle",
      },
    ],
  };
}
