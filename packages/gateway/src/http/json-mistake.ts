// Finds where a text stops being JSON (RFC 8259), so that 1007 can name the place. The engine's own message is not relied on.

export type JsonMistake = { index: number; line: number; column: number; found: string };

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids raw control characters inside strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const word = /true|false|null/y;
const space = /[ \t\n\r]*/y;

/** The first place at which `text` breaks the grammar; undefined if it does not. Line and column count from 1. */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const scanner = new Scanner(text);
  const index = scanner.document();
  if (index === undefined) return undefined;
  const before = text.slice(0, index);
  const line = before.split("\n").length;
  const column = index - (before.lastIndexOf("\n") + 1) + 1;
  const character = text.codePointAt(index);
  return { index, line, column, found: character === undefined ? "" : String.fromCodePoint(character) };
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Walks without recursion: a deep document must not exhaust the stack. Returns the index of the mistake. */
  document(): number | undefined {
    const open: ("}" | "]")[] = [];
    for (;;) {
      this.#skip(space);
      const opener = this.#text[this.#at];
      if (opener === "{" || opener === "[") {
        this.#at += 1;
        const closer = opener === "{" ? "}" : "]";
        this.#skip(space);
        if (this.#text[this.#at] !== closer) {
          open.push(closer);
          if (closer === "}" && !this.#name()) return this.#at;
          continue;
        }
        this.#at += 1;
      } else if (!this.#skip(string) && !this.#skip(number) && !this.#skip(word)) {
        return this.#placeOfBadValue();
      }
      const end = this.#afterValue(open);
      if (end !== "next") return end;
    }
  }

  /** After a whole value: closes what ends here, and stands before the next value, at the end, or at the mistake. */
  #afterValue(open: ("}" | "]")[]): number | undefined | "next" {
    for (;;) {
      this.#skip(space);
      const closer = open.at(-1);
      const character = this.#text[this.#at];
      if (closer === undefined) return character === undefined ? undefined : this.#at;
      if (character === closer) {
        open.pop();
        this.#at += 1;
        continue;
      }
      if (character !== ",") return this.#at;
      this.#at += 1;
      this.#skip(space);
      if (closer === "}" && !this.#name()) return this.#at;
      return "next";
    }
  }

  #name(): boolean {
    if (!this.#skip(string)) {
      this.#at = this.#placeOfBadValue();
      return false;
    }
    this.#skip(space);
    if (this.#text[this.#at] !== ":") return false;
    this.#at += 1;
    return true;
  }

  /** Inside a string the mistake is at its first forbidden character, not at its opening quote. */
  #placeOfBadValue(): number {
    if (this.#text[this.#at] !== '"') return this.#at;
    let at = this.#at + 1;
    while (at < this.#text.length) {
      const character = this.#text.charCodeAt(at);
      if (character < 0x20) return at;
      if (character !== 0x5c) at += 1;
      else if (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(this.#text.slice(at, at + 6)))
        at += this.#text[at + 1] === "u" ? 6 : 2;
      else return at;
    }
    return at;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }
}
