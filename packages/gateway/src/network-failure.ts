// A broken way to somebody, in words: which hop failed and how.
import type { BilingualText } from "@dedepay/errors";
import { assertNever } from "./assert-never.ts";
import { type Hop, HttpFailure, hopOf } from "./platform/http-failure.ts";

/** One word for lists: `dns:ENOTFOUND`, `tls:CERT_HAS_EXPIRED`, `timeout:UND_ERR_HEADERS_TIMEOUT`. */
export function failureWord(failure: HttpFailure): string {
  return `${failure.kind === "network" ? failure.hop : failure.kind}:${failure.code}`;
}

export type FailedWay = { detail: BilingualText; extra: { hop: Hop; reason: string } };

/** `what` failed ("连接支付宝网关失败"), and on which hop. */
export function failedWay(failure: HttpFailure, what: BilingualText): FailedWay {
  const { zh, en } = hopText(failure);
  const said = failureWord(failure);
  return {
    detail: { zh: `${what.zh}：${zh}（${said}）`, en: `${what.en}: ${en} (${said})` },
    extra: { hop: failure.hop, reason: failure.code },
  };
}

/** What a word of `failureWord` means; undefined for any other word. */
export function failureText(word: string): BilingualText | undefined {
  const [, kind = "", code = ""] = /^(dns|connect|tls|exchange|timeout|too_large|refused):(\w+)$/.exec(word) ?? [];
  switch (kind) {
    case "dns":
    case "connect":
    case "tls":
    case "exchange":
      return hopText({ kind: "network", hop: kind, code });
    case "timeout":
    case "too_large":
    case "refused":
      return hopText({ kind, hop: hopOf(code), code });
    default:
      return undefined;
  }
}

/** The failure at the bottom of a chain of causes, where the transport is ours. */
export function httpFailureOf(error: unknown): HttpFailure | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if (current instanceof HttpFailure) return current;
  }
  return undefined;
}

function hopText({ kind, hop, code }: Pick<HttpFailure, "kind" | "hop" | "code">): BilingualText {
  if (code === "PRIVATE_ADDRESS")
    return {
      zh: "地址在内网或本机，网关不会访问；确实要访问，请用 DEDEPAY_EGRESS_ALLOW 放行",
      en: "the address is private or this machine's and was not called; DEDEPAY_EGRESS_ALLOW permits it where that is meant",
    };
  if (code === "ORIGIN_NOT_REGISTERED")
    return {
      zh: "地址不属于已登记的来源，网关没有访问",
      en: "the address is of no registered origin and was not called",
    };
  if (kind === "timeout") return { zh: "对方没有在限定时间内应答", en: "no answer in time" };
  if (kind === "too_large") return { zh: "对方的应答太长，没有读完", en: "the answer is too long and was not read" };
  return hopTexts(hop);
}

function hopTexts(hop: Hop): BilingualText {
  switch (hop) {
    case "dns":
      return { zh: "域名解析失败", en: "the host name was not resolved" };
    case "connect":
      return {
        zh: "连接不上，端口没开、防火墙拦截或服务器关机",
        en: "no connection: closed port, firewall or stopped server",
      };
    case "tls":
      return { zh: "HTTPS 证书或握手失败", en: "the certificate or the TLS handshake failed" };
    case "exchange":
      return { zh: "连接被对方中断", en: "the other side broke the connection" };
    default:
      return assertNever(hop);
  }
}
