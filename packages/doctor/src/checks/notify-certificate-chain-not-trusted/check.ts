// Alipay's notifier does not trust the certificate chain of notify_url.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";
import { unreachedObservation } from "../unreached-observation.ts";

const said =
  /(?:notify|回调|通知)[^\n]{0,80}(?:证书(?:链)?(?:不完整|不受信|过期|无效)|certificate (?:chain )?(?:incomplete|not trusted|expired))|Let'?s ?Encrypt[^\n]{0,80}(?:收不到|没有|no (?:callback|notif))|(?:收不到|没有)(?:回调|通知)[^\n]{0,80}Let'?s ?Encrypt|unable to verify the first certificate/iu;

export const notifyCertificateChainNotTrusted: Check = {
  cause: "notify-certificate-chain-not-trusted",
  advice: [
    {
      zh: "在服务器上配置完整证书链（fullchain.pem），用 openssl s_client -connect 域名:443 -servername 域名 检查；实在不行把 notify_url 换成 http",
      en: "Serve the whole chain (fullchain.pem) and check with openssl s_client -connect host:443 -servername host; as a last resort let notify_url be http",
    },
  ],
  examine: (examination) => unreachedObservation(examination, ["tls"]) ?? saidObservation(examination, said),
};
