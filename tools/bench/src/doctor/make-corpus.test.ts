// The corpus itself is checked by the wire library: what is labelled healthy verifies, what is labelled wrong does not.
import { spawnSync } from "node:child_process";
import {
  createMapiAccount,
  createOpenapiAccount,
  parseFormPairs,
  parsePublicKey,
  verifyBytes,
  verifyNotification,
} from "@dedepay/alipay";
import { beforeAll, describe, expect, it } from "vitest";
import { benchKey } from "./bench-keys.ts";
import type { Item } from "./item.ts";
import { javaHashMapOrder } from "./java-style.ts";
import { type Corpus, makeCorpus } from "./make-corpus.ts";

const hasPhp = spawnSync("php", ["-v"]).status === 0;

/** The query or body of the item; undefined where it is a dump or a page. */
function formOf(item: Item): Buffer | undefined {
  const { evidence } = item;
  const bytes =
    evidence.kind === "bytes"
      ? Buffer.from(evidence.base64, "base64")
      : evidence.kind === "request" && evidence.bodyBase64 !== undefined
        ? Buffer.from(evidence.bodyBase64, "base64")
        : undefined;
  const text = bytes?.toString("latin1") ?? (evidence.kind === "request" ? evidence.url : undefined);
  if (text === undefined) return undefined;
  if (text.startsWith("https://")) return Buffer.from(text.slice(text.indexOf("?") + 1), "latin1");
  return /^[\w%]+=/.test(text) ? Buffer.from(text, "latin1") : undefined;
}

function fieldIn(form: Buffer, wanted: string): string {
  return new URLSearchParams(form.toString("latin1")).get(wanted) ?? "";
}

/** By the canonical rule, with the true keys of the shop; undefined where this test cannot tell. */
function verifies(item: Item): boolean | undefined {
  const form = formOf(item);
  if (form === undefined || !item.withKeys) return undefined;
  const isRequest =
    /^request|chromium|sdk/.test(`${item.recipe} ${item.maker}`) ||
    item.maker === "chromium" ||
    item.maker === "alipay-sdk";
  if (item.protocol === "openapi" && isRequest) return openapiRequestVerifies(form);
  const account = item.context.accounts?.find(({ protocol }) => protocol === item.protocol);
  if (account === undefined) return undefined;
  const common = {
    charset: account.charset ?? "utf-8",
    alipayPublicKey: benchKey(item.protocol === "openapi" ? "alipayOne" : isRequest ? "mapiShop" : "alipayMapi").public,
  };
  const made =
    item.protocol === "openapi"
      ? createOpenapiAccount({
          appId: account.appId ?? "",
          privateKey: benchKey("appOne").privatePkcs8,
          signType: fieldIn(form, "sign_type") === "RSA" ? "RSA" : "RSA2",
          ...common,
        })
      : createMapiAccount({
          partner: account.partner ?? "",
          signType: fieldIn(form, "sign_type") === "RSA" ? "RSA" : "MD5",
          md5Key: account.md5Key?.trim().toLowerCase() ?? "",
          privateKey: benchKey("mapiShop").privatePkcs8,
          sellerId: account.sellerId ?? "",
          ...common,
        });
  return verifyNotification(made, form).verified;
}

function openapiRequestVerifies(form: Buffer): boolean {
  const read = parseFormPairs(form);
  if (!read.ok) return false;
  const pairs = read.pairs
    .filter(({ name, value }) => value.length > 0 && name.toString() !== "sign")
    .toSorted((a, b) => Buffer.compare(a.name, b.name));
  const text = Buffer.concat(
    pairs.flatMap(({ name, value }, at) => [Buffer.from(at === 0 ? "" : "&"), name, Buffer.from("="), value]),
  );
  const algorithm = fieldIn(form, "sign_type") === "RSA" ? "RSA" : "RSA2";
  return verifyBytes(algorithm, parsePublicKey(benchKey("appOne").public), text, fieldIn(form, "sign"));
}

describe.skipIf(!hasPhp)("a corpus made by PHP and Chromium", () => {
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await makeCorpus({ seed: "test", share: 0.12, onProgress: () => undefined });
  }, 120_000);

  it("has items of every family and both protocols", () => {
    const families = new Set(corpus.items.map(({ family }) => family));
    expect([...families].toSorted()).toEqual([
      "content",
      "delivery",
      "healthy",
      "outside",
      "pair",
      "reported",
      "signature",
    ]);
    expect(new Set(corpus.items.map(({ protocol }) => protocol)).size).toBe(2);
  });

  it("holds healthy messages that verify", () => {
    const told = corpus.items
      .filter(({ family }) => family === "healthy")
      .map((item) => ({ id: item.id, verifies: verifies(item) }));
    expect(told.filter((one) => one.verifies !== undefined).length).toBeGreaterThan(20);
    expect(told.filter((one) => one.verifies === false)).toEqual([]);
  });

  it("holds mistakes that do not verify, except where the mistake is in the settings alone", () => {
    const inSettings =
      /settings|own key|nothing wrong|page|notify_url|sandbox gateway|RSA where|PID where|sandbox app|WAP/;
    const wrong = corpus.items.filter(
      ({ family, recipe }) =>
        (family === "signature" || family === "pair" || family === "outside") && !inSettings.test(recipe),
    );
    const told = wrong.map((item) => ({ id: item.id, recipe: item.recipe, verifies: verifies(item) }));
    expect(told.filter((one) => one.verifies !== undefined).length).toBeGreaterThan(60);
    expect(told.filter((one) => one.verifies === true)).toEqual([]);
  });

  it("is the same for the same seed, and another for another", async () => {
    const options = { share: 0.01, onProgress: () => undefined };
    const [one, two, three] = [
      await makeCorpus({ seed: "a", ...options }),
      await makeCorpus({ seed: "a", ...options }),
      await makeCorpus({ seed: "b", ...options }),
    ];
    const stable = (made: Corpus): Item[] => made.items.filter(({ maker }) => maker === "php");
    expect(stable(one)).toEqual(stable(two));
    expect(stable(one)).not.toEqual(stable(three));
  }, 60_000);
});

it("the order of a Java HashMap is Java's", () => {
  // Printed by OpenJDK 17 for a HashMap filled in this order.
  const names =
    "service partner seller_email payment_type notify_url return_url _input_charset out_trade_no subject total_fee body show_url sign_type";
  expect(javaHashMapOrder(names.split(" ")).join(" ")).toBe(
    "seller_email _input_charset subject notify_url body payment_type out_trade_no partner service total_fee return_url sign_type show_url",
  );
});
