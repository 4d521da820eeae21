// "direct:physical" or "page": a contract in one word, for `account add --contract`.
import { InvalidArgumentError } from "commander";

const products = ["direct", "escrow", "dual", "page", "wap", "qr"] as const;
const kinds = ["physical", "virtual", "any"] as const;

export type ContractWord = { product: (typeof products)[number]; goods: (typeof kinds)[number]; status: "active" };

/** Throws InvalidArgumentError. */
export function readContract(text: string): ContractWord {
  const [first, second = "any", ...more] = text.split(":");
  const product = products.find((one) => one === first);
  const goods = kinds.find((one) => one === second);
  if (product !== undefined && goods !== undefined && more.length === 0) return { product, goods, status: "active" };
  throw new InvalidArgumentError(`${products.join(" | ")}, ${products[0]}:${kinds.join(" | ")}`);
}
