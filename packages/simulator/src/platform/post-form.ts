// Posts a form over HTTP as Alipay's notifier does: no redirect followed, no cookies, a short look at the answer.
// It must not know what the form says.
import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type PostOutcome =
  | { kind: "answered"; status: number; body: Buffer; truncated: boolean; location?: string }
  | { kind: "unreachable"; reason: string };

export interface PostOptions {
  url: string;
  contentType: string;
  body: Uint8Array;
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
  if (!URL.canParse(options.url)) return Promise.resolve({ kind: "unreachable", reason: "not a URL" });
  const url = new URL(options.url);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return Promise.resolve({ kind: "unreachable", reason: `scheme ${url.protocol} is not http or https` });
  }
  const secure = url.protocol === "https:";
  return new Promise((resolve) => {
    const request = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: "POST",
        agent: secure ? httpsAgent : httpAgent,
        headers: {
          "content-type": options.contentType,
          "content-length": options.body.byteLength,
          "user-agent": "Mozilla/4.0",
        },
        signal: AbortSignal.timeout(options.timeoutMs),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        let truncated = false;
        const finish = (): void => {
          const location = response.headers.location;
          resolve({
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
            truncated = true;
            finish();
            response.destroy();
          }
        });
        response.on("end", finish);
        response.on("error", (error) => resolve({ kind: "unreachable", reason: error.message }));
      },
    );
    request.on("error", (error) => resolve({ kind: "unreachable", reason: error.message || error.name }));
    request.end(options.body);
  });
}
