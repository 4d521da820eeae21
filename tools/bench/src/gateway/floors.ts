// What nobody on this machine can be faster than: an empty route of the same Fastify, a commit of one small change by the same
// driver, RSA by the same OpenSSL.
import { createSign, createVerify, type KeyObject } from "node:crypto";
import { measureCase } from "../measure.ts";
import type { Contender } from "./contender.ts";
import { loadAtOnce, withConnections } from "./http-load.ts";
import { type Keys, postForm } from "./messages.ts";

export type Floors = { readonly emptyRoutePerSecond: number; readonly commitsPerSecond: number };

/** `peer` has the empty route, and the driver. Of several tries the best. */
export async function measureFloors(peer: Contender, requests: number): Promise<Floors> {
  const sent = Array.from({ length: requests }, () => postForm("/empty", "a=b"));
  let emptyRoutePerSecond = 0;
  let commitsPerSecond = 0;
  for (let round = 0; round < 3; round++) {
    const { seconds } = await withConnections(peer.server.ready.port, (open) => loadAtOnce(open, sent));
    emptyRoutePerSecond = Math.max(emptyRoutePerSecond, requests / seconds);
    commitsPerSecond = Math.max(commitsPerSecond, requests / (await peer.server.commits(requests)).seconds);
  }
  return { emptyRoutePerSecond, commitsPerSecond };
}

export type RsaFloor = { readonly signsPerSecond: number; readonly verifiesPerSecond: number };

/** RSA2 with 2048 bits over a notification's length, one thread, by processor time. */
export function measureRsa(keys: Keys): RsaFloor {
  const text = "x".repeat(1000);
  const sign = (): string => createSign("RSA-SHA256").update(text).sign(keys.alipayPrivateKey, "base64");
  const signature = sign();
  const verify = (key: KeyObject): boolean => createVerify("RSA-SHA256").update(text).verify(key, signature, "base64");
  const check = (): void => {
    if (!verify(keys.alipayPublicKeyObject)) throw new Error("a signature does not verify");
  };
  const contenders = [
    { name: "sign", run: sign },
    { name: "verify", run: () => verify(keys.alipayPublicKeyObject) },
  ];
  const { timings } = measureCase({ name: "RSA2", contenders, check }, { rounds: 5, roundMs: 50 });
  const perSecond = (name: string): number => 1e6 / (timings.find((t) => t.name === name)?.microseconds ?? Number.NaN);
  return { signsPerSecond: perSecond("sign"), verifiesPerSecond: perSecond("verify") };
}
