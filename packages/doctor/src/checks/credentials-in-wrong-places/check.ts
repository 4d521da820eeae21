// PID, app_id, key and e-mail stand in each other's places: each has a form of its own.
import type { BilingualText } from "@dedepay/errors";
import { type CredentialRole, type CredentialSetting, credentialSettings } from "../../account/credential-settings.ts";
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "credentials-in-wrong-places";

type Shape = { readonly role: CredentialRole; readonly pattern: RegExp; readonly name: BilingualText };

const shapes: readonly Shape[] = [
  {
    role: "pid",
    pattern: /^2088\d{12}$/u,
    name: { zh: "PID（2088 开头的 16 位数字）", en: "a PID (16 digits, 2088…)" },
  },
  { role: "app_id", pattern: /^(?!2088)\d{16}$/u, name: { zh: "APPID（16 位数字）", en: "an app_id (16 digits)" } },
  { role: "email", pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/u, name: { zh: "邮箱", en: "an e-mail address" } },
  {
    role: "private_key",
    pattern: /PRIVATE KEY|^MII[CEJ][A-Za-z0-9+/=\s]{700,}$/u,
    name: { zh: "RSA 私钥", en: "an RSA private key" },
  },
  {
    role: "alipay_public_key",
    pattern: /PUBLIC KEY|^MI[GI][A-Za-z0-9+/=\s]{100,500}$/u,
    name: { zh: "RSA 公钥", en: "an RSA public key" },
  },
  { role: "md5_key", pattern: /^[a-z0-9]{32}$/u, name: { zh: "32 位安全校验码", en: "a 32-character MD5 key" } },
];
const roleNames: Readonly<Record<CredentialRole, BilingualText>> = {
  pid: { zh: "PID", en: "a PID" },
  app_id: { zh: "APPID", en: "an app_id" },
  email: { zh: "支付宝账号", en: "the Alipay login" },
  private_key: { zh: "应用私钥", en: "the application's private key" },
  alipay_public_key: { zh: "支付宝公钥", en: "Alipay's public key" },
  md5_key: { zh: "安全校验码", en: "the MD5 key" },
};

export const credentialsInWrongPlaces: Check = {
  cause,
  advice: [
    {
      zh: "逐项核对：PID 是 2088 开头的 16 位数字，APPID 是另一串 16 位数字，安全校验码是 32 位，支付宝账号是邮箱或手机号",
      en: "Check one by one: a PID has 16 digits and begins with 2088, an app_id is another 16 digits, the MD5 key has 32 characters, the login is an e-mail or a mobile number",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const setting of credentialSettings(examination)) {
      const shape = foreignShape(setting);
      if (shape === undefined) continue;
      const { where, role } = setting;
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `${where.zh} 里填的是${shape.name.zh}，这里应当是${roleNames[role].zh}`,
            en: `${where.en} holds ${shape.name.en}; ${roleNames[role].en} belongs there`,
          },
        },
        fix: [
          {
            zh: `把 ${where.zh} 改成${roleNames[role].zh}`,
            en: `Put ${roleNames[role].en} into ${where.en}`,
          },
        ],
      };
    }
    return undefined;
  },
};

function foreignShape({ role, value }: CredentialSetting): Shape | undefined {
  const shape = shapes.find(({ pattern }) => pattern.test(value.trim()));
  return shape === undefined || shape.role === role ? undefined : shape;
}
