// A request as a server received it: URL and body are one message, beside the code with which it was refused.
import { decodeText } from "@dedepay/alipay";
import type { Evidence, EvidenceInput } from "./evidence.ts";
import type { Piece } from "./piece.ts";
import { queryFields } from "./query-fields.ts";
import { createSignedMessage } from "./signed-message.ts";

type ServerRequest = Exclude<
  EvidenceInput,
  string | Uint8Array | { readonly probed: unknown } | readonly EvidenceInput[]
>;

const maxBodyBytes = 512 * 1024;

/** The request's message, code and echo. */
export function readServerRequest({ url, body, signedText, error }: ServerRequest): Evidence {
  const pieces: Piece[] = [];
  const query = url?.indexOf("?") ?? -1;
  const bodyBytes = Buffer.from(body ?? "").subarray(0, maxBodyBytes);
  const fromBody = queryFields(bodyBytes.toString("latin1"));
  const names = new Set(fromBody.map(({ name }) => name));
  const fromUrl =
    url === undefined || query === -1 ? [] : queryFields(Buffer.from(url.slice(query + 1)).toString("latin1"));
  const fields = [...fromUrl.filter(({ name }) => !names.has(name)), ...fromBody];
  const address = url === undefined || query === -1 ? url : url.slice(0, query);
  const message = createSignedMessage({ fields, form: "query", url: address });
  if (message !== undefined) pieces.push(message);
  if (error !== undefined && error !== "") pieces.push({ kind: "code", code: error, from: "reply" });
  if (signedText !== undefined && signedText !== "") pieces.push({ kind: "echo", by: "gateway", text: signedText });
  return { pieces, text: decodeText(bodyBytes, "utf-8").text, truncated: (body?.length ?? 0) > maxBodyBytes };
}
