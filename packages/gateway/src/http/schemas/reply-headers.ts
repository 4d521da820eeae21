// Headers of replies, as the description lists them.
import { both } from "./both-languages.ts";

type DescribedHeader = { type: string; description: string; enum?: string[]; pattern?: string };
export type ReplyHeaders = Readonly<Record<string, DescribedHeader>>;

const requestId: DescribedHeader = {
  type: "string",
  description: both("请求号，也在网关日志里", "Request id; the gateway's log has the same"),
};

const ofProblem: ReplyHeaders = {
  "Content-Language": {
    type: "string",
    enum: ["zh-CN", "en"],
    description: both("正文的语言", "Language of the texts"),
  },
};

const retryAfter: ReplyHeaders = {
  "Retry-After": { type: "string", pattern: "^\\d+$", description: both("多少秒之后再试", "Seconds to wait") },
};

/** `Dedepay-Request-Id` and what the reply adds to it. */
export function replyHeaders(o: { problem?: boolean; retryAfter?: boolean; more?: ReplyHeaders } = {}): ReplyHeaders {
  return {
    "Dedepay-Request-Id": requestId,
    ...(o.problem === true && ofProblem),
    ...(o.retryAfter === true && retryAfter),
    ...o.more,
  };
}

export const location: ReplyHeaders = {
  Location: { type: "string", description: both("这个资源的地址", "Where the resource is") },
};

export const replayed: ReplyHeaders = {
  "Idempotent-Replayed": {
    type: "string",
    enum: ["true"],
    description: both(
      "这是同一幂等键先前的回答，没有再做一次",
      "The stored answer of an earlier request with the same Idempotency-Key; nothing was done again",
    ),
  },
};
