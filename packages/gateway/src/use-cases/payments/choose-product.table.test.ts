import { describe, expect, it } from "vitest";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import { type ChooseProductInput, chooseProduct } from "./choose-product.ts";
import type { Product } from "./payment-document.ts";

const nowMs = Date.parse("2026-06-01T00:00:00Z");

function contract(product: Product, over: Partial<ContractsTable> = {}): ContractsTable {
  return { id: product, accountId: "a", product, goods: "any", status: "active", fromMs: null, toMs: null, ...over };
}

function choose(over: Partial<ChooseProductInput>): { product: string; notices: string[] } {
  const { product, notices } = chooseProduct({
    protocol: "mapi",
    contracts: [],
    choice: "auto",
    goods: "virtual",
    nowMs,
    ...over,
  });
  return { product, notices: notices.map((notice) => notice.kind) };
}

describe("the product that is chosen for the site", () => {
  const physicalOnly = { goods: "physical" };
  it.each([
    ["direct pay first", [contract("escrow"), contract("direct")], "direct", []],
    [
      "the one that covers virtual goods",
      [contract("direct", physicalOnly), contract("dual")],
      "dual",
      ["product_chosen"],
    ],
    [
      "escrow where nothing else covers them",
      [contract("direct", physicalOnly), contract("escrow")],
      "escrow",
      ["product_chosen"],
    ],
    [
      "one in force before an expired one",
      [contract("direct", { toMs: nowMs }), contract("dual")],
      "dual",
      ["product_chosen"],
    ],
    ["an expired one rather than none", [contract("direct", { toMs: nowMs })], "direct", ["contract_warning"]],
    [
      "one under review rather than none",
      [contract("direct", { status: "under_review" })],
      "direct",
      ["contract_warning"],
    ],
    ["the usual one where no contract is known", [], "direct", ["no_contracts_known"]],
  ] as const)("is %s", (_, contracts, product, notices) => {
    expect(choose({ contracts })).toEqual({ product, notices });
  });

  it("is a page before a wap before a code in OpenAPI", () => {
    const contracts = [contract("qr"), contract("wap"), contract("page")];
    expect(choose({ protocol: "openapi", contracts })).toEqual({ product: "page", notices: [] });
    expect(choose({ protocol: "openapi", contracts: contracts.slice(0, 2) }).product).toBe("wap");
  });
});

describe("a product that the site names", () => {
  it("is taken where a contract covers it", () => {
    expect(choose({ choice: "escrow", contracts: [contract("direct"), contract("escrow")] })).toEqual({
      product: "escrow",
      notices: [],
    });
  });

  it("is refused with what is covered where no contract covers it", () => {
    const contracts = [contract("direct", { goods: "physical" }), contract("dual")];
    expect(() => choose({ choice: "direct", contracts })).toThrow(
      expect.objectContaining({ unified: 1010, param: "product", extra: { contracted: ["dual"] } }),
    );
  });

  it("is refused where it belongs to the other protocol", () => {
    expect(() => choose({ choice: "page" })).toThrow(expect.objectContaining({ unified: 1006 }));
  });
});

it("refuses goods that no contract of the account covers", () => {
  const contracts = [contract("direct", { goods: "physical" })];
  expect(() => choose({ contracts })).toThrow(
    expect.objectContaining({ unified: 1010, diagnosis: { cause: "goods-kind-not-contracted" } }),
  );
});
