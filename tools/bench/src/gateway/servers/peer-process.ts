// The peer in a process of its own, with the empty route beside it: the floor of any server on this Fastify.
import { openMariadbOrders } from "../peer/mariadb-orders.ts";
import { connections, type Orders } from "../peer/orders.ts";
import { createPeer, type PeerKeys } from "../peer/peer-server.ts";
import { openPostgresOrders } from "../peer/postgres-orders.ts";
import { openSqliteOrders } from "../peer/sqlite-orders.ts";
import { serveParent } from "./serve-parent.ts";

export type PeerInput = { readonly file: string; readonly url: string | undefined; readonly keys: PeerKeys };
export type PeerReady = { readonly port: number };

const input = JSON.parse(process.argv[2] ?? "{}") as PeerInput;

function openOrders(): Orders | Promise<Orders> {
  if (input.url === undefined) return openSqliteOrders(input.file);
  return input.url.startsWith("postgres") ? openPostgresOrders(input.url) : openMariadbOrders(input.url);
}

const orders = await openOrders();
const app = createPeer(orders, input.keys);
app.post("/empty", async () => "success");
await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = app.server.address() as { port: number };
serveParent({
  ready: { port } satisfies PeerReady,
  async close() {
    await app.close();
    await orders.close();
  },
  async commit(times) {
    let next = 0;
    const work = async (): Promise<void> => {
      for (let number = next++; number < times; number = next++) await orders.commitOnce(number);
    };
    await Promise.all(Array.from({ length: connections }, work));
  },
});
