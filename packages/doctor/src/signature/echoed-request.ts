// The request as the gateway says it saw it: the parameters of its echoed string with the signature that was sent.
import { toByteText } from "../evidence/byte-text.ts";
import { fieldValue } from "../evidence/field.ts";
import { charsetNamed } from "../evidence/query-messages.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { parametersOf } from "./text-differences.ts";

export function echoedRequest(request: SignedMessage, echo: string): SignedMessage {
  const declared = fieldValue(request.fields, request.protocol === "mapi" ? "_input_charset" : "charset");
  const charset = charsetNamed(declared ?? "") ?? "utf-8";
  const text = toByteText(echo, charset) ?? toByteText(echo, "utf-8") ?? "";
  const fields = [...parametersOf(text)].map(([name, value]) => ({ name, value }));
  const envelope = request.fields.filter(
    ({ name }) => name === "sign" || (name === "sign_type" && request.protocol === "mapi"),
  );
  return { ...request, fields: [...fields, ...envelope], form: "dump" };
}
