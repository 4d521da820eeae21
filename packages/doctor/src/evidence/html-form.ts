// Reads an HTML form as a browser would post it: hidden fields, named buttons, and what a stray quote cut off.

import type { Charset } from "@dedepay/alipay";
import { toByteText } from "./byte-text.ts";
import { decodeEntities } from "./decode-entities.ts";
import type { Field } from "./field.ts";
import { queryFields } from "./query-fields.ts";
import { createSignedMessage, type SignedMessage } from "./signed-message.ts";

const maxInputs = 300;

const maxForms = 10;

/** The first form of the page that is for Alipay, as a message; undefined where there is none. */
export function readHtmlForm(html: string, charset: Charset): SignedMessage | undefined {
  const tags = [...html.matchAll(/<form\b([^>]{0,4000})>/giu)].slice(0, maxForms);
  for (const tag of tags) {
    const message = readForm(html, tag, charset);
    if (message !== undefined) return message;
  }
  return undefined;
}

function readForm(
  html: string,
  tag: RegExpMatchArray & { index?: number },
  charset: Charset,
): SignedMessage | undefined {
  const from = (tag.index ?? 0) + tag[0].length;
  const attributes = tag[1] ?? "";
  const action = decodeEntities(attribute(attributes, "action") ?? "");
  const formMethod = attribute(attributes, "method")?.toUpperCase() === "POST" ? "POST" : "GET";
  const end = html.slice(from).search(/<\/form/iu);
  const inside = end === -1 ? html.slice(from) : html.slice(from, from + end);
  const posted = inputFields(inside, charset);
  const query = action.indexOf("?");
  const names = new Set(posted.map(({ name }) => name));
  // A form that sends by GET throws the action's own query away.
  const ofAction = query === -1 ? [] : queryFields(action.slice(query + 1)).filter(({ name }) => !names.has(name));
  const [sent, lostFields] = formMethod === "GET" ? [[], ofAction] : [ofAction, []];
  const url = action === "" ? undefined : action;
  return createSignedMessage({ fields: [...sent, ...posted], form: "html_form", url, formMethod, lostFields });
}

function inputFields(html: string, charset: Charset): Field[] {
  const fields: Field[] = [];
  for (const match of html.matchAll(/<(input|button|textarea)\b/giu)) {
    if (fields.length >= maxInputs) break;
    const tag = tagText(html, match.index + match[0].length);
    const name = attribute(tag, "name");
    const kind = attribute(tag, "type")?.toLowerCase();
    if (name === undefined || name === "" || kind === "button" || kind === "reset") continue;
    const field = inputField({ name, tag, kind, charset });
    if (field !== undefined) fields.push(field);
  }
  return fields;
}

function inputField(input: {
  name: string;
  tag: string;
  kind: string | undefined;
  charset: Charset;
}): Field | undefined {
  const { name, tag, kind, charset } = input;
  const raw = attribute(tag, "value") ?? "";
  const bytes = (text: string): string | undefined =>
    toByteText(decodeEntities(text), charset) ?? toByteText(decodeEntities(text), "utf-8");
  const value = bytes(raw);
  const nameBytes = bytes(name);
  if (value === undefined || nameBytes === undefined) return undefined;
  const uncut = cutRest(tag, raw);
  const whole = uncut === undefined ? undefined : bytes(uncut);
  return {
    name: nameBytes,
    value,
    ...(kind === "submit" || kind === "image" ? { button: true as const } : {}),
    ...(whole === undefined ? {} : { uncut: whole }),
  };
}

/** From behind the tag's name to its ">", quotes respected as a browser does. */
function tagText(html: string, from: number): string {
  let quote = "";
  for (let index = from; index < html.length && index < from + 20_000; index += 1) {
    const character = html[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") return html.slice(from, index);
    else if ((character === '"' || character === "'") && /=\s*$/u.test(html.slice(Math.max(from, index - 3), index)))
      quote = character;
  }
  return html.slice(from, from + 20_000);
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "iu").exec(tag);
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3]);
}

// value='It's here'/> : a browser stops at the second quote. The writer meant the last one.
function cutRest(tag: string, value: string): string | undefined {
  const match = /value\s*=\s*(["'])/iu.exec(tag);
  if (match === null) return undefined;
  const quote = match[1] ?? "";
  const start = match.index + match[0].length;
  const close = start + value.length;
  const after = tag.slice(close + 1);
  if (!/^[^\s/>]/u.test(after)) return undefined;
  const last = tag.lastIndexOf(quote);
  return last > close ? tag.slice(start, last) : undefined;
}
