// Marks in the signature itself: forms which no signature for Alipay has.
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { digestSign } from "../signature/sign-texts.ts";
import type { Trace } from "./trace.ts";

const advice = {
  zh: "MD5 用 32 位小写十六进制，RSA／RSA2 用一行标准 Base64",
  en: "Write MD5 as 32 hex digits in lower case, RSA and RSA2 as one line of plain Base64",
};

/** A request whose sign is a digest of another kind, or RSA in hex. */
export function signFormTrace({ role, fields }: SignedMessage): Trace | undefined {
  if (role !== "request") return undefined;
  const sign = fieldValue(fields, "sign")?.trim() ?? "";
  const form = formOf(sign);
  if (form === undefined) return undefined;
  return {
    strong: true,
    text: {
      zh: `sign 是 ${sign.length} 个字符，像是 ${form.zh}，支付宝不用这种写法`,
      en: `The sign has ${sign.length} characters, as ${form.en}, which Alipay does not use`,
    },
    exact: advice,
  };
}

function formOf(sign: string): { readonly zh: string; readonly en: string } | undefined {
  if (/^[0-9a-fA-F]{256,1024}$/u.test(sign)) return { zh: "十六进制的 RSA 签名", en: "an RSA signature in hex" };
  const [mistake] = digestSign(sign)?.mistakes ?? [];
  if (mistake === undefined || /^[0-9a-fA-F]{32}$/u.test(sign)) return undefined;
  const name = digestSign(sign)?.hash.toUpperCase() ?? "";
  return { zh: `${name} 摘要`, en: `a digest of ${name}` };
}
