import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTrustedCertificate } from "./trusted-certificate.ts";

const read = (name: string): string => readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");
// The test certificates begin on 2026-11-23 and last a hundred years.
const nowMs = Date.UTC(2027, 0, 1);
const leafOf = (text: string): string => text.slice(0, text.indexOf("-----END CERTIFICATE-----") + 25);

describe("a downloaded certificate", () => {
  it("is trusted when a root signed it", () => {
    const { serial } = parseTrustedCertificate(read("alipay-next.crt"), { rootText: read("alipay-root.crt"), nowMs });
    expect(serial).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is trusted over a link between it and the root", () => {
    expect(() =>
      parseTrustedCertificate(read("deep-leaf.crt"), { rootText: read("deep-root.crt"), nowMs }),
    ).not.toThrow();
  });

  it.each([
    ["untrusted", "the link is missing", leafOf(read("deep-leaf.crt")), "deep-root.crt", nowMs],
    ["untrusted", "the link is no authority", read("deep-forged.crt"), "deep-root.crt", nowMs],
    ["untrusted", "the root is another", read("deep-leaf.crt"), "alipay-root.crt", nowMs],
    ["untrusted", "the root only has the same name", read("untrusted.crt"), "alipay-root.crt", nowMs],
    ["untrusted", "it is a key", read("app-public.pem"), "alipay-root.crt", nowMs],
    ["expired", "it has not begun", read("alipay-next.crt"), "alipay-root.crt", Date.UTC(2020, 0, 1)],
    ["expired", "it has ended", read("alipay-next.crt"), "alipay-root.crt", Date.UTC(2200, 0, 1)],
  ])("is refused (%s) when %s", (rule, _, text, root, now) => {
    expect(() => parseTrustedCertificate(text, { rootText: read(root), nowMs: now })).toThrow(
      expect.objectContaining({ kind: "invalid_key", violations: [expect.objectContaining({ rule })] }),
    );
  });
});
