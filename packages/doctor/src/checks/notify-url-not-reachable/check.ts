// Alipay cannot reach the notify address.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:notify|通知|回调)(?:地址|_url)?[^\n]{0,60}(?:无法访问|访问不到|连接超时|connection timed out|connection refused|404|未收到|收不到|没有收到)|(?:收不到|没有收到|没收到)(?:异步)?(?:通知|回调)|不执行notify|no (?:asynchronous )?notif\w+ arriv/iu;

export const notifyUrlNotReachable: Check = {
  cause: "notify-url-not-reachable",
  advice: [
    {
      zh: "从外网（手机流量）用 curl -v -X POST 通知地址 测试；检查解析、端口、防火墙、网站维护状态和地址是否写全（带 http:// 或 https://）",
      en: "From outside (a phone's network) try curl -v -X POST <notify_url>; check DNS, port, firewall, maintenance mode, and that the address is complete with http:// or https://",
    },
  ],
  needs: [{ zh: "通知地址、网站访问日志里那段时间的记录", en: "the notify address, and the access log of that time" }],
  examine: (examination) => saidObservation(examination, said, "possible"),
};
