// The first checks of a MAPI call, in Alipay's order: is the partner known, can the signature be checked, does it hold.

import type { ReadFields } from "../wire/read-fields.ts";
import { type Refusal, refuse } from "../world/refusal.ts";
import type { Simulation } from "../world/simulation.ts";
import type { MapiPartner } from "../world/world.ts";
import { type MapiSignType, mapiSignatureHolds, mapiSignedText } from "./signed-text.ts";

export type CallerCheck =
  | { known: true; partner: MapiPartner; signType: MapiSignType; signedText: string; signature: "verified" }
  | {
      known: false;
      partner: MapiPartner | undefined;
      refusal: Refusal;
      signedText?: string;
      signature: "wrong" | "missing" | "unchecked";
    };

/** The partner of a call, active ones only. */
export function checkPartner(simulation: Simulation, read: ReadFields): MapiPartner | Refusal {
  const pid = read.fields.get("partner") ?? "";
  if (pid === "") return refuse("ILLEGAL_PARTNER", "没有传 partner（PID）。", "The partner (PID) is missing.");
  const partner = simulation.accounts.partner(pid);
  if (partner === undefined) {
    const trimmed = simulation.accounts.partner(pid.trim());
    if (trimmed !== undefined && trimmed.partner !== pid) {
      return refuse("ILLEGAL_PARTNER", "PID 首尾带有空白。", "The PID has white space around it.");
    }
    if (simulation.accounts.app(pid) !== undefined) {
      return refuse(
        "ILLEGAL_PARTNER",
        "partner 里填的是开放平台的 APPID，不是 2088 开头的 PID。",
        "The partner field holds an app_id of the open platform, not a PID beginning with 2088.",
      );
    }
    return refuse(
      "ILLEGAL_PARTNER",
      `没有 PID 为 ${pid.slice(0, 40)} 的商户。`,
      `There is no partner ${pid.slice(0, 40)}.`,
    );
  }
  if (partner.status === "inactive") {
    return refuse("ILLEGAL_PARTNER", "这个 PID 还没有激活。", "This PID is not active.");
  }
  return partner;
}

/** Checks partner, charset, sign_type and signature of a signed service's call. */
export function checkCaller(simulation: Simulation, read: ReadFields): CallerCheck {
  const partner = checkPartner(simulation, read);
  if ("code" in partner) return { known: false, partner: undefined, refusal: partner, signature: "unchecked" };
  const refused = (
    refusal: Refusal,
    signature: "wrong" | "missing" | "unchecked" = "unchecked",
    signedText?: string,
  ): CallerCheck => ({
    known: false,
    partner,
    refusal,
    signature,
    ...(signedText === undefined ? {} : { signedText }),
  });
  if (!read.charsetKnown) {
    const declared = (read.declared ?? "").slice(0, 40);
    return refused(
      refuse(
        "ILLEGAL_CHARSET",
        `_input_charset=${declared} 不受支持。`,
        `_input_charset=${declared} is not supported.`,
      ),
    );
  }
  const type = read.fields.get("sign_type") ?? "";
  if (type !== "MD5" && type !== "RSA") return refused(unusableSignType(type));
  const keys = simulation.accounts.keys(partner);
  if (type === "RSA" && keys.merchantPublicKey === undefined) {
    return refused(
      refuse("HAS_NO_PUBLICKEY", "商户没有上传 RSA 公钥。", "The partner has uploaded no RSA public key."),
    );
  }
  const signedText = mapiSignedText(read.fields);
  const sign = read.fields.get("sign") ?? "";
  if (sign === "")
    return refused(refuse("ILLEGAL_SIGN", "没有传 sign。", "The sign is missing."), "missing", signedText);
  const holds = mapiSignatureHolds(signedText, sign, {
    signType: type,
    charset: read.charset,
    keys: { md5Key: partner.md5Key, publicKey: keys.merchantPublicKey },
  });
  if (!holds) return refused(wrongSignature(simulation, read), "wrong", signedText);
  return { known: true, partner, signType: type === "RSA" ? "RSA" : "MD5", signedText, signature: "verified" };
}

function unusableSignType(type: string): Refusal {
  if (type === "DSA") {
    return refuse(
      "ILLEGAL_SECURITY_PROFILE",
      "没有为 DSA 配置密钥，请用 MD5 或 RSA。",
      "No key is configured for DSA; use MD5 or RSA.",
    );
  }
  return refuse(
    "ILLEGAL_SIGN_TYPE",
    `sign_type=${type.slice(0, 20)} 不受支持，只能是大写的 MD5 或 RSA。`,
    `sign_type=${type.slice(0, 20)} is not supported; it is MD5 or RSA in upper case.`,
  );
}

function wrongSignature(simulation: Simulation, read: ReadFields): Refusal {
  const empty = [...read.fields].filter(([name, value]) => value === "" && name !== "sign").map(([name]) => name);
  const hints = [
    read.malformed ? `有的值不是合法的 ${read.charset} 文本` : "",
    empty.length > 0 ? `空值字段 ${empty.join("、")} 不参与签名` : "",
    read.repeated.length > 0 ? `字段 ${read.repeated.join("、")} 重复出现` : "",
  ].filter((hint) => hint !== "");
  const hintsEn = [
    read.malformed ? `some value is no ${read.charset} text` : "",
    empty.length > 0 ? `empty fields are not signed: ${empty.join(", ")}` : "",
    read.repeated.length > 0 ? `fields came twice: ${read.repeated.join(", ")}` : "",
  ].filter((hint) => hint !== "");
  return refuse(
    simulation.switches.wrongKeyCode,
    `签名不符：用这个商户的密钥，按 ${read.charset} 编码验不过。${hints.map((hint) => `${hint}。`).join("")}`,
    `The signature does not hold under this partner's key in ${read.charset}. ${hintsEn.map((hint) => `${hint}. `).join("")}`,
  );
}
