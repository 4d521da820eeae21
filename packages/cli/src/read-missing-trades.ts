// After how many buyers without a trade the owner is told: `3/30` is three within thirty minutes; `off`.
import { InvalidArgumentError } from "commander";

export function readMissingTrades(text: string): { payments: number; withinMinutes: number } | "off" {
  if (text === "off") return "off";
  const [, payments, withinMinutes] = /^([1-9]\d{0,2})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (payments === undefined || withinMinutes === undefined) throw new InvalidArgumentError("3/30, off");
  return { payments: Number(payments), withinMinutes: Number(withinMinutes) };
}
