// The connection to Alipay could not be made at all.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /cURL error (?:5|6|7|35|52|56)\b|Could not resolve host|getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|UnknownHostException|Connection refused|Connection reset|no route to host|Name or service not known/iu;

export const connectionToAlipayFailed: Check = {
  cause: "connection-to-alipay-failed",
  advice: [
    {
      zh: "在服务器上运行 curl -v https://openapi.alipay.com/gateway.do（老接口换成 https://mapi.alipay.com/gateway.do），看是 DNS、防火墙还是代理的问题",
      en: "Run curl -v https://openapi.alipay.com/gateway.do on the server (https://mapi.alipay.com/gateway.do for the old interface) to see whether DNS, a firewall or a proxy stops it",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
