// The credentials which DedeCMS' installation brings were never replaced.
import { credentialSettings } from "../../account/credential-settings.ts";
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "sample-credentials-in-use";
// From the installation's own data; nobody's secret.
const samples = new Set(["dsfsdf", "yuan12345xin@163.com"]);

export const sampleCredentialsInUse: Check = {
  cause,
  advice: [
    {
      zh: "在“系统 → 支付工具 → 支付宝”里换成自己的支付宝账号、PID（2088 开头）和安全校验码，然后保存",
      en: "Replace the sample account, PID and key in the payment settings with your own, and save",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    const sample = credentialSettings(examination).find(
      ({ role, value }) => samples.has(value.trim()) || (role === "pid" && value.trim() === "1"),
    );
    if (sample === undefined) return undefined;
    const { where } = sample;
    return {
      confidence: "proven",
      proof: {
        text: { zh: `${where.zh} 还是安装时的示例值`, en: `${where.en} is still the sample of the installation` },
      },
    };
  },
};
