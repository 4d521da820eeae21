// Reads the forms of a page as a browser would fill them in by default. For our own pages: it knows no script and no
// malformed HTML.
import { decodeEntities } from "./decode-entities.ts";

export interface HtmlForm {
  readonly method: "GET" | "POST";
  /** As written; relative to the page. Empty means the page itself. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Buttons with a name: the one which is pressed is sent. */
  readonly buttons: readonly (readonly [name: string, value: string])[];
  /** For each name with a choice, what can be chosen. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text up to the next tag. */
  readonly text: string;
}

export function readForms(html: string): HtmlForm[] {
  const forms: HtmlForm[] = [];
  let inside: Tag[] | undefined;
  for (const tag of readTags(html)) {
    if (tag.name === "form" && !tag.closing) inside = [tag];
    else if (tag.name === "form" && inside) {
      forms.push(formOf(inside));
      inside = undefined;
    } else inside?.push(tag);
  }
  return forms;
}

function readTags(html: string): Tag[] {
  const visible = html.replace(/<!--[\s\S]*?-->|<(script|style|template)\b[\s\S]*?<\/\1>/gi, "");
  const tags = [...visible.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)/gi)];
  return tags.map(([, slash, name, attributes, text]) => ({
    name: (name ?? "").toLowerCase(),
    closing: slash === "/",
    attributes: readAttributes(attributes ?? ""),
    text: decodeEntities(text ?? ""),
  }));
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map(
    [...found].map(([, name, double, single, bare]) => [
      (name ?? "").toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ""),
    ]),
  );
}

function formOf([form, ...tags]: readonly Tag[]): HtmlForm {
  const controls = new FormControls();
  for (const tag of tags) controls.take(tag);
  const method = form?.attributes.get("method")?.toUpperCase() === "POST" ? "POST" : "GET";
  const { fields, buttons, choices } = controls;
  return { method, action: form?.attributes.get("action") ?? "", fields, buttons, choices };
}

class FormControls {
  readonly fields: [string, string][] = [];
  readonly buttons: [string, string][] = [];
  readonly choices: Map<string, string[]> = new Map();
  #select: { name: string; first: string | undefined; selected: string | undefined } | undefined;

  take(tag: Tag): void {
    if (tag.name === "select") this.#takeSelect(tag);
    if (tag.closing) return;
    const name = tag.attributes.get("name") ?? "";
    if (tag.name === "option") this.#takeOption(tag);
    else if (name === "") return;
    else if (tag.name === "input") this.#takeInput(tag, name);
    else if (tag.name === "textarea") this.fields.push([name, tag.text]);
    else if (tag.name === "button") this.buttons.push([name, tag.attributes.get("value") ?? ""]);
  }

  #takeInput(tag: Tag, name: string): void {
    const type = tag.attributes.get("type") ?? "text";
    const value = tag.attributes.get("value");
    if (type === "submit") this.buttons.push([name, value ?? ""]);
    else if (type !== "radio" && type !== "checkbox") this.fields.push([name, value ?? ""]);
    else {
      this.#offer(name, value ?? "on");
      if (tag.attributes.has("checked")) this.fields.push([name, value ?? "on"]);
    }
  }

  #takeSelect(tag: Tag): void {
    if (!tag.closing) {
      this.#select = { name: tag.attributes.get("name") ?? "", first: undefined, selected: undefined };
      return;
    }
    const value = this.#select?.selected ?? this.#select?.first;
    if (this.#select && value !== undefined) this.fields.push([this.#select.name, value]);
    this.#select = undefined;
  }

  #takeOption(tag: Tag): void {
    if (this.#select === undefined) return;
    const value = tag.attributes.get("value") ?? tag.text.trim();
    this.#offer(this.#select.name, value);
    this.#select.first ??= value;
    if (tag.attributes.has("selected")) this.#select.selected = value;
  }

  #offer(name: string, value: string): void {
    this.choices.set(name, [...(this.choices.get(name) ?? []), value]);
  }
}
