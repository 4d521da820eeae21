// One case on the table: evidence, context, and what every check may ask of them. Signatures are read once, when asked.

import { findCodes } from "@dedepay/errors";
import { accountOfMessage } from "./account/account-of-message.ts";
import type { DoctorAccount, DoctorContext } from "./doctor-context.ts";
import { readableText } from "./evidence/byte-text.ts";
import type { Evidence } from "./evidence/evidence.ts";
import type { CodePiece, Piece } from "./evidence/piece.ts";
import type { SignedMessage } from "./evidence/signed-message.ts";
import { compareEchoes } from "./signature/compare-echoes.ts";
import { echoedRequest } from "./signature/echoed-request.ts";
import { type ReplySignature, readReplySignature } from "./signature/read-reply-signature.ts";
import { readSignature } from "./signature/read-signature.ts";
import { draftText, rightDrafts } from "./signature/sign-draft.ts";
import type { SignatureReading } from "./signature/signature-reading.ts";

// Messages beyond these are read but their signatures are not searched.
const maxSignatures = 3;

export class Examination {
  readonly evidence: Evidence;
  readonly context: DoctorContext;
  readonly codes: readonly CodePiece[];
  #signatures: readonly SignatureReading[] | undefined;
  #replies: readonly ReplySignature[] | undefined;

  constructor(evidence: Evidence, context: DoctorContext) {
    this.evidence = evidence;
    this.context = context;
    this.codes = collectCodes(evidence);
  }

  get signatures(): readonly SignatureReading[] {
    if (this.#signatures !== undefined) return this.#signatures;
    const readings = [
      ...this.messages.slice(0, maxSignatures).map((message) => readSignature(message, this.context, this.messages)),
      ...comparedEchoes(this),
    ];
    // The gateway's own string is looked into where the request itself explains nothing.
    const isDark = readings.every(({ state }) => state === "unexplained" || state === "no_key");
    const echoed = isDark ? echoedRequests(this).map((message) => readSignature(message, this.context)) : [];
    this.#signatures = [...readings, ...echoed.filter(({ state }) => state === "explained")];
    return this.#signatures;
  }

  get replySignatures(): readonly ReplySignature[] {
    this.#replies ??= this.pieces("reply")
      .slice(0, maxSignatures)
      .map((reply) => readReplySignature(reply, this.context));
    return this.#replies;
  }

  get messages(): readonly SignedMessage[] {
    return this.pieces("message");
  }

  get requests(): readonly SignedMessage[] {
    return this.messages.filter(({ role }) => role === "request");
  }

  /** What Alipay posted or sent with the browser. */
  get received(): readonly SignedMessage[] {
    return this.messages.filter(({ role }) => role !== "request");
  }

  /** Messages of Alipay's, or of somebody who claims to be Alipay, whose signature nothing known makes with the keys at hand. */
  get disbelieved(): readonly SignedMessage[] {
    return this.signatures
      .filter(({ notReproduced, message }) => notReproduced === true && message.role !== "request")
      .map(({ message }) => message);
  }

  /** Names of the message's fields which a mistake in its signature has changed: their values say nothing of the content. */
  alteredFields(message: SignedMessage): ReadonlySet<string> {
    const mistakes = this.signatures
      .filter((reading) => reading.message === message)
      .flatMap(({ mistakes }) => mistakes);
    return new Set(mistakes.flatMap(({ fields = [] }) => fields));
  }

  /** Accounts which the evidence is about: those that its messages name, or all. */
  get concernedAccounts(): readonly DoctorAccount[] {
    const matches = this.messages.map((message) => accountOfMessage(message, this.context));
    if (matches.length === 0 || matches.some(({ named }) => !named)) return this.accounts;
    return [...new Set(matches.flatMap(({ own }) => own))];
  }

  get accounts(): readonly DoctorAccount[] {
    return this.context.accounts ?? [];
  }

  pieces<Kind extends Piece["kind"]>(kind: Kind): readonly Extract<Piece, { kind: Kind }>[] {
    return this.evidence.pieces.filter((piece): piece is Extract<Piece, { kind: Kind }> => piece.kind === kind);
  }

  /** Whether one of these codes was seen, in any spelling of the catalogue. */
  hasCode(...codes: readonly string[]): boolean {
    return this.codes.some(
      ({ code }) => codes.includes(code) || findCodes(code).some((policy) => codes.includes(policy.code)),
    );
  }

  /** The words of the evidence which fit the pattern. */
  says(pattern: RegExp): string | undefined {
    return pattern.exec(this.evidence.text)?.[0];
  }

  /** The known account that the message names, or the only one there is. */
  accountOf(message: SignedMessage): DoctorAccount | undefined {
    return accountOfMessage(message, this.context).own[0];
  }
}

// The gateway's own string with the request's signature: what Alipay really compared. Told apart by the name of the form.
// Nothing new where it is the string that the request makes by the rules.
function echoedRequests(examination: Examination): readonly SignedMessage[] {
  const [request] = examination.requests;
  const echo = examination.pieces("echo").find(({ by }) => by === "gateway");
  if (request === undefined || echo === undefined) return [];
  const echoed = echoedRequest(request, echo.text);
  const same = requestText(echoed) === requestText(request);
  return same ? [] : [echoed];
}

function requestText(request: SignedMessage): string | undefined {
  return rightDrafts(request).map(draftText)[0];
}

// Both strings at hand: what the program signed against what the gateway checked. Where the program says nothing, the request
// itself, if it is the one that the gateway speaks of: what differs then was changed on its way.
function comparedEchoes(examination: Examination): readonly SignatureReading[] {
  const [ofGateway, ofProgram] = (["gateway", "program"] as const).map(
    (by) => examination.pieces("echo").find((echo) => echo.by === by)?.text,
  );
  if (ofGateway === undefined) return [];
  if (ofProgram !== undefined) return [compareEchoes(ofGateway, ofProgram)].flatMap((reading) => reading ?? []);
  const [request] = examination.requests;
  const text = request === undefined ? undefined : requestText(request);
  const timestamp = /(?:^|&)timestamp=[^&]*/u.exec(ofGateway)?.[0];
  if (text === undefined || timestamp === undefined || !text.includes(timestamp)) return [];
  return [compareEchoes(ofGateway, readableText(text), true)].flatMap((reading) => reading ?? []);
}

function collectCodes(evidence: Evidence): readonly CodePiece[] {
  const codes = new Map<string, CodePiece>();
  for (const piece of evidence.pieces) {
    if (piece.kind === "code") codes.set(piece.code, piece);
    if (piece.kind !== "reply") continue;
    const code = piece.subCode ?? (piece.code === "10000" ? undefined : piece.code);
    if (code !== undefined) codes.set(code, { kind: "code", code, namespace: "openapi", from: "reply" });
  }
  return [...codes.values()];
}
