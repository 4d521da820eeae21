// A misbehaviour of the simulator which no test plays is a promise nobody keeps.
import { posix } from "node:path";
import { isTest } from "../file-role.ts";
import type { Rule } from "../rule.ts";

const folder = "packages/simulator/src/scenarios/";
/** What the scenarios share; not misbehaviours themselves. */
const frame = new Set(["scenario", "scenarios", "only"]);

export const scenarioTests: Rule = {
  name: "scenario-tests",
  check: ({ sources }) => {
    const tests = sources.filter(({ path }) => isTest(path));
    return sources
      .map(({ path }) => path)
      .filter((path) => path.startsWith(folder) && !isTest(path))
      .filter((path) => {
        const name = posix.basename(path, ".ts");
        const played = tests.some((test) => test.path.includes(`/${name}.`) || test.text.includes(`"${name}"`));
        return !frame.has(name) && !played;
      })
      .map((path) => ({ path, message: "no test plays this scenario: add one beside it, or name it in a test" }));
  },
};
