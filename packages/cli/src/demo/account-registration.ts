// An account of the local Alipay as the gateway wants to hear of it.
import type { Gateway } from "@dedepay/gateway";
import { type Account, credentialsOf } from "@dedepay/simulator";

type Registration = Parameters<Gateway["registerAccount"]>[0];

export function accountRegistration(
  account: Account,
  o: { id: string; endpoint: string; requestId: string },
): Registration {
  const base = { ...o, environment: "simulator" as const, contracts: account.contracts.map(contractOf) };
  const client = credentialsOf(account);
  if (client.protocol === "mapi") {
    const { protocol, ...credentials } = client;
    return { ...base, protocol, credentials };
  }
  const { protocol, ...credentials } = client;
  return { ...base, protocol, credentials };
}

function contractOf({
  product,
  goods,
  status,
  from,
  to,
}: Account["contracts"][number]): Registration["contracts"][number] {
  return {
    product,
    goods,
    status: status === "active" ? "active" : "expired",
    ...(from !== undefined && { fromMs: Date.parse(from) }),
    ...(to !== undefined && { toMs: Date.parse(to) }),
  };
}
