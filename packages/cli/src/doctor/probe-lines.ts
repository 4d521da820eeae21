// The answers of the probed addresses, byte by byte, for people.
import type { InstallationFacts, ProbedAddress } from "@dedepay/doctor";
import { hexRows, shownAnswer } from "./shown-answer.ts";

const indent = "    ";

/** What was sent is the same everywhere; what came back is shown: whole where something is said of it, else in one line. */
export function probeLines(
  { probedGateway, probedSites }: InstallationFacts,
  isGood: (siteId: string) => boolean,
): string[] {
  return [
    ...probedGateway.flatMap(({ account, url, tookMs, answer, standing }) => {
      // Our own answer is known; only another one is worth its bytes.
      const where = `账户 account ${account}  POST ${url}  ${tookMs} ms`;
      return standing === "ready" ? ["", `  ✓ ${where}`] : ["", `  ${where}`, ...answerLines(answer)];
    }),
    ...probedSites.flatMap(({ site, url, tookMs, answer }) => {
      const where = `站点 site ${site}  POST ${url}  ${tookMs} ms`;
      if ("hop" in answer || !isGood(site)) return ["", `  ${where}`, ...answerLines(answer)];
      const { status, bytes, text } = shownAnswer(answer);
      return ["", `  ✓ ${where}`, `${indent}HTTP ${status}, ${bytes} 字节 bytes: “${text}”`];
    }),
  ];
}

function answerLines(answer: ProbedAddress["answer"]): string[] {
  if ("hop" in answer) return [`${indent}没有应答 no answer: ${answer.hop} ${answer.code}`];
  const { status, headers, bytes, hex, text, charset, bom } = shownAnswer(answer);
  const names = Object.entries(headers).map(([name, value]) => `${indent}${name}: ${value}`);
  const noted = [charset, ...(bom ? ["BOM"] : [])].join(", ");
  return [
    `${indent}HTTP ${status}`,
    ...names,
    ...(headers["location"] === undefined
      ? []
      : [`${indent}（跳转：支付宝和网关都不跟随 · redirect: neither Alipay nor the gateway follows）`]),
    `${indent}正文 body: ${bytes} 字节 bytes, ${noted}`,
    ...hexRows(hex).map((row) => `${indent}  ${row}`),
    ...(text === "" ? [] : [`${indent}  “${text}”`]),
  ];
}
