// /sim/snapshot: everything that has happened as one JSON document, and a simulation which goes on from such a document.
import type { FastifyInstance } from "fastify";
import { readSnapshot, SnapshotError } from "../snapshot/read-snapshot.ts";
import { restoreSnapshot } from "../snapshot/restore-snapshot.ts";
import { takeSnapshot } from "../snapshot/take-snapshot.ts";
import { WorldError } from "../world/read-world.ts";
import type { ControlOptions } from "./control-options.ts";

/** A hundred thousand trades are about this large. */
const largestSnapshotBytes = 256 * 1024 * 1024;

export function snapshotRoutes(server: FastifyInstance, { simulation, beginAt }: ControlOptions): void {
  server.get("/sim/snapshot", () => takeSnapshot(simulation()));
  server.post("/sim/snapshot", { bodyLimit: largestSnapshotBytes }, (request, reply) => {
    try {
      const snapshot = readSnapshot(request.body);
      restoreSnapshot(snapshot, beginAt);
      return { restored: true, trades: snapshot.trades.length };
    } catch (error) {
      if (!(error instanceof SnapshotError || error instanceof WorldError)) throw error;
      return reply.code(400).send({ error: "this is no snapshot", problems: error.problems });
    }
  });
}
