// What somebody types into a hidden question, key by key: the backspace works, and a pasted PEM is read to its last line.

export class HiddenLine {
  #text = "";

  get text(): string {
    return this.#text.trim();
  }

  /** Takes what came from the terminal in raw mode. */
  type(keys: string): "more" | "done" | "stopped" {
    for (const key of keys) {
      if (key === "\u0003") return "stopped";
      // Ctrl-D ends whatever was typed.
      if (key === "\u0004") return "done";
      if (key === "\u007f" || key === "\b") this.#text = this.#text.slice(0, -1);
      else if (key !== "\r" && key !== "\n") this.#text += key;
      else if (this.#isWhole()) return "done";
      else this.#text += "\n";
    }
    return "more";
  }

  #isWhole(): boolean {
    const text = this.#text.trim();
    return !text.startsWith("-----BEGIN") || /-----END [A-Z0-9 ]+-----$/.test(text);
  }
}
