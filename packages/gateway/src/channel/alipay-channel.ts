// The way to Alipay: accounts with their keys opened, pay requests, and the few calls the gateway makes, each with a time
// limit. Answers are values; "unknown" is one of them and never means "failed". It knows neither store nor payments' states.
import {
  type AlipayAccount,
  AlipayError,
  buildRequest,
  type MapiParameters,
  type OpenapiParameters,
  requestForm,
  requestUrl,
  type SignedRequest,
  type TradeFacts,
  type Verdict,
  verifyNotification,
} from "@dedepay/alipay";
import type { DoctorAccount } from "@dedepay/doctor";
import type { HttpSend } from "../platform/platform.ts";
import type { Sealer } from "../store/sealer.ts";
import type { AccountsTable } from "../store/tables/accounts.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import { type FormerKey, type KeptCredentials, keptCredentials } from "./account-credentials.ts";
import { type DoctorAccountParts, doctorAccount } from "./doctor-account.ts";
import { mapiCalls } from "./mapi-calls.ts";
import { openapiCalls } from "./openapi-calls.ts";
import { type OpenedAccount, openAccount } from "./opened-account.ts";
import type { MapiPayService, OpenapiPayService, PayContent } from "./pay-content.ts";
import { type ProbeAnswer, type ProbeName, type ProbeNumbers, probeAccount } from "./probe-account.ts";
import type { ProtocolCalls, RefundCall, RefundReport, Shipment } from "./protocol-calls.ts";
import { refundBatch } from "./refund-batch.ts";

export type PayRequest = {
  signedText: string;
  url: string;
  renderForm(nonce?: string): { html: Uint8Array; contentType: string };
};

export type PrecreatedCode = { qrCode: string; signedText: string };

export type TradeAnswer =
  | { kind: "trade"; facts: TradeFacts }
  /** Alipay knows no such trade: the buyer has not opened the cashier. Settles nothing. */
  | { kind: "absent" }
  /** Alipay answered, but not about the trade (no right to query, wrong signature, …). */
  | { kind: "refused"; error: AlipayError }
  /** `otherTrade`: Alipay's answer is about that number and not about the one that was asked for. */
  | { kind: "unknown"; error: AlipayError; otherTrade?: string };

export type ActionAnswer =
  | { kind: "accepted" }
  | { kind: "refused"; error: AlipayError }
  | { kind: "unknown"; error: AlipayError };

export type RefundAnswer =
  | RefundReport
  | { kind: "refused"; error: AlipayError }
  | { kind: "unknown"; error: AlipayError };

type VerifyOptions = Parameters<typeof verifyNotification>[2];

export type ChannelOptions = { http: HttpSend; nowMs(): number; sealer: Sealer };

type Opened = Omit<OpenedAccount, "account"> & { sealed: Uint8Array; endpoint: string; calls: ProtocolCalls };

/** A buyer is waiting behind most calls. */
const timeoutMs = 8000;
const noSuchRefund: readonly string[] = ["REFUND_NOT_EXIST", "TRADE_NOT_EXIST", "ACQ.TRADE_NOT_EXIST"];
const noSuchTrade: readonly string[] = ["TRADE_NOT_EXIST", "ACQ.TRADE_NOT_EXIST"];

export class AlipayChannel {
  readonly #o: ChannelOptions;
  readonly #opened = new Map<string, Opened>();

  constructor(options: ChannelOptions) {
    this.#o = options;
  }

  /** The account with its keys. Throws SealBroken where the master key is another one. */
  accountOf(row: AccountsTable): AlipayAccount {
    return this.#calls(row).account;
  }

  /** Also with the keys that Alipay signed with before, until their dates. */
  verifyNotification(row: AccountsTable, rawBody: Uint8Array, options: VerifyOptions = {}): Verdict {
    const { calls, verifiers } = this.#open(row);
    const verdict = verifyNotification(calls.account, rawBody, options);
    if (verdict.verified) return verdict;
    for (const verifier of verifiers) {
      const byFormer = verifyNotification(verifier, rawBody, options);
      if (byFormer.verified) return byFormer;
    }
    return verdict;
  }

  /** When and what, never the keys themselves. */
  formerKeysOf(row: AccountsTable): Omit<FormerKey, "text">[] {
    return this.keptCredentials(row).formerKeys.map(({ kind, validUntilMs }) => ({ kind, validUntilMs }));
  }

