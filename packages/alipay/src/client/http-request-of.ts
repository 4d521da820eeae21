// A signed request as one HTTP request of a server.
import type { HttpRequest } from "../platform/http-send.ts";
import { encodePairs } from "../request/percent-encoding.ts";
import { requestUrl, withQuery } from "../request/request-url.ts";
import type { SignedRequest } from "../request/signed-request.ts";

/** A GET with everything in the URL, or a POST whose URL carries the charset only: logs of proxies hold URLs. */
export function httpRequestOf(request: SignedRequest): Pick<HttpRequest, "method" | "url" | "headers" | "body"> {
  if (request.httpMethod === "GET") return { method: "GET", url: requestUrl(request), headers: { accept: "*/*" } };
  const charsetName = request.fields.some(([name]) => name === "_input_charset") ? "_input_charset" : "charset";
  return {
    method: "POST",
    url: withQuery(request.endpoint, `${charsetName}=${request.charset}`),
    headers: {
      accept: "*/*",
      "content-type": `application/x-www-form-urlencoded;charset=${request.charset}`,
    },
    body: Buffer.from(encodePairs(request.fields, request.charset), "latin1"),
  };
}
