// Verifying notifications, from the raw body to the verdict. The floor is OpenSSL with a cached key and the text ready.
import assert from "node:assert/strict";
import { verify } from "node:crypto";
import { verifyBytes, verifyNotification } from "@dedepay/alipay";
import type { Case } from "../benchmark.ts";
import type { Fixtures } from "./fixtures.ts";

type Prepared = {
  readonly body: Buffer;
  readonly signedText: Buffer;
  readonly signature: Buffer;
  readonly signatureText: string;
};

function prepare(body: Buffer): Prepared {
  const fields = [...new URLSearchParams(body.toString("latin1"))].sort(([left], [right]) => (left < right ? -1 : 1));
  const signatureText = fields.find(([name]) => name === "sign")?.[1] ?? "";
  const text = fields
    .filter(([name]) => name !== "sign" && name !== "sign_type")
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return {
    body,
    signedText: Buffer.from(text, "utf8"),
    signature: Buffer.from(signatureText, "base64"),
    signatureText,
  };
}

function forge(body: Buffer): Buffer {
  return Buffer.from(body.toString("latin1").replace("&total_amount=", "&total_amount=7"), "latin1");
}

/** Runs over the notifications in turn, as they would come. */
function overAll<Item>(items: readonly Item[], run: (item: Item) => unknown): () => unknown {
  let next = 0;
  return () => {
    const item = items[next];
    next = (next + 1) % items.length;
    if (item === undefined) throw new Error("there are no notifications");
    return run(item);
  };
}

function caseOf(
  name: string,
  bodies: readonly Buffer[],
  expected: { readonly fixtures: Fixtures; readonly verified: boolean },
): Case {
  const { fixtures, verified } = expected;
  const { account, sdk, alipayPublicKey } = fixtures;
  const items = bodies.map(prepare);
  const ours = ({ body }: Prepared): boolean => verifyNotification(account, body).verified;
  // What a site with the SDK does with a raw body.
  const theirs = ({ body }: Prepared): boolean =>
    sdk.checkNotifySignV2(Object.fromEntries(new URLSearchParams(body.toString("utf8"))));
  const floor = ({ signedText, signature }: Prepared): boolean =>
    verify("sha256", signedText, alipayPublicKey, signature);
  return {
    name,
    contenders: [
      { name: "OpenSSL floor", run: overAll(items, floor) },
      { name: "dedepay", run: overAll(items, ours) },
      { name: "alipay-sdk", run: overAll(items, theirs) },
    ],
    check: () => {
      for (const item of items) {
        assert.deepEqual(
          [ours(item), theirs(item), floor(item)],
          [verified, verified, verified],
          `${name}: verdicts differ`,
        );
      }
    },
  };
}

/** The cases of verifying. */
export function verifyCases(fixtures: Fixtures): { readonly bare: Case; readonly good: Case; readonly forged: Case } {
  const { alipayPublicKey, notifications, sdk } = fixtures;
  const items = notifications.map(prepare);
  const floor = ({ signedText, signature }: Prepared): boolean =>
    verify("sha256", signedText, alipayPublicKey, signature);
  const ours = ({ signedText, signatureText }: Prepared): boolean =>
    verifyBytes("RSA2", alipayPublicKey, signedText, signatureText);
  const theirs = ({ signedText, signatureText }: Prepared): boolean =>
    sdk.rsaCheck(signedText.toString("utf8"), signatureText);
  return {
    bare: {
      name: "RSA2 verify",
      contenders: [
        { name: "OpenSSL floor", run: overAll(items, floor) },
        { name: "dedepay", run: overAll(items, ours) },
        { name: "alipay-sdk", run: overAll(items, theirs) },
      ],
      check: () => {
        for (const item of items) {
          assert.deepEqual([floor(item), ours(item), theirs(item)], [true, true, true], "RSA2 verify: verdicts differ");
        }
      },
    },
    good: caseOf("verify a good notification", notifications, { fixtures, verified: true }),
    forged: caseOf("reject a forged notification", notifications.map(forge), { fixtures, verified: false }),
  };
}
