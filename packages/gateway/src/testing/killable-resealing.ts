// Runs in a process of its own, to be killed between two rows: seals everything anew, slowly, and says each row.
import { createGateway } from "../create-gateway.ts";
import type { DatabaseChoice } from "../store/open-adapter.ts";

export type KillableResealingInput = { database: DatabaseChoice; keys: string[] };

export async function main(input: KillableResealingInput): Promise<void> {
  const keys = input.keys.map((hex) => Buffer.from(hex, "hex"));
  const gateway = await createGateway({
    ...input.database,
    masterKey: () => keys,
    publicUrl: () => "https://pay.test",
  });
  const wait = new Int32Array(new SharedArrayBuffer(4));
  const result = await gateway.resealSecrets({
    actor: "cli:child",
    requestId: "req_child",
    progressed(done) {
      process.stdout.write(`${done}\n`);
      Atomics.wait(wait, 0, 0, 15);
    },
  });
  process.stdout.write(`done ${JSON.stringify(result)}\n`);
  await gateway.close();
}
