// What the old gateway's address answers: a way to go on for a browser, or a document for a server.
import { type Charset, encodeText, mapiServices, type ServiceDefinition } from "@dedepay/alipay";
import { assertNever } from "../assert-never.ts";
import type { TakenOrder } from "./take-order.ts";

export type LegacyAnswer = { kind: "redirect"; url: string } | Exclude<TakenOrder, { kind: "pay" }> | LegacyDocument;

export type LegacyDocument = { kind: "document"; contentType: string; body: Uint8Array };

/** How a service's caller reads an answer. */
export type LegacyForm = "page" | "xml" | "text" | "form";

const definitions: Readonly<Record<string, ServiceDefinition>> = mapiServices;

/** A service that nobody knows is answered with a page: whoever reads it is looking for a mistake. */
export function formOf(service: string): LegacyForm {
  const definition = Object.hasOwn(definitions, service) ? definitions[service] : undefined;
  if (definition === undefined || definition.caller === "browser") return "page";
  return definition.reply === "text" || definition.reply === "form" ? definition.reply : "xml";
}

export function textAnswer(text: string): LegacyDocument {
  return { kind: "document", contentType: "text/plain; charset=utf-8", body: Buffer.from(text, "utf8") };
}

/** An `<alipay>` document in the caller's charset. */
export function xmlAnswer(content: string, charset: Charset): LegacyDocument {
  const name = encodingName(charset);
  const text = `<?xml version="1.0" encoding="${name}"?>\n<alipay>${content}</alipay>`;
  return xmlDocument(encodeText(text, charset).bytes, charset);
}

export function xmlDocument(body: Uint8Array, charset: Charset): LegacyDocument {
  return { kind: "document", contentType: `text/xml; charset=${encodingName(charset)}`, body };
}

/** `code` is one of Alipay's: letters, digits, underscores. */
export function failureAnswer(form: Exclude<LegacyForm, "page">, code: string, charset: Charset): LegacyDocument {
  switch (form) {
    case "text":
      return textAnswer("false");
    case "form":
      return textAnswer(`is_success=F&error_code=${code}`);
    case "xml":
      return xmlAnswer(`<is_success>F</is_success><error>${code}</error>`, charset);
    default:
      return assertNever(form);
  }
}

function encodingName(charset: Charset): string {
  return charset === "utf-8" ? "utf-8" : "GBK";
}
