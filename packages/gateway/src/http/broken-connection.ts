// What was not even HTTP (a garbled request line, too large headers) still gets one of the sixteen and a request id.
import type { Socket } from "node:net";
import { DedepayError } from "@dedepay/errors";
import { problemHeaders, problemOf } from "./problem.ts";
import type { ServerParts } from "./server-parts.ts";

type ConnectionError = Error & { code?: string };

export function answerBrokenConnection(error: ConnectionError, socket: Socket, parts: ServerParts): void {
  // The other side is gone: nobody to answer, nothing to explain.
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = parts.gateway.newRequestId();
  const failure = failureOfConnection(error);
  parts.log.info({ requestId, code: failure.unified, status: failure.status, error: error.code }, "broken request");
  const body = JSON.stringify(problemOf(failure, { requestId, language: "zh", publicUrl: parts.publicUrl() }));
  const headers = {
    ...problemHeaders(failure, "zh"),
    "dedepay-request-id": requestId,
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${failure.status} ${reasons[failure.status] ?? "Error"}`, ...lines, "", body].join("\r\n"));
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

function failureOfConnection(error: ConnectionError): DedepayError {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return new DedepayError(1007, {
        status: 431,
        detail: { zh: "请求头太大。", en: "The request's headers are too large." },
        cause: error,
      });
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new DedepayError(1007, {
        status: 408,
        detail: { zh: "请求没有及时发送完整。", en: "The request was not completed in time." },
        cause: error,
      });
    default:
      return new DedepayError(1007, {
        status: 400,
        detail: { zh: "收到的内容不是合法的 HTTP 请求。", en: "What arrived is not a valid HTTP request." },
        cause: error,
      });
  }
}
