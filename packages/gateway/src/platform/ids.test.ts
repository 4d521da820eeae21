import { describe, expect, it } from "vitest";
import { seededRandomness } from "../testing/seeded-randomness.ts";
import { idOf, newId, newSecret } from "./ids.ts";

const nowMs = Date.UTC(2026, 10, 30, 12);

describe("ids", () => {
  it("makes ids that say what they name and differ in 130 random bits", () => {
    const randomness = seededRandomness("ids");
    const ids = Array.from({ length: 1000 }, () => newId("pay", { randomness, nowMs }));
    expect(ids.every((id) => /^pay_[0-9a-hjkmnp-tv-z]{35}$/.test(id))).toBe(true);
    expect(new Set(ids.map((id) => id.slice(-26))).size).toBe(1000);
    const letters = new Set(ids.map((id) => id.slice(-26)).join(""));
    expect(letters.size).toBe(32);
  });

  it("sorts ids by the time of their making", () => {
    const randomness = seededRandomness("times");
    const times = [0, 1, 31, 32, 1023, 1024, nowMs, nowMs + 1, nowMs + 32, Date.UTC(3000, 0)];
    const ids = times.map((time) => newId("evt", { randomness, nowMs: time }));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBe(times.length);
  });

  it("gives the same thing the same id, with the time of what it is about, and an earlier ledger's things the id they had", () => {
    const about = newId("pay", { randomness: seededRandomness("about"), nowMs });
    const id = idOf("dlv", `${about}:payment.paid`);
    expect(id).toBe(idOf("dlv", `${about}:payment.paid`));
    expect(id.slice(4, 13)).toBe(about.slice(4, 13));
    expect(id).toMatch(/^dlv_[0-9a-hjkmnp-tv-z]{35}$/);
    expect(idOf("dlv", `${about}:payment.finished`).slice(13)).not.toBe(id.slice(13));
    expect(idOf("dlv", "pay_0123456789abcdefghjkmnpqrstvwxyz:payment.paid")).toBe(
      "dlv_9ww8rhcbqz15pm8zsdgztqkd1x5g2jf3",
    );
  });

  it("puts no time into a secret", () => {
    const randomness = seededRandomness("secrets");
    const secrets = Array.from({ length: 1000 }, () => newSecret("sec", randomness));
    expect(secrets.every((secret) => /^sec_[0-9a-hjkmnp-tv-z]{32}$/.test(secret))).toBe(true);
    expect(new Set(secrets.map((secret) => secret.slice(4, 13))).size).toBe(1000);
  });
});
