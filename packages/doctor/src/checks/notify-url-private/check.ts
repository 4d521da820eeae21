// The notify address is one of this machine or this network: Alipay's servers can't reach it.
import type { Check, Observation } from "../../check.ts";
import { hostOf, notifyAddresses } from "../../delivery/notify-addresses.ts";
import type { Examination } from "../../examination.ts";
import { unreachedObservation } from "../unreached-observation.ts";

const privateHost =
  /^(?:localhost|127\.\d|10\.\d|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[(?:::1|f[cd]|fe80)|[^.[\]]+$|.*\.(?:local|lan|internal|test|localdomain)$)/u;

export const notifyUrlPrivate: Check = {
  cause: "notify-url-private",
  advice: [
    {
      zh: "把通知地址换成外网能访问的域名；本地开发用内网穿透，或用 dedepay simulate 在本机演练",
      en: "Use a host name which the Internet can reach; for development use a tunnel, or rehearse with dedepay simulate",
    },
  ],
  examine(examination) {
    const simulated = examination.accounts.some(({ environment }) => environment === "simulator");
    for (const { setting, url, where } of notifyAddresses(examination)) {
      const host = hostOf(url);
      // A return address is opened by the buyer's own browser.
      if (setting === "return_url" || host === undefined || !privateHost.test(host) || simulated) continue;
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `${where.zh} 是 ${host}，支付宝的服务器到不了`,
            en: `${where.en} is ${host}, which Alipay's servers can't reach`,
          },
        },
      };
    }
    return privateProbe(examination);
  },
};

// A name that leads to a private address: the gateway, like Alipay, does not go there.
function privateProbe(examination: Examination): Observation | undefined {
  const observed = unreachedObservation(examination, ["private"]);
  if (observed === undefined || examination.pieces("unreached").some(({ probe }) => probe !== "webhook"))
    return observed;
  return {
    ...observed,
    fix: [
      {
        zh: "网站和网关在同一台机器或同一内网、并且是有意的：启动网关（和运行这个命令）时设 DEDEPAY_EGRESS_ALLOW=loopback（本机）或 private（内网）",
        en: "Where site and gateway are on one machine or network on purpose: start the gateway, and run this command, with DEDEPAY_EGRESS_ALLOW=loopback (this machine) or private (the network)",
      },
      {
        zh: "否则把站点的通知地址换成外网地址：dedepay site set 站点 --webhook-url https://…",
        en: "Otherwise give the site its public address: dedepay site set SITE --webhook-url https://…",
      },
    ],
  };
}
