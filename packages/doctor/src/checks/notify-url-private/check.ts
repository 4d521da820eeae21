// The notify address is one of this machine or this network: Alipay's servers can't reach it.
import type { Check } from "../../check.ts";
import { hostOf, notifyAddresses } from "../../delivery/notify-addresses.ts";

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
    return undefined;
  },
};
