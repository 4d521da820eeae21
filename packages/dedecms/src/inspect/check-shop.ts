// The notify address, the shop's main switch and the public payment log.
import { assertNever } from "../assert-never.ts";
import type { BilingualText, Finding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";
import { type AddressProblem, notifyAddress } from "./notify-address.ts";

export function checkShop(installation: Installation): Finding[] {
  return [...checkAddress(installation), ...checkSwitch(installation), ...checkLog(installation)];
}

const fixBase: BilingualText = {
  zh: "后台「系统 > 系统基本参数 > 站点根网址」填写公网域名，末尾不带 /",
  en: "set the site's root address (System > Basic parameters) to the public domain without a final /",
};
const gatewayAddress: BilingualText = {
  zh: "支付宝改为通知网关，与这个地址无关",
  en: "Alipay notifies the gateway instead; this address no longer matters",
};

function checkAddress({ site, plugin }: Installation): Finding[] {
  if (plugin === "drop-in") return [];
  const { url, problems } = notifyAddress(site?.baseHost ?? "", site?.cmsPath ?? "");
  const findings = problems.map((problem) => addressFinding(problem, url));
  return [
    ...findings,
    {
      id: "notify-address-with-query",
      bugs: ["L5", "L6"],
      severity: "note",
      state: "open",
      certainty: "assumed",
      title: {
        zh: "通知地址带着查询参数，并且与返回地址相同：多一个参数或一个空字段，验签就会失败",
        en: "the notify address carries a query and is the return address too: one more parameter or an empty field breaks the verification",
      },
      proof: { zh: url, en: url },
      fix: [
        {
          zh: "CDN 或防火墙不要给这个地址追加参数，也不要缓存它",
          en: "let no CDN or firewall add parameters to this address or cache it",
        },
      ],
      dropIn: gatewayAddress,
    },
  ];
}

function addressFinding(problem: AddressProblem, url: string): Finding {
  const [severity, title] = addressText(problem);
  const id = `notify-address-${problem.replaceAll("_", "-")}`;
  const bugs = problem === "not_https" ? [] : ["C8"];
  const proof = { zh: url, en: url };
  return { id, bugs, severity, state: "open", certainty: "seen", title, proof, fix: [fixBase], dropIn: gatewayAddress };
}

function addressText(problem: AddressProblem): [Finding["severity"], BilingualText] {
  switch (problem) {
    case "not_an_address":
      return [
        "critical",
        { zh: "站点根网址不是网址，支付宝无法通知", en: "the site's root address is no address: Alipay can't notify" },
      ];
    case "private_address":
      return [
        "critical",
        { zh: "通知地址是内网或本机地址，支付宝访问不到", en: "the notify address is private: Alipay can't reach it" },
      ];
    case "double_slash":
      return [
        "warning",
        {
          zh: "通知地址中有双斜杠，有的服务器或防火墙会拒绝",
          en: "double slash in the notify address: some servers and firewalls refuse it",
        },
      ];
    case "not_https":
      return ["note", { zh: "通知地址不是 HTTPS", en: "the notify address is not HTTPS" }];
    default:
      return assertNever(problem);
  }
}

function checkSwitch({ site }: Installation): Finding[] {
  if (site?.memberOpen !== false) return [];
  return [
    {
      id: "shop-switched-off",
      bugs: ["L7"],
      severity: "critical",
      state: "open",
      certainty: "seen",
      title: {
        zh: "会员功能关闭：商店不能下单，付款通知也被拒绝",
        en: "the member function is off: no orders, and payment notifications are turned away",
      },
      proof: {
        zh: "$cfg_mb_open = 'N'（新安装的默认值）",
        en: "$cfg_mb_open = 'N' (the default of a new installation)",
      },
      fix: [
        {
          zh: "后台「系统 > 会员设置 > 开启会员功能」选是",
          en: "switch the member function on (System > Member settings)",
        },
      ],
      dropIn: {
        zh: "通知由 plus/dedepay.php 处理，不再受这个开关影响；下单仍需要打开它",
        en: "plus/dedepay.php takes the notifications whatever the switch says; ordering still needs it on",
      },
    },
  ];
}

function checkLog({ publicLogs, dataFolderDenied }: Installation): Finding[] {
  const isOpen = publicLogs.length > 0;
  const seen = publicLogs.join(", ");
  return [
    {
      id: "public-log",
      bugs: ["I2"],
      severity: !isOpen ? "note" : dataFolderDenied ? "warning" : "serious",
      state: isOpen ? "open" : "closed",
      certainty: "seen",
      title: isOpen
        ? {
            zh: "付款日志放在网站目录里，别人可以下载全部已付订单号",
            en: "the payment log lies in the web root: anybody can download all paid order numbers",
          }
        : { zh: "没有公开的付款日志", en: "no public payment log" },
      ...(isOpen && {
        proof: {
          zh: `${seen}${dataFolderDenied ? "（有 .htaccess 禁止访问，但 nginx 不读它）" : ""}`,
          en: `${seen}${dataFolderDenied ? " (an .htaccess denies access; nginx does not read it)" : ""}`,
        },
      }),
      fix: isOpen
        ? [
            {
              zh: "下载保存后删除，并让网页服务器拒绝访问 /data/",
              en: "save and delete it, and let the web server refuse /data/",
            },
          ]
        : [],
      dropIn: { zh: "不写日志；旧文件仍要删除", en: "writes no log; the old file still has to go" },
    },
  ];
}
