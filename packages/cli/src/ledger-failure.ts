// What may stand in the way of an operation on a ledger, as a sentence with a way out.
import { DedepayError } from "@dedepay/errors";
import { DatabaseRefused, OperationRefused, SealBroken } from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";

export const wrongMasterKey = {
  zh: "主密钥不是封存这些数据的那一把",
  en: "The master key is not the one which sealed this data",
} as const;

/** Runs an operation; throws CommandFailure for what a person can mend. */
export async function onLedger<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(error: unknown): unknown {
  const failure = (text: ConstructorParameters<typeof CommandFailure>[1]): CommandFailure =>
    new CommandFailure(exitCode.foundProblem, text, { cause: error });
  if (error instanceof OperationRefused || error instanceof DatabaseRefused) return failure(error.text);
  if (error instanceof DedepayError) return failure(error.detail);
  if (error instanceof SealBroken)
    return failure({
      ...wrongMasterKey,
      fixZh: "用 --master-key-file 指出制作备份时的主密钥文件",
      fixEn: "Name the master key of the time of the back-up with --master-key-file",
    });
  return error;
}
