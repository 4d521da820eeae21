// What may stand in the way of an operation on a ledger, as a sentence with a way out.
import { OperationRefused, SealBroken } from "@dedepay/gateway";
import { CommandFailure, type FailureText } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";
import { gatewayFailure, wrongMasterKey } from "./gateway-failure.ts";

/** Runs an operation; throws CommandFailure for what a person can mend. */
export async function onLedger<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(error: unknown): unknown {
  const failure = (text: FailureText): CommandFailure =>
    new CommandFailure(exitCode.foundProblem, text, { cause: error });
  if (error instanceof OperationRefused) return failure(error.text);
  if (!(error instanceof SealBroken)) return gatewayFailure(error);
  return failure({
    ...wrongMasterKey,
    fixZh:
      "把制作备份时的主密钥加在密钥文件的第二行，恢复后运行 dedepay master-key rotate；或用 --master-key-file 指出当时的文件",
    fixEn:
      "Add the key of the time of the back-up as the second line of the key file and run dedepay master-key rotate afterwards; or name the file of that time with --master-key-file",
  });
}
