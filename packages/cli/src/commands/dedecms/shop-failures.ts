// What can stand in the way while a shop's files are read or written, in words for its owner.
import { ChangedMeanwhile, DamagedRecord, LinkedPath } from "@dedepay/dedecms";
import { CommandFailure, type FailureText } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";

/** Throws CommandFailure in place of what the owner can mend. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const text = failureText(error);
    if (text === undefined) throw error;
    throw new CommandFailure(exitCode.foundProblem, text, { cause: error });
  }
}

function failureText(error: unknown): FailureText | undefined {
  if (error instanceof LinkedPath) {
    return {
      zh: `${error.path} 是指向别处的链接：改它会改到别的网站`,
      en: `${error.path} is a link: changing it would change other shops too`,
      fixZh: "给真正的文件夹，或把链接换成网站自己的文件后再安装",
      fixEn: "give the real folder, or put the shop's own files in place of the link first",
    };
  }
  if (error instanceof ChangedMeanwhile) {
    return {
      zh: `有人在安装中途改过：${error.paths.join("、")}`,
      en: `somebody changed while the installation was under way: ${error.paths.join(", ")}`,
      fixZh: "运行 dedepay dedecms uninstall 恢复其余文件，看过这些文件后再安装",
      fixEn: "run dedepay dedecms uninstall to put the rest back, look at these files, then install again",
    };
  }
  if (error instanceof DamagedRecord) {
    return {
      zh: `备份已损坏：${error.path}`,
      en: `the kept copy is damaged: ${error.path}`,
      fixZh: "从自己的备份恢复这个文件夹",
      fixEn: "restore this folder from a backup",
    };
  }
  if (!(error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code)))) return undefined;
  const path = "path" in error ? String(error.path) : "";
  return {
    zh: `写不了网站的文件 ${path}（${String(error.code)}）`,
    en: `cannot write the shop's files: ${path} (${String(error.code)})`,
    fixZh: "换有权限的用户（网站文件的所有者或 root）再运行一次，会接着做完",
    fixEn: "run it again as the owner of the files or as root: it goes on where it stopped",
  };
}
