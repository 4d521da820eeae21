// For tests whose requests are made deep inside other programs (a shop, a command): every `fetch` to the API of sites is
// looked at. What is wrong is collected, because the program in between may take a thrown error for its own trouble.
import type { Exchange } from "./exchange.ts";
import { contractAt } from "./watch-exchange.ts";

export type FetchWatch = {
  /** What was wrong since the last look, as sentences. */
  takeComplaints(): Promise<string[]>;
  /** How many exchanges were looked at. */
  seen(): number;
  stop(): void;
};

export function watchEveryFetch(): FetchWatch {
  const plain = globalThis.fetch;
  const looks: Promise<string[]>[] = [];
  let seen = 0;
  globalThis.fetch = async (input, init) => {
    const reply = await plain(input, init);
    const request = new URL(input instanceof Request ? input.url : input);
    const isOurs = request.pathname.startsWith("/v1/") && reply.headers.has("dedepay-request-id");
    if (!isOurs) return reply;
    seen += 1;
    looks.push(look(request, init ?? {}, reply.clone()));
    // While the server is there for certain: its description has to be read from it.
    await looks.at(-1);
    return reply;
  };
  return {
    takeComplaints: async () => (await Promise.all(looks.splice(0))).flat(),
    seen: () => seen,
    stop() {
      globalThis.fetch = plain;
    },
  };
}

async function look(url: URL, init: RequestInit, reply: Response): Promise<string[]> {
  const exchange: Exchange = {
    method: init.method ?? "GET",
    target: `${url.pathname}${url.search}`,
    requestHeaders: Object.fromEntries(new Headers(init.headers)),
    requestBody: init.body === undefined || init.body === null ? undefined : await new Response(init.body).text(),
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: await reply.text(),
  };
  const complaints = (await contractAt(url.origin)).complaints(exchange);
  return complaints.map((complaint) => `${exchange.method} ${exchange.target}: ${complaint}`);
}
