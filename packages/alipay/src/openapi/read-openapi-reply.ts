// Turns the reply of a v2 call into its verified, typed fields or into an AlipayError which keeps all that was said.
import { AlipayError, type AlipayErrorDetails } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { verifyBytes } from "../sign/sign-algorithms.ts";
import { aesDecrypt, missingAesKey } from "./aes.ts";
import { isOutcomeKnown } from "./error-outcome.ts";
import type { AlipayKey, OpenapiAccount } from "./openapi-account.ts";
import type { OpenapiReply, OpenapiServiceDefinition, ReplyTable } from "./openapi-service-definition.ts";
import { readReplyFields } from "./read-reply-fields.ts";
import type { RawReply, ReplyEnvelope } from "./reply-envelope.ts";
import { withPlainSolidus } from "./reply-node.ts";

const statusFields = {
  code: { type: "text" },
  msg: { type: "text" },
  sub_code: { type: "text" },
  sub_msg: { type: "text" },
} as const satisfies ReplyTable;

type Status = { code: string; msg: string; subCode?: string | undefined; subMsg?: string | undefined };

/** The keys that may have signed a reply: the one its serial number names, or all of a key-mode account. */
export function keysFor(account: OpenapiAccount, certSerial: string | undefined): readonly AlipayKey[] {
  if (account.certificateMode === undefined) return account.alipayKeys;
  return account.alipayKeys.filter(({ serial }) => certSerial === undefined || serial === certSerial);
}

function isSigned(account: OpenapiAccount, envelope: ReplyEnvelope): boolean {
  const { sign, rawNode, charset } = envelope;
  if (sign === undefined) return false;
  const spellings = rawNode.includes("\\/") ? [rawNode, withPlainSolidus(rawNode)] : [rawNode];
  return spellings.some((text) => {
    const { bytes } = encodeText(text, charset);
    return keysFor(account, envelope.certSerial).some(({ key }) => verifyBytes(account.signType, key, bytes, sign));
  });
}

function decrypt(account: OpenapiAccount, encrypted: string, details: AlipayErrorDetails): unknown {
  // The call was made and answered: what it did can't be read, so it isn't known.
  if (account.aesKey === undefined) throw missingAesKey({ ...details, outcomeKnown: false });
  const bytes = aesDecrypt(account.aesKey, encrypted);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // A SyntaxError: decrypted with another key to something that is no JSON.
    return undefined;
  }
}

function readStatus(node: unknown): Status | undefined {
  const read = readReplyFields(statusFields, node);
  const { code, msg, sub_code: subCode, sub_msg: subMsg } = read ?? {};
  if (typeof code !== "string") return undefined;
  return {
    code,
    msg: typeof msg === "string" ? msg : "",
    subCode: typeof subCode === "string" ? subCode : undefined,
    subMsg: typeof subMsg === "string" ? subMsg : undefined,
  };
}

/** Reads the opened reply of a call. Throws AlipayError: `signature` where a success is not proven, `business` or `gateway` for an error answer. */
export function readOpenapiReply<Service extends OpenapiServiceDefinition>(
  account: OpenapiAccount,
  service: Service,
  reply: { readonly envelope: ReplyEnvelope; readonly raw: RawReply },
): OpenapiReply<Service> {
  const { envelope, raw } = reply;
  const known = { rawBytes: raw.body, httpStatus: raw.status, service: service.name };
  const details: AlipayErrorDetails = raw.traceId === undefined ? known : { ...known, traceId: raw.traceId };
  const verified = isSigned(account, envelope);
  const signaturePresent = envelope.sign !== undefined;
  // Nothing is decrypted before its signature is checked.
  if (typeof envelope.node === "string" && !verified) throw unproven(service.name, signaturePresent, details);
  const node = typeof envelope.node === "string" ? decrypt(account, envelope.node, details) : envelope.node;
  const status = readStatus(node);
  if (status === undefined) throw unreadable(service.name, details);
  const withStatus = { ...details, ...definedStatus(status) };
  const succeeded = status.code === "10000" || status.code === "10003";
  if (!verified && (signaturePresent || succeeded)) throw unproven(service.name, signaturePresent, withStatus);
  if (!succeeded) throw refused(service, status, { verified, details: withStatus });
  const fields = readReplyFields(service.replyFields, node);
  if (fields === undefined) throw unreadable(service.name, withStatus);
  return { ...fields, code: status.code, msg: status.msg } as unknown as OpenapiReply<Service>;
}

function definedStatus(status: Status): AlipayErrorDetails {
  return {
    code: status.code,
    msg: status.msg,
    ...(status.subCode === undefined ? {} : { subCode: status.subCode }),
    ...(status.subMsg === undefined ? {} : { subMsg: status.subMsg }),
  };
}

function unproven(service: string, signaturePresent: boolean, details: AlipayErrorDetails): AlipayError {
  const rule = signaturePresent ? "signature_differs" : "missing";
  const reason = signaturePresent
    ? "签名与支付宝公钥不符 (the signature does not verify with Alipay's public key)"
    : "成功的应答没有签名 (a success without a signature)";
  return new AlipayError("signature", `${service}: ${reason}`, {
    ...details,
    outcomeKnown: false,
    violations: [{ field: "sign", rule }],
  });
}

function unreadable(service: string, details: AlipayErrorDetails): AlipayError {
  return new AlipayError("malformed_reply", `${service} 的应答内容读不懂 (the content of the reply can't be read)`, {
    ...details,
    outcomeKnown: false,
  });
}

function refused(
  service: OpenapiServiceDefinition,
  status: Status,
  context: { verified: boolean; details: AlipayErrorDetails },
): AlipayError {
  const { verified, details } = context;
  const { code, subCode, msg, subMsg } = status;
  const outcomeKnown = isOutcomeKnown({ code, subCode, verified, repeatable: service.repeatable });
  const text = [code, msg, subCode, subMsg].filter((part) => part !== undefined && part !== "").join(" ");
  const kind = code === "40004" ? "business" : "gateway";
  return new AlipayError(kind, `${service.name}: ${text}`, { ...details, outcomeKnown });
}
