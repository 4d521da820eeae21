// Which nonces an application has used lately. Bounded: under a load which fills it the oldest are forgotten first.
const mostKept = 100_000;

export class NonceBook {
  readonly #untilMs = new Map<string, number>();

  /** Notes the nonce until then; false where it was noted before and its time is not over. */
  use(appId: string, nonce: string, o: { nowMs: number; untilMs: number }): boolean {
    for (const [key, untilMs] of this.#untilMs) {
      if (untilMs > o.nowMs && this.#untilMs.size < mostKept) break;
      this.#untilMs.delete(key);
    }
    const key = `${appId} ${nonce}`;
    if (this.#untilMs.has(key)) return false;
    this.#untilMs.set(key, o.untilMs);
    return true;
  }
}
