// The Alipay certificates which a client has learnt to trust besides the configured one. A reply names its certificate
// by serial number; an unknown one is downloaded and must descend from the merchant's root file.
import { AlipayError } from "../alipay-error.ts";
import { parseTrustedCertificate } from "../keys/trusted-certificate.ts";
import { buildOpenapiRequest } from "../openapi/build-openapi-request.ts";
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import { keysFor, readOpenapiReply } from "../openapi/read-openapi-reply.ts";
import { openReply, type RawReply } from "../openapi/reply-envelope.ts";
import { certificateDownload } from "../openapi/services/certificate-download.ts";
import type { Exchanger } from "./exchanger.ts";
import { httpRequestOf } from "./http-request-of.ts";

function contentOf(raw: RawReply): string | undefined {
  const { node } = openReply(certificateDownload.name, raw);
  if (typeof node !== "object" || node === null || !("alipay_cert_content" in node)) return undefined;
  const content = node.alipay_cert_content;
  return typeof content === "string" ? Buffer.from(content, "base64").toString("utf8") : undefined;
}

// The reply may be signed with the very certificate which it brings: so the chain is checked first, then the signature.
function accept(account: OpenapiAccount, serial: string, reply: { raw: RawReply; nowMs: number }): OpenapiAccount {
  const { raw, nowMs } = reply;
  const text = contentOf(raw);
  const rootText = account.certificateMode?.rootText;
  if (text === undefined || rootText === undefined) {
    readOpenapiReply(account, certificateDownload, { envelope: openReply(certificateDownload.name, raw), raw });
    throw untrusted(serial, raw);
  }
  const certificate = parseTrustedCertificate(text, { rootText, nowMs });
  if (certificate.serial !== serial) throw untrusted(serial, raw);
  const key = { key: certificate.publicKey, serial };
  const extended = { ...account, alipayKeys: [key, ...account.alipayKeys] };
  readOpenapiReply(extended, certificateDownload, { envelope: openReply(certificateDownload.name, raw), raw });
  return Object.freeze(extended);
}

function untrusted(serial: string, raw: RawReply): AlipayError {
  return new AlipayError("signature", `支付宝证书 ${serial} 不可信 (this Alipay certificate is not trusted)`, {
    outcomeKnown: false,
    rawBytes: raw.body,
    httpStatus: raw.status,
    service: certificateDownload.name,
  });
}

/** The account, extended by the certificate with this serial number if it was not known yet. Throws AlipayError `signature` or `invalid_key`. */
export async function learnCertificate(
  account: OpenapiAccount,
  serial: string | undefined,
  way: { readonly exchanger: Exchanger; readonly endpoint: string; readonly signal?: AbortSignal | undefined },
): Promise<OpenapiAccount> {
  const { exchanger, endpoint, signal } = way;
  if (serial === undefined || account.certificateMode === undefined || keysFor(account, serial).length > 0)
    return account;
  if (!/^[0-9a-f]{32}$/.test(serial)) throw malformedSerial();
  return await exchanger.run({
    service: certificateDownload,
    request: (nowMs) => {
      const call = { service: certificateDownload, parameters: { alipay_cert_sn: serial } };
      const signed = buildOpenapiRequest(account, call, { endpoint, nowMs });
      return { shown: signed, http: httpRequestOf(signed) };
    },
    read: ({ status, headers, body }) =>
      accept(account, serial, { raw: { status, body, traceId: headers["trace_id"] }, nowMs: exchanger.now() }),
    signal,
  });
}

function malformedSerial(): AlipayError {
  return new AlipayError("signature", "应答中的 alipay_cert_sn 不是证书序列号 (no serial number of a certificate)", {
    outcomeKnown: false,
    violations: [{ field: "alipay_cert_sn", rule: "pattern", limit: "32 hexadecimal digits" }],
  });
}
