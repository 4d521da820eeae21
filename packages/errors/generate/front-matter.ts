// Reads one Markdown page with YAML front matter and hands out its fields, each checked for its shape.
// It must not know what the fields mean.
import { parse } from "yaml";

/** A page which cannot be read; the message names the file and the field. */
export class PageProblem extends Error {
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = "PageProblem";
  }
}

export type Bilingual = { zh: string; en: string };

/** The fields of one front matter; every getter throws PageProblem where the shape is not the asked one. */
export class Fields {
  readonly #values: Record<string, unknown>;
  readonly #file: string;

  constructor(file: string, values: Record<string, unknown>) {
    this.#file = file;
    this.#values = values;
  }

  /** Refuses a field which is not in the list (names joined by blanks): a misspelt name must not be silently empty. */
  only(allowed: string): void {
    const strangers = Object.keys(this.#values).filter((name) => !allowed.split(" ").includes(name));
    if (strangers.length > 0) throw new PageProblem(this.#file, `unknown fields ${strangers.join(", ")}`);
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  raw(name: string): unknown {
    return this.#values[name];
  }

  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== "string" || value === "") throw new PageProblem(this.#file, `${name} must be text`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.#values[name];
    if (typeof value !== "boolean") throw new PageProblem(this.#file, `${name} must be true or false`);
    return value;
  }

  integer(name: string): number {
    const value = this.#values[name];
    if (!Number.isInteger(value)) throw new PageProblem(this.#file, `${name} must be an integer`);
    return Number(value);
  }

  oneOf(name: string, allowed: readonly string[]): string {
    const value = this.text(name);
    if (!allowed.includes(value)) throw new PageProblem(this.#file, `${name} must be one of ${allowed.join(", ")}`);
    return value;
  }

  /** An absent list is an empty one. */
  texts(name: string): string[] {
    const value = this.#values[name] ?? [];
    if (!isTexts(value)) throw new PageProblem(this.#file, `${name} must be a list of texts`);
    return value;
  }

  bilingual(name: string): Bilingual {
    const value = this.#values[name];
    if (!isRecord(value) || typeof value["zh"] !== "string" || typeof value["en"] !== "string") {
      throw new PageProblem(this.#file, `${name} must have zh and en`);
    }
    return { zh: value["zh"], en: value["en"] };
  }

  bilingualTexts(name: string): { zh: string[]; en: string[] } {
    const value = this.#values[name];
    if (!isRecord(value) || !isTexts(value["zh"]) || !isTexts(value["en"])) {
      throw new PageProblem(this.#file, `${name} must have lists zh and en`);
    }
    return { zh: value["zh"], en: value["en"] };
  }
}

/** Splits a page into its front matter and its body. */
export function readFrontMatter(file: string, source: string): { fields: Fields; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (match === null) throw new PageProblem(file, "front matter between two lines of --- is missing");
  const values: unknown = parse(match[1] ?? "");
  if (!isRecord(values)) throw new PageProblem(file, "front matter must be a mapping");
  return { fields: new Fields(file, values), body: (match[2] ?? "").trim() };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");
}
