// What may go wrong with a gateway on somebody's machine, as a sentence with a way out. Anything else is a bug and goes through.
import { DedepayError } from "@dedepay/errors";
import { DatabaseRefused, SealBroken } from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";

export const wrongMasterKey = {
  zh: "主密钥不是封存这些数据的那一把",
  en: "The master key is not the one which sealed this data",
} as const;

/** The failure to throw in place of `error`; of a wrong master key only where the data folder is known. */
export function gatewayFailure(error: unknown, dataFolder?: string): unknown {
  if (error instanceof DatabaseRefused) return new CommandFailure(exitCode.foundProblem, error.text, { cause: error });
  if (error instanceof DedepayError) return refusal(error);
  if (!(error instanceof SealBroken) || dataFolder === undefined) return error;
  return new CommandFailure(
    exitCode.foundProblem,
    {
      ...wrongMasterKey,
      fixZh: `把原来的 master.key 放回 ${dataFolder}，或用 --master-key-file 指出它的位置`,
      fixEn: `Put the old master.key back into ${dataFolder}, or name it with --master-key-file`,
    },
    { cause: error },
  );
}

/** One of the sixteen, as the API would say it. A value which is no such value is wrong usage; a finding is a problem. */
function refusal(error: DedepayError): CommandFailure {
  const { detail, fix = [], unified, param, diagnosis, alipay } = error;
  const isUsage = (unified === 1002 || unified === 1012) && diagnosis === undefined && alipay === undefined;
  const code: ExitCode = isUsage ? exitCode.wrongUsage : exitCode.foundProblem;
  const more = {
    code: unified,
    ...(param !== undefined && { param }),
    ...(diagnosis !== undefined && { diagnosis }),
    ...(alipay !== undefined && { alipay }),
  };
  const fixes = fix.length === 0 ? {} : { fixZh: join(fix, "zh"), fixEn: join(fix, "en") };
  return new CommandFailure(code, { zh: detail.zh, en: detail.en, ...fixes, more }, { cause: error });
}

function join(fixes: readonly { zh: string; en: string }[], language: "zh" | "en"): string {
  return fixes.map((fix) => fix[language]).join("\n  ");
}
