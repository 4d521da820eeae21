// A certificate is outside its validity, or a serial number belongs to none of the known certificates.
import { AlipayError, type Certificate, parseCertificate } from "@dedepay/alipay";
import { accountLabel } from "../../account/account-of-message.ts";
import type { Check, Observation } from "../../check.ts";
import type { DoctorAccount } from "../../doctor-context.ts";
import { fieldValue } from "../../evidence/field.ts";
import type { Examination } from "../../examination.ts";

export const certificateExpiredOrUnknown: Check = {
  cause: "certificate-expired-or-unknown",
  advice: [
    {
      zh: "在开放平台控制台重新下载应用公钥证书、支付宝公钥证书和根证书，三个文件一起替换",
      en: "Download the application certificate, Alipay's certificate and the root file again from the console, and replace all three together",
    },
  ],
  needs: [{ zh: "三个证书文件的内容", en: "the content of the three certificate files" }],
  examine(examination) {
    for (const account of examination.accounts) {
      const seen = validity(account, examination.context.nowMs) ?? serials(account, examination);
      if (seen !== undefined) return seen;
    }
    return undefined;
  },
};

function read(text: string | undefined): Certificate | undefined {
  if (text === undefined) return undefined;
  try {
    return parseCertificate(text, "certificates");
  } catch (error) {
    if (error instanceof AlipayError) return undefined;
    throw error;
  }
}

function validity(account: DoctorAccount, nowMs: number | undefined): Observation | undefined {
  if (nowMs === undefined) return undefined;
  for (const which of ["app", "alipay"] as const) {
    const certificate = read(account.certificates?.[which]);
    if (certificate === undefined || (nowMs >= certificate.notBeforeMs && nowMs <= certificate.notAfterMs)) continue;
    const name = accountLabel(account);
    const [from, to] = [certificate.notBeforeMs, certificate.notAfterMs].map((ms) =>
      new Date(ms).toISOString().slice(0, 10),
    );
    return {
      confidence: "proven",
      proof: {
        text: {
          zh: `账户 ${name} 的 ${which} 证书有效期 ${from} 至 ${to}，现在不在其中`,
          en: `The ${which} certificate of ${name} is valid from ${from} to ${to}, which is not now`,
        },
      },
    };
  }
  return undefined;
}

function serials(account: DoctorAccount, examination: Examination): Observation | undefined {
  const app = read(account.certificates?.app)?.serial;
  const alipay = read(account.certificates?.alipay)?.serial;
  const sent = examination.requests
    .map(({ fields }) => fieldValue(fields, "app_cert_sn"))
    .find((serial) => serial !== undefined);
  const replied = examination.pieces("reply").find(({ certSerial }) => certSerial !== undefined)?.certSerial;
  for (const [name, ours, theirs] of [
    ["app_cert_sn", app, sent],
    ["alipay_cert_sn", alipay, replied],
  ] as const) {
    if (ours === undefined || theirs === undefined || ours === theirs) continue;
    return {
      confidence: "proven",
      proof: {
        text: { zh: `${name} 与手头的证书不符`, en: `${name} is not the serial number of the certificate at hand` },
        sides: {
          left: { zh: "手头的证书", en: "certificate at hand" },
          right: { zh: "消息里的", en: "in the message" },
        },
        differences: [{ field: name, left: ours, right: theirs }],
      },
    };
  }
  return undefined;
}
