// Turns the reply of a v3 call into its verified, typed fields or into an AlipayError which keeps all that was said.
import { AlipayError, type AlipayErrorDetails } from "../../alipay-error.ts";
import { verifyBytes } from "../../sign/sign-algorithms.ts";
import { aesDecrypt, missingAesKey } from "../aes.ts";
import { isOutcomeKnown } from "../error-outcome.ts";
import type { OpenapiAccount } from "../openapi-account.ts";
import type { OpenapiServiceDefinition, ReplyTable, ReplyValues } from "../openapi-service-definition.ts";
import { keysFor } from "../read-openapi-reply.ts";
import { readReplyFields } from "../read-reply-fields.ts";

export type V3RawReply = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** A verified v3 reply: HTTP status and the service's own fields; v3 has no 10000. */
export type V3Reply<Service extends OpenapiServiceDefinition> = {
  readonly status: number;
} & ReplyValues<Service["replyFields"]>;

const errorFields = { code: { type: "text" }, message: { type: "text" } } as const satisfies ReplyTable;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // A SyntaxError or a TypeError: no JSON, or no UTF-8.
    return undefined;
  }
}

function isSigned(account: OpenapiAccount, raw: V3RawReply, sign: string): boolean {
  const { headers, body } = raw;
  const head = `${headers["alipay-timestamp"] ?? ""}\n${headers["alipay-nonce"] ?? ""}\n`;
  const bytes = Buffer.concat([Buffer.from(head, "utf8"), body, Buffer.from("\n")]);
  return keysFor(account, headers["alipay-sn"]).some(({ key }) => verifyBytes("RSA2", key, bytes, sign));
}

function contentOf(account: OpenapiAccount, raw: V3RawReply, details: AlipayErrorDetails): unknown {
  if (raw.headers["alipay-encrypt-type"] !== "AES" && !raw.headers["content-type"]?.startsWith("text/plain")) {
    return parseJson(raw.body);
  }
  if (account.aesKey === undefined) throw missingAesKey({ ...details, outcomeKnown: false });
  const bytes = aesDecrypt(account.aesKey, Buffer.from(raw.body).toString("latin1"));
  return bytes === undefined ? undefined : parseJson(bytes);
}

function failure(kind: "signature" | "malformed_reply", rule: string, details: AlipayErrorDetails): AlipayError {
  const text = kind === "signature" ? "应答未经证实 (the reply is not proven)" : "应答读不懂 (the reply can't be read)";
  return new AlipayError(kind, `${details.service}: ${text}: ${rule}, HTTP ${details.httpStatus}`, {
    ...details,
    outcomeKnown: false,
    violations: [{ field: kind === "signature" ? "alipay-signature" : "body", rule }],
  });
}

function refused(
  service: OpenapiServiceDefinition,
  raw: V3RawReply,
  context: { verified: boolean; details: AlipayErrorDetails },
): AlipayError {
  const { verified, details } = context;
  const { code, message = "" } = readReplyFields(errorFields, parseJson(raw.body)) ?? {};
  if (typeof code !== "string" || typeof message !== "string") return failure("malformed_reply", "no_code", details);
  const settled = isOutcomeKnown({ code, subCode: code, verified, repeatable: service.repeatable });
  const kind = code.startsWith("ACQ.") || code.startsWith("AQC.") ? "business" : "gateway";
  // v3 has one code, which is v2's sub_code (without isv. and the like): readers of either field find it.
  return new AlipayError(kind, `${service.name}: HTTP ${raw.status} ${code} ${message}`, {
    ...details,
    code,
    subCode: code,
    msg: message,
    subMsg: message,
    outcomeKnown: settled && raw.status < 500,
  });
}

/** Reads the reply of a v3 call. Throws AlipayError: `signature` where a success is not proven, `business` or `gateway` for an error answer. */
export function readV3Reply<Service extends OpenapiServiceDefinition>(
  account: OpenapiAccount,
  service: Service,
  raw: V3RawReply,
): V3Reply<Service> {
  const traceId = raw.headers["alipay-trace-id"];
  const details: AlipayErrorDetails = {
    rawBytes: raw.body,
    httpStatus: raw.status,
    service: service.name,
    ...(traceId === undefined ? {} : { traceId }),
  };
  const sign = raw.headers["alipay-signature"];
  const verified = sign !== undefined && isSigned(account, raw, sign);
  if (sign !== undefined && !verified) throw failure("signature", "signature_differs", details);
  if (raw.status < 200 || raw.status >= 300) throw refused(service, raw, { verified, details });
  if (!verified) throw failure("signature", "missing", details);
  const fields = readReplyFields(service.replyFields, contentOf(account, raw, details));
  if (fields === undefined) throw failure("malformed_reply", "fields", details);
  return { ...fields, status: raw.status } as unknown as V3Reply<Service>;
}
