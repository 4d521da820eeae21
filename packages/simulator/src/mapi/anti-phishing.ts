// Anti-phishing: the stamp that query_timestamp hands out, and the check of it where a partner has it switched on.
import { type Refusal, refuse } from "../world/refusal.ts";
import type { Simulation } from "../world/simulation.ts";
import type { MapiCall } from "./mapi-call.ts";

/** Reported life of a stamp. */
const stampLifeMs = 30_000;
const purpose = "anti-phishing";

/** A stamp of this moment. */
export function antiPhishingStamp(simulation: Simulation): string {
  return `KP${simulation.seal.issue(purpose, simulation.clock.nowMs())}`;
}

/** The refusal of a stamp or address, where the partner has anti-phishing on. */
export function checkAntiPhishing(call: MapiCall): Refusal | undefined {
  const { partner, simulation, fields } = call;
  if (partner.antiPhishing !== true) return undefined;
  const stamp = fields.get("anti_phishing_key") ?? "";
  const issuedMs = simulation.seal.issuedMs(purpose, stamp.slice(2));
  if (issuedMs === undefined) {
    return refuse(
      "ILLEGAL_ANTI_PHISHING_KEY",
      "商户开了防钓鱼，anti_phishing_key 缺失或不是 query_timestamp 给的。",
      "Anti-phishing is on; the anti_phishing_key is missing or was not issued by query_timestamp.",
    );
  }
  if (simulation.clock.nowMs() - issuedMs > stampLifeMs) {
    return refuse(
      "ANTI_PHISHING_KEY_TIMEOUT",
      "anti_phishing_key 已过期（约 30 秒）。",
      "The anti_phishing_key is too old (about 30 seconds).",
    );
  }
  if (!isAddress(fields.get("exter_invoke_ip") ?? "")) {
    return refuse(
      "ILLEGAL_EXTER_INVOKE_IP",
      "商户开了防钓鱼，需要买家的公网 IPv4 地址 exter_invoke_ip。",
      "Anti-phishing is on; exter_invoke_ip, the buyer's IPv4 address, is needed.",
    );
  }
  return undefined;
}

function isAddress(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}
