// One OpenAPI v2 call: build, exchange, learn an unknown certificate, verify, check that the reply is about our trade.
import { AlipayError } from "../alipay-error.ts";
import { buildOpenapiRequest } from "../openapi/build-openapi-request.ts";
import type { OpenapiAccount } from "../openapi/openapi-account.ts";
import type { OpenapiServiceDefinition } from "../openapi/openapi-service-definition.ts";
import { readOpenapiReply } from "../openapi/read-openapi-reply.ts";
import { openReply, type RawReply } from "../openapi/reply-envelope.ts";
import { learnCertificate } from "./alipay-certificates.ts";
import type { CallOptions } from "./client-options.ts";
import type { Exchanger } from "./exchanger.ts";
import { httpRequestOf } from "./http-request-of.ts";

/** Where the current account lives: a call may extend it by a certificate. */
export type AccountHolder = { account: OpenapiAccount };

/** A verified reply: its known fields with `code` and `msg`. */
export type AnyReply = { readonly [name: string]: unknown };

type Job = {
  readonly holder: AccountHolder;
  readonly exchanger: Exchanger;
  readonly endpoint: string;
  readonly service: OpenapiServiceDefinition;
  readonly parameters: object;
  readonly options: CallOptions;
};

/** Learns the certificate with this serial number if it is unknown. Throws AlipayError `signature` where it can't be trusted. */
export async function trustCertificate(
  job: Job,
  serial: string | undefined,
  raw: Pick<RawReply, "status" | "body">,
): Promise<void> {
  const { holder, exchanger, endpoint, options, service } = job;
  try {
    const way = { exchanger, endpoint, signal: options.signal };
    holder.account = await learnCertificate(holder.account, serial, way);
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    // The call was answered; only who answered could not be established.
    throw new AlipayError(
      "signature",
      `${service.name}: 应答所用的支付宝证书无法确认 (its certificate can't be trusted)`,
      {
        outcomeKnown: false,
        rawBytes: raw.body,
        httpStatus: raw.status,
        service: service.name,
        cause: error,
      },
    );
  }
}

// A reply does not echo the request; one of another trade, correctly signed, is a replay.
/** Throws AlipayError `signature` where the reply names another trade than the call did. */
export function assertSameTrade(
  job: Pick<Job, "service" | "parameters">,
  reply: object,
  raw: Pick<RawReply, "status" | "body">,
): void {
  const asked: { readonly [name: string]: unknown } = { ...job.parameters };
  const answer: { readonly [name: string]: unknown } = { ...reply };
  const name = asked["trade_no"] !== undefined && asked["trade_no"] !== "" ? "trade_no" : "out_trade_no";
  const expected = asked[name];
  const answered = answer[name];
  if (typeof expected !== "string" || expected === "" || answered === undefined || answered === expected) return;
  throw new AlipayError("signature", `${job.service.name}: 应答属于另一笔交易 (the reply is about another trade)`, {
    outcomeKnown: false,
    violations: [{ field: name, rule: "another_trade" }],
    rawBytes: raw.body,
    httpStatus: raw.status,
    service: job.service.name,
  });
}

/** Throws AlipayError `invalid_argument` for a service which no server calls, or an account which could not verify what comes back. */
export function assertCallable(account: OpenapiAccount, { caller, name: service }: OpenapiServiceDefinition): void {
  if (caller !== "server") {
    throw new AlipayError("invalid_argument", `${service}: 请用 buildRequest (no call: build it with buildRequest)`, {
      violations: [{ field: "method", rule: "not_called_by_servers" }],
      service,
    });
  }
  if (account.alipayKeys.length > 0) return;
  throw new AlipayError(
    "invalid_argument",
    "账户没有支付宝公钥，无法验证应答 (no Alipay public key to verify replies with)",
    {
      violations: [{ field: "alipayPublicKey", rule: "required" }],
      service,
    },
  );
}

/** The verified reply of one call. Throws AlipayError only. */
export async function callOpenapi(job: Job): Promise<AnyReply> {
  const { holder, exchanger, endpoint, service, parameters, options } = job;
  assertCallable(holder.account, service);
  return await exchanger.run({
    service,
    request: (nowMs) => {
      const { notifyUrl, appAuthToken, encrypt } = options;
      const requestOptions = { endpoint, nowMs, notifyUrl, appAuthToken, encrypt };
      const signed = buildOpenapiRequest(holder.account, { service, parameters }, requestOptions);
      return { shown: signed, http: httpRequestOf(signed) };
    },
    read: async ({ status, headers, body }) => {
      const raw: RawReply = { status, body, traceId: headers["trace_id"] };
      const envelope = openReply(service.name, raw);
      await trustCertificate(job, envelope.certSerial, raw);
      const reply: AnyReply = readOpenapiReply(holder.account, service, { envelope, raw });
      assertSameTrade(job, reply, raw);
      return reply;
    },
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
}
