// Whether something in front of the site answered in its place: a firewall, a CDN's challenge, a rate limit.
import type { Delivery } from "./notify-deliveries.ts";
import { refusedByProgram } from "./refused-by-program.ts";

const statuses = new Set([403, 406, 429, 444, 456, 493]);
// What the pages of guards say: Cloudflare, Alibaba Cloud, Tencent Cloud, BaoTa, 360, Safedog, Yunsuo, Imperva, Sucuri …
const pages =
  /Just a moment|cf-browser-verification|cf-chl|challenge-platform|Attention Required|网站防火墙|Web应用防火墙|云防火墙|防护系统|安全防护|访问(?:已)?被(?:拦截|阻断|拒绝|禁止)|请求(?:已)?被(?:拦截|阻断)|拦截提示|非法请求|云盾|云锁|安全狗|知道创宇|errors\.aliyun\.com|waf\.tencent|宝塔|Incapsula|_Incapsula_|Sucuri|Request Rejected|Access Denied|人机验证|滑动验证|安全验证|请完成验证|Please enable JavaScript|slider ?captcha/iu;
const guardHeaders = ["cf-mitigated", "x-waf-uuid", "x-sucuri-block", "x-iinfo"];

export function refusedByGuard(delivery: Delivery): boolean {
  if (refusedByProgram(delivery)) return false;
  const { status, body = "", headers = {} } = delivery;
  if (statuses.has(status) || (status >= 520 && status <= 530)) return true;
  if (guardHeaders.some((name) => headers[name] !== undefined)) return true;
  return pages.test(body);
}
