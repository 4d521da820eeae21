// Puts a server on a port and takes it off again. A taken port is named, with the flag which changes it.
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Timers } from "./platform/platform.ts";

/** Another program listens there. */
export class PortTakenError extends Error {
  readonly host: string;
  readonly port: number;
  readonly flag: string;
  readonly text: { zh: string; en: string };

  constructor(where: { host: string; port: number; flag: string }, cause: unknown) {
    const { host, port, flag } = where;
    const en = `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with ${flag}.`;
    super(en, { cause });
    this.name = "PortTakenError";
    this.host = host;
    this.port = port;
    this.flag = flag;
    this.text = { zh: `${host} 的端口 ${port} 已被别的程序占用。请停掉它,或用 ${flag} 换一个端口。`, en };
  }
}

export type ListenOptions = { host: string; port: number; flag: string; limitMs: number; timers: Timers };
export type Listener = { url: string; port: number; close(): Promise<void> };

/** Errors: PortTakenError. */
export async function listen(app: FastifyInstance, options: ListenOptions): Promise<Listener> {
  const { host, port } = options;
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new PortTakenError(options, error);
    throw error;
  }
  // A server which listens on host and port (not on a pipe) has an AddressInfo.
  const address = app.server.address() as AddressInfo;
  return { url: urlOf(host, address.port), port: address.port, close: () => close(app, options) };
}

async function close(app: FastifyInstance, options: ListenOptions): Promise<void> {
  const limit = options.timers.after(options.limitMs, async () => app.server.closeAllConnections());
  await app.close();
  limit.cancel();
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** An address which a browser on this machine can open. */
function urlOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
