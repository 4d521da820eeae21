// The control API for tests.
import type { Simulator } from "../start-simulator.ts";

/** Posts JSON to the control API; answers status and parsed body. */
export async function postSim(
  simulator: Simulator,
  path: string,
  body: unknown,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${simulator.url}/sim/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** Puts a rule in force; fails where it is none. */
export async function addRule(
  simulator: Simulator,
  effect: Record<string, unknown>,
  match: Record<string, unknown> = {},
): Promise<void> {
  const { status, json } = await postSim(simulator, "rules", { match, effect });
  if (status !== 201) throw new Error(JSON.stringify(json));
}
