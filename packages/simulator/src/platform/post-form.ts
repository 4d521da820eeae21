// Posts a form over HTTP as Alipay's notifier does: no redirect followed, no cookies, a short look at the answer.
// It must not know what the form says.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type PostOutcome =
  | { kind: "answered"; status: number; body: Buffer; truncated: boolean; location?: string }
  | { kind: "unreachable"; reason: string };

export interface PostOptions {
  url: string;
  contentType: string;
  /** Percent-encoded form text: ASCII. */
  body: string;
  timeoutMs: number;
}

export type PostForm = (options: PostOptions) => Promise<PostOutcome>;

const answerLimitBytes = 16 * 1024;

interface HttpPoster {
  post: PostForm;
  close(): void;
}

/** A poster with its own connection pool; close() drops the pool. A failure is an outcome, never an exception. */
export function createHttpPoster(): HttpPoster {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 64 });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 64 });
  return {
    post: (options) => send(options, httpAgent, httpsAgent),
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function send(options: PostOptions, httpAgent: HttpAgent, httpsAgent: HttpsAgent): Promise<PostOutcome> {
  const address = addressOf(options.url);
  if (address === undefined) return Promise.resolve({ kind: "unreachable", reason: "not an http or https URL" });
  return new Promise((resolve) => {
    const request = (address.secure ? httpsRequest : httpRequest)({
      host: address.host,
      port: address.port,
      path: address.path,
      method: "POST",
      agent: address.secure ? httpsAgent : httpAgent,
      headers: {
        host: address.hostHeader,
        "content-type": options.contentType,
        "content-length": options.body.length,
        "user-agent": "Mozilla/4.0",
      },
    });
    const deadline = setTimeout(() => request.destroy(new Error("timed out")), options.timeoutMs);
    const finish = (outcome: PostOutcome): void => {
      clearTimeout(deadline);
      resolve(outcome);
    };
    request.on("response", (response) => readAnswer(response, finish));
    request.on("error", (error) => finish({ kind: "unreachable", reason: error.message || error.name }));
    // As one latin1 text it leaves in the same packet as the head.
    request.end(options.body, "latin1");
  });
}

function readAnswer(response: IncomingMessage, finish: (outcome: PostOutcome) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (truncated: boolean): void => {
    const { location } = response.headers;
    finish({
      kind: "answered",
      status: response.statusCode ?? 0,
      body: Buffer.concat(chunks),
      truncated,
      ...(location === undefined ? {} : { location }),
    });
  };
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > answerLimitBytes) {
      end(true);
      response.destroy();
    }
  });
  response.on("end", () => end(false));
  response.on("error", (error) => finish({ kind: "unreachable", reason: error.message }));
}

interface Address {
  secure: boolean;
  host: string;
  hostHeader: string;
  port: number;
  path: string;
}

/** A shop posts to few addresses, and reading one costs as much as the rest of a send. */
const addresses = new Map<string, Address | undefined>();
const mostAddresses = 1000;

function addressOf(text: string): Address | undefined {
  if (addresses.has(text)) return addresses.get(text);
  if (addresses.size >= mostAddresses) addresses.clear();
  const address = readAddress(text);
  addresses.set(text, address);
  return address;
}

function readAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const secure = url.protocol === "https:";
  if (!secure && url.protocol !== "http:") return undefined;
  return {
    secure,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    hostHeader: url.host,
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
  };
}
