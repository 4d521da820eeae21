// The explanation under the local Alipay's errors: asks the doctor, who gets the accounts as the merchant would have them.
import type { DoctorAccount, Finding } from "@dedepay/doctor";
import { credentialsOf, type ExplainPort, type World } from "@dedepay/simulator";

/** Loads the doctor at the first error; most starts have none. */
export function doctorExplains(world: World, nowMs: () => number): ExplainPort {
  const accounts = world.accounts.map((account): DoctorAccount => {
    const { goods } = account.contracts[0] ?? {};
    return { ...credentialsOf(account), name: account.id, environment: "simulator", ...(goods && { goods }) };
  });
  return async (evidence) => {
    const { diagnose } = await import("@dedepay/doctor");
    const [best] = diagnose(evidence, { nowMs: nowMs(), accounts }).findings;
    return best === undefined || best.confidence === "possible" ? undefined : sentenceOf(best);
  };
}

function sentenceOf({ cause, proof, fix }: Finding): { zh: string; en: string } {
  const texts = [...(proof === undefined ? [] : [proof.text]), ...fix.slice(0, 1)];
  return {
    zh: [...texts.map(({ zh }) => zh), `(${cause})`].join(" "),
    en: [...texts.map(({ en }) => en), `(${cause})`].join(" "),
  };
}
