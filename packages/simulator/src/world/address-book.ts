// Keeps one copy of each notify_url and return_url: a shop sends the same two with every order.
const mostKept = 10_000;

export class AddressBook {
  readonly #kept = new Map<string, string>();

  /** The same text, held once; undefined for a missing or empty one. */
  keep(address: string | undefined): string | undefined {
    if (address === undefined || address === "") return undefined;
    const kept = this.#kept.get(address);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(address, address);
    return address;
  }
}
