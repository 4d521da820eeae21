// The money is there and Alipay's notification is not: why, as far as the doctor can tell from here.
import { diagnose } from "@dedepay/doctor";
import type { Gateway } from "@dedepay/gateway";
import { type Bilingual, StepFailure } from "./try-step.ts";

type Account = Awaited<ReturnType<Gateway["getAccount"]>>;
type Incident = Awaited<ReturnType<Gateway["listIncidents"]>>["data"][number];

export function explainMissingNotification(o: {
  account: Account;
  /** Of this account, since the check began. */
  incidents: readonly Incident[];
  nowMs: number;
}): StepFailure {
  const { account, incidents, nowMs } = o;
  const refused = incidents.find(({ cause }) => cause.startsWith("notification-"));
  if (refused !== undefined) {
    const [finding] = refused.diagnosis?.findings ?? [];
    return new StepFailure(finding?.proof?.text ?? refused.title, finding?.fix ?? keyFix);
  }
  const { id: name, protocol, environment, notifyUrl } = account;
  const { findings } = diagnose("", { nowMs, accounts: [{ name, protocol, environment, notifyUrl }] });
  const [finding] = findings;
  const missing: Bilingual = {
    zh: `付款已由查询确认，但支付宝的通知没有到达 ${notifyUrl}`,
    en: `A query confirmed the payment, but Alipay's notification did not reach ${notifyUrl}`,
  };
  const text = finding?.proof?.text;
  if (text === undefined) return new StepFailure(missing, reachFix(notifyUrl));
  return new StepFailure({ zh: `${missing.zh}：${text.zh}`, en: `${missing.en}: ${text.en}` }, finding?.fix ?? []);
}

const keyFix: readonly Bilingual[] = [
  {
    zh: "通知到了但没有通过验签：核对支付宝公钥（或 MD5 密钥），用 dedepay account rotate-key 更换",
    en: "A notification came and did not verify: compare Alipay's public key (or the MD5 key) and replace it with dedepay account rotate-key",
  },
];

function reachFix(notifyUrl: string): Bilingual[] {
  return [
    {
      zh: `从外网（例如手机流量）访问 ${notifyUrl}，应当得到网关的应答；检查域名解析、防火墙、CDN、WAF 和反向代理`,
      en: `Open ${notifyUrl} from outside (a phone's mobile network): the gateway must answer. Look at DNS, firewall, CDN, WAF and reverse proxy`,
    },
    {
      zh: "HTTPS 证书链必须完整，通知地址不能跳转，也不能要求登录",
      en: "The HTTPS certificate chain must be complete; the address must neither redirect nor ask for a login",
    },
  ];
}
