// What would help with this evidence, asked for in one place.
import type { BilingualText } from "@dedepay/errors";
import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";

export function generalNeeds(examination: Examination, findings: readonly Finding[]): readonly BilingualText[] {
  const needs: BilingualText[] = [];
  const proven = findings.some(({ confidence }) => confidence === "proven");
  const { signatures, replySignatures } = examination;
  if (signatures.some(({ state }) => state === "no_key") || replySignatures.some(({ state }) => state === "no_key")) {
    needs.push({
      zh: "能验证这个签名的密钥：MAPI 的 32 位 MD5 密钥，或开放平台的应用私钥和支付宝公钥",
      en: "a key that can check this signature: the MD5 key of the partner protocol, or the application's private key and Alipay's public key",
    });
  }
  if (!proven && signatures.some(({ state, message }) => state === "unexplained" && message.form === "dump")) {
    needs.push({
      zh: "通知的原始请求体（未经框架解码的字节），而不是解码后的数组",
      en: "the raw body as it came over the wire, instead of the decoded array",
    });
  }
  if (!proven && signatures.some(({ state, message }) => state === "unexplained" && message.role === "request")) {
    needs.push({
      zh: "程序里签名前的那个字符串，或网关返回的“验签字符串”",
      en: "the string which your program signed, or the one which the gateway echoes",
    });
  }
  if (examination.codes.length > 0 && examination.messages.length === 0 && !proven) {
    needs.push({ zh: "出错的那次请求（网址或表单）", en: "the request that failed (its URL or form)" });
  }
  if (examination.evidence.pieces.length === 0) {
    needs.push({
      zh: "错误码、请求网址、应答、通知内容、日志或设置文件中的任何一样",
      en: "any of: the code, the request's URL, the reply, the notification, a log, a settings file",
    });
  }
  return needs;
}
