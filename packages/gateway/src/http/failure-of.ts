// Turns whatever a route threw into one of the sixteen. What we did not expect is 1001 and tells nothing of our insides.
import { DedepayError } from "@dedepay/errors";
import { invalidRequest, type SchemaFinding } from "./violations.ts";

/** What Fastify adds to its own errors. */
type FrameworkError = {
  code?: unknown;
  statusCode?: unknown;
  validation?: unknown;
  validationContext?: unknown;
};

export type FailedRequest = {
  method: string;
  url: string;
  contentType: string | undefined;
  bodyLimitBytes: number;
  /** The part of the request that was checked, by Fastify's name for it. */
  part(context: string): unknown;
};

/** The failure that the caller sees for `thrown`. Never throws. */
export function failureOf(thrown: unknown, request: FailedRequest): DedepayError {
  if (thrown instanceof DedepayError) return thrown;
  if (!(thrown instanceof Error)) return systemError(thrown);
  const error: Error & FrameworkError = thrown;
  if (Array.isArray(error.validation)) {
    const context = typeof error.validationContext === "string" ? error.validationContext : "body";
    return invalidRequest(error.validation as SchemaFinding[], request.part(context), context);
  }
  return frameworkFailure(error, request) ?? systemError(error);
}

function frameworkFailure(error: Error & FrameworkError, request: FailedRequest): DedepayError | undefined {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new DedepayError(1007, {
        status: 413,
        detail: {
          zh: `请求体太大，这里最多接受 ${request.bodyLimitBytes} 字节。`,
          en: `The body is too large; at most ${request.bodyLimitBytes} bytes are accepted here.`,
        },
        extra: { limit_bytes: request.bodyLimitBytes },
        cause: error,
      });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new DedepayError(1007, {
        status: 415,
        param: "Content-Type",
        detail: {
          zh: `不支持的请求内容类型“${request.contentType ?? ""}”。`,
          en: `Content type "${request.contentType ?? ""}" is not supported here.`,
        },
        cause: error,
      });
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new DedepayError(1007, {
        status: 400,
        param: "Content-Length",
        detail: {
          zh: "请求体的长度与 Content-Length 不一致。",
          en: "The body's length differs from Content-Length.",
        },
        cause: error,
      });
    case "FST_ERR_BAD_URL":
      return new DedepayError(1002, {
        detail: { zh: "网址里有不合法的百分号编码。", en: "The address holds an invalid percent-encoding." },
        cause: error,
      });
    case "FST_ERR_MAX_PARAM_LENGTH":
      return notFoundFailure(request.method, request.url);
    default:
      return undefined;
  }
}

/** 1009 for an address which nothing answers. */
export function notFoundFailure(method: string, url: string): DedepayError {
  const path = pathOf(url);
  return new DedepayError(1009, {
    detail: { zh: `没有这个地址：${method} ${path}`, en: `Nothing is served at ${method} ${path}` },
    extra: { looked_up: `${method} ${path}` },
  });
}

/** 1006 for an address which answers other methods only. */
export function methodFailure(method: string, url: string, allowed: readonly string[]): DedepayError {
  const path = pathOf(url);
  const list = allowed.join(", ");
  return new DedepayError(1006, {
    detail: {
      zh: `${path} 不接受 ${method}，只接受 ${list}。`,
      en: `${path} does not take ${method}; it takes ${list}.`,
    },
    extra: { allowed },
  });
}

/** Our own fault. The cause goes to the log only. */
export function systemError(cause: unknown): DedepayError {
  return new DedepayError(1001, {
    detail: {
      zh: "网关内部出错，请求没有完成。请用同样的内容重试；如果仍然失败，把请求号交给网站管理员。",
      en: "The gateway failed and did not finish the request. Retry it unchanged; if it fails again, give the request id to the site's administrator.",
    },
    cause,
  });
}

function pathOf(url: string): string {
  const path = url.split("?", 1)[0] ?? url;
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
