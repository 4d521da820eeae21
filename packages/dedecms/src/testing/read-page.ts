// What a person reads of a page whose Chinese is written in entities, so that it fits any charset.
import type { Answer } from "./shop-site.ts";

export function readPage({ body }: Answer): string {
  return body
    .toString("latin1")
    .replaceAll(/<style>.*?<\/style>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\s+/g, " ")
    .trim();
}
