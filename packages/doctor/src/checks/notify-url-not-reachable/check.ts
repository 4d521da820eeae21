// The notify address can't be reached, does not exist, or breaks: Alipay gets no answer it can use.
import type { Check } from "../../check.ts";
import { hostOf, notifyAddresses } from "../../delivery/notify-addresses.ts";
import { refusedByGuard } from "../../delivery/refused-by-guard.ts";
import { deliveryObservation } from "../delivery-observation.ts";
import { saidObservation } from "../said-observation.ts";
import { unreachedObservation } from "../unreached-observation.ts";

const said =
  /(?:notify|通知|回调)(?:地址|_url)?[^\n]{0,60}(?:无法访问|访问不到|连接超时|connection timed out|connection refused|未收到|收不到|没有收到)|(?:收不到|没有收到|没收到)(?:异步)?(?:通知|回调)|不执行notify|no (?:asynchronous )?notif\w+ arriv/iu;

export const notifyUrlNotReachable: Check = {
  cause: "notify-url-not-reachable",
  advice: [
    {
      zh: "从外网（手机流量）用 curl -v -X POST 通知地址 测试；检查解析、端口、防火墙、网站维护状态，路径和程序是否存在、是否报错",
      en: "From outside (a phone's network) try curl -v -X POST <notify_url>; check DNS, port, firewall, maintenance mode, and whether the path exists and runs",
    },
  ],
  needs: [{ zh: "通知地址、网站访问日志里那段时间的记录", en: "the notify address, and the access log of that time" }],
  examine(examination) {
    const refused = deliveryObservation(
      examination,
      (delivery) => isUnusable(delivery.status) && !refusedByGuard(delivery),
    );
    if (refused !== undefined) return refused;
    const unreached = unreachedObservation(examination, ["dns", "connect", "timeout", "exchange"]);
    if (unreached !== undefined) return unreached;
    const relative = notifyAddresses(examination).find(
      ({ setting, url }) => setting === "notify_url" && hostOf(url) === undefined && !/^https?%3A/iu.test(url),
    );
    if (relative !== undefined) {
      const { where, url } = relative;
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `${where.zh} “${url.slice(0, 80)}” 不是以 http:// 或 https:// 开头的完整地址`,
            en: `${where.en} “${url.slice(0, 80)}” is no complete address with http:// or https://`,
          },
        },
      };
    }
    return saidObservation(examination, said, "possible");
  },
};

function isUnusable(status: number): boolean {
  return status === 404 || status === 405 || status === 410 || (status >= 500 && status < 520);
}