  /** For changing them only: holds the keys in clear. Throws SealBroken. */
  keptCredentials(row: AccountsTable): KeptCredentials {
    return keptCredentials(row.protocol, this.#o.sealer.open(row.secretsSealed, `accounts/${row.id}/secrets`));
  }

  /** The question about a trade as it would be sent, for the doctor's eyes. Asks nobody. Throws AlipayError. */
  queryUrl(row: AccountsTable, outTradeNo: string): string {
    const account = this.accountOf(row);
    const options = { endpoint: row.endpoint, nowMs: this.#o.nowMs() };
    return requestUrl(
      account.protocol === "mapi"
        ? buildRequest(account, "single_trade_query", { out_trade_no: outTradeNo }, options)
        : buildRequest(account, "alipay.trade.query", { out_trade_no: outTradeNo }, options),
    );
  }

  /** Throws AlipayError where the content or an address breaks a rule of the service. */
  payRequest(
    row: AccountsTable,
    attempt: AttemptsTable,
    { errorNotifyUrl, ...addresses }: { notifyUrl: string; returnUrl: string; errorNotifyUrl?: string },
  ): PayRequest {
    const content = JSON.parse(attempt.contentJson) as PayContent;
    const options = { endpoint: row.endpoint, nowMs: this.#o.nowMs(), ...addresses };
    const signed = signContent(this.accountOf(row), withErrorAddress(content, errorNotifyUrl), options);
    return {
      signedText: signed.signedText,
      url: requestUrl(signed),
      renderForm: (nonce) => requestForm(signed, nonce === undefined ? {} : { nonce }),
    };
  }

  /** Asks for a QR code. Throws AlipayError. */
  async precreate(row: AccountsTable, attempt: AttemptsTable, notifyUrl: string): Promise<PrecreatedCode> {
    const content = JSON.parse(attempt.contentJson) as PayContent;
    const qrCode = await capability(this.#calls(row).precreate, row)(content, notifyUrl);
    return { qrCode, signedText: JSON.stringify(content.parameters) };
  }

  /** `limitMs`: shorter than usual where somebody waits before a page. */
  async queryTrade(row: AccountsTable, outTradeNo: string, limitMs?: number): Promise<TradeAnswer> {
    try {
      const facts = await this.#calls(row).query(outTradeNo, limitMs);
      if (facts.outTradeNo === outTradeNo) return { kind: "trade", facts };
      // The signature covers the trade and not the question: somebody on the way could answer with another trade's reply.
      const error = new AlipayError("malformed_reply", "the reply is about another trade", { outcomeKnown: false });
      return { kind: "unknown", error, otherTrade: facts.outTradeNo };
    } catch (error) {
      const isAbsent = error instanceof AlipayError && noSuchTrade.includes(error.subCode ?? error.code ?? "");
      if (isAbsent) return { kind: "absent" };
      const answer = negative(error);
      const other = answer.error.violations?.find((violation) => violation.rule === "another_trade");
      // The wire library checks OpenAPI's replies by itself.
      return other === undefined ? answer : { kind: "unknown", error: answer.error, otherTrade: other.value ?? "" };
    }
  }

  /** Asks about a number that cannot exist, to learn what the account may do. Moves nothing. */
  async probe(row: AccountsTable, name: ProbeName, numbers: ProbeNumbers): Promise<ProbeAnswer> {
    return probeAccount(this.#calls(row), name, numbers);
  }

  /** Closes a trade that waits for its buyer. */
  async closeTrade(row: AccountsTable, outTradeNo: string): Promise<ActionAnswer> {
    return act(() => this.#calls(row).close(outTradeNo));
  }

  /** Sends a refund. Only a refusal of known outcome says that no money moved. */
  async refund(row: AccountsTable, call: RefundCall): Promise<RefundAnswer> {
    return report(() => this.#calls(row).refund(call));
  }

  async queryRefund(row: AccountsTable, call: RefundCall): Promise<RefundAnswer> {
    const answer = await report(() => this.#calls(row).queryRefund(call));
    const code = answer.kind === "refused" ? (answer.error.subCode ?? answer.error.code ?? "") : "";
    return noSuchRefund.includes(code) ? { kind: "absent" } : answer;
  }

  /** The address of Alipay's page on which the seller's operator types the payment password. Throws AlipayError. */
  refundPageUrl(row: AccountsTable, call: RefundCall): string {
    const account = this.accountOf(row);
    if (account.protocol !== "mapi") throw new TypeError(`account ${row.id} has no refund page`);
    const nowMs = this.#o.nowMs();
    const options = { endpoint: row.endpoint, nowMs, notifyUrl: call.notifyUrl };
    return requestUrl(buildRequest(account, "refund_fastpay_by_platform_pwd", refundBatch(call, nowMs), options));
  }

  /** Tells Alipay that the goods of an escrow trade are on their way; harmless when repeated. */
  async ship(row: AccountsTable, shipment: Shipment): Promise<ActionAnswer> {
    const ship = capability(this.#calls(row).ship, row);
    return act(() => ship(shipment));
  }

  /** The second check of a notification. `not_fresh` (acknowledged, expired, unknown) never means forged. */
  async checkFreshness(row: AccountsTable, notifyId: string): Promise<"fresh" | "not_fresh" | "unknown"> {
    try {
      return await capability(this.#calls(row).checkFreshness, row)(notifyId);
    } catch (error) {
      if (error instanceof AlipayError) return "unknown";
      throw error;
    }
  }

  /** For the doctor's eyes only: holds the keys in clear. Throws SealBroken. */
  doctorAccount(row: AccountsTable, about: Pick<DoctorAccountParts, "contracts" | "notifyUrl">): DoctorAccount {
    return doctorAccount({ row, credentials: this.keptCredentials(row).credentials, ...about });
  }

  #calls(row: AccountsTable): ProtocolCalls {
    return this.#open(row).calls;
  }

  /** Keys are parsed once per process; a row with other secrets is opened anew. */
  #open(row: AccountsTable): Opened {
    const nowMs = this.#o.nowMs();
    const known = this.#opened.get(row.id);
    const isCurrent = known?.endpoint === row.endpoint && Buffer.compare(known.sealed, row.secretsSealed) === 0;
    if (isCurrent && nowMs < known.untilMs) return known;
    const { account, verifiers, untilMs } = openAccount(this.keptCredentials(row), nowMs);
    // Our own schedule decides when to ask again, so the client never does.
    const options = { endpoint: row.endpoint, send: this.#o.http, now: () => this.#o.nowMs(), timeoutMs, retries: 0 };
    const calls = account.protocol === "mapi" ? mapiCalls(account, options) : openapiCalls(account, options);
    const opened = { sealed: row.secretsSealed, endpoint: row.endpoint, calls, verifiers, untilMs };
    this.#opened.set(row.id, opened);
    return opened;
  }
}

/** A call that the account's protocol does not have is our own mistake: the product chose the protocol. */
function capability<Call>(call: Call | undefined, row: AccountsTable): Call {
  if (call === undefined) throw new TypeError(`account ${row.id} (${row.protocol}) has no such call`);
  return call;
}

async function report(call: () => Promise<RefundReport>): Promise<RefundAnswer> {
  try {
    return await call();
  } catch (error) {
    return negative(error);
  }
}

async function act(call: () => Promise<void>): Promise<ActionAnswer> {
  try {
    await call();
    return { kind: "accepted" };
  } catch (error) {
    return negative(error);
  }
}

function negative(error: unknown): { kind: "refused" | "unknown"; error: AlipayError } {
  if (!(error instanceof AlipayError)) throw error;
  return { kind: error.outcomeKnown ? "refused" : "unknown", error };
}

/** An address of the envelope which Alipay takes among the service's own fields. */
function withErrorAddress(content: PayContent, errorNotifyUrl: string | undefined): PayContent {
  if (errorNotifyUrl === undefined || !takesErrorAddress(content.service)) return content;
  return { ...content, parameters: { ...content.parameters, error_notify_url: errorNotifyUrl } };
}

/** The only service whose document names it. */
export function takesErrorAddress(service: string): boolean {
  return service === "create_direct_pay_by_user";
}

/** What was frozen was validated then, and is validated again by the builder: the cast only tells the compiler. */
function signContent(
  account: AlipayAccount,
  content: PayContent,
  options: { endpoint: string; nowMs: number; notifyUrl: string; returnUrl: string },
): SignedRequest {
  if (account.protocol === "mapi") {
    const service = content.service as MapiPayService;
    return buildRequest(account, service, content.parameters as MapiParameters<MapiPayService>, options);
  }
  const service = content.service as OpenapiPayService;
  return buildRequest(account, service, content.parameters as OpenapiParameters<OpenapiPayService>, options);
}
