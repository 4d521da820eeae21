// Asks the shop's plus/dedepay.php a signed question: is it there, are the keys the same on both sides, is the drop-in the
// one which was installed? Says what is wrong in words of the way in between.
import { createHmac, hash } from "node:crypto";
import { pluginPath } from "../inspect/inspected-paths.ts";

export type PingRequest = {
  readonly method: "GET";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};
export type PingReply = { readonly status: number; readonly body: Uint8Array };

/** Rejects with an Error which carries a `code` or a `cause` with one where nobody answers. */
export type PingSend = (request: PingRequest) => Promise<PingReply>;

export type PingTrouble =
  /** Nobody answers at that address. */
  | "unreachable"
  /** 404: the file is not where the address leads. */
  | "not_found"
  /** A redirect, most often from http to https or to www. */
  | "redirected"
  /** The settings file is missing or incomplete. */
  | "not_configured"
  /** The keys differ on both sides, or the clocks. */
  | "not_signed"
  /** 5xx without an answer of ours: PHP stopped. */
  | "php_error"
  /** Something else answers: a firewall, a login page, another site. */
  | "not_ours"
  /** One of the other files is missing: an upload stopped half-way. */
  | "incomplete"
  /** It answers, but a file is not the one which was installed. */
  | "other_files"
  /** It answers, but can't use the shop's database. */
  | "no_database";

export type PingResult =
  | { readonly kind: "ok"; readonly php: string; readonly lineEndsChanged: boolean }
  | {
      readonly kind: "trouble";
      readonly trouble: PingTrouble;
      readonly status: number | undefined;
      /** Which files differ, or the shop's own word for what is wrong. */
      readonly detail: string;
    };

export type Ping = {
  readonly webhookUrl: string;
  /** A secret. */
  readonly webhookSecret: string;
  /** What was installed, by path: the files whose hashes the shop tells. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly nowMs: number;
  readonly send: PingSend;
};

export async function pingSite(ping: Ping): Promise<PingResult> {
  const timestamp = String(Math.floor(ping.nowMs / 1000));
  const text = `GET\n${new URL(ping.webhookUrl).pathname}\n\n${timestamp}\n${hash("sha256", "")}`;
  const signature = `v1=${createHmac("sha256", ping.webhookSecret).update(text).digest("hex")}`;
  const headers = { "dedepay-timestamp": timestamp, "dedepay-signature": signature };
  let reply: PingReply;
  try {
    reply = await ping.send({ method: "GET", url: ping.webhookUrl, headers });
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    return trouble("unreachable");
  }
  return readReply(reply, ping.files);
}

function readReply({ status, body }: PingReply, files: Ping["files"]): PingResult {
  const answer = readJson(body);
  if (answer !== undefined && status === 200 && "plugin_sha256" in answer) return readAnswer(answer, files);
  const outcome = typeof answer?.["outcome"] === "string" ? answer["outcome"] : "";
  if (outcome !== "") return trouble(outcomes[outcome] ?? "php_error", status, outcome);
  if (status === 404) return trouble("not_found", status);
  if (status >= 300 && status < 400) return trouble("redirected", status);
  return trouble(status >= 500 ? "php_error" : "not_ours", status);
}

const outcomes: Readonly<Record<string, PingTrouble>> = {
  not_configured: "not_configured",
  not_signed: "not_signed",
  file_missing: "incomplete",
  database_unavailable: "no_database",
};

function readAnswer(answer: Readonly<Record<string, unknown>>, files: Ping["files"]): PingResult {
  const told = { [pluginPath]: answer["plugin_sha256"], ...recordOf(answer["files"]) };
  const differing: string[] = [];
  let lineEndsChanged = false;
  for (const [path, hash] of Object.entries(told)) {
    const bytes = files.get(path);
    if (bytes === undefined || hash === sha256(bytes)) continue;
    if (hash === sha256(withCrLf(bytes))) lineEndsChanged = true;
    else differing.push(path);
  }
  if (differing.length > 0) return trouble("other_files", 200, differing.join(", "));
  const database = answer["database"] ?? "ok";
  if (database !== "ok") return trouble("no_database", 200, String(database).slice(0, 80));
  return { kind: "ok", php: String(answer["php"] ?? "?").slice(0, 20), lineEndsChanged };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function trouble(what: PingTrouble, status?: number, detail = ""): PingResult {
  return { kind: "trouble", trouble: what, status, detail };
}

function readJson(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** FTP in text mode rewrites line ends; PHP does not mind. */
function withCrLf(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
}

function sha256(bytes: Uint8Array): string {
  return hash("sha256", bytes);
}

/** What `fetch` rejects with: a TypeError whose cause has a code, or a TimeoutError. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Error && (error instanceof TypeError || error.name === "TimeoutError");
}
