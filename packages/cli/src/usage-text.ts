// Says in both languages what was wrong with a command line. The parser's own words are English.
import type { CommanderError } from "commander";
import type { FailureText } from "./command-failure.ts";

const chinese: Readonly<Record<string, string>> = {
  "commander.unknownCommand": "没有这个命令",
  "commander.unknownOption": "没有这个参数",
  "commander.excessArguments": "多了参数",
  "commander.missingArgument": "缺少参数",
  "commander.missingMandatoryOptionValue": "缺少参数",
  "commander.optionMissingArgument": "参数后面缺少值",
  "commander.invalidArgument": "参数的值不对",
  "commander.conflictingOption": "这两个参数不能同时使用",
};

export function usageText(error: CommanderError): FailureText {
  const message = error.message.replace(/^error: /, "");
  const named = /'([^']+)'/.exec(message)?.[1];
  return {
    zh: `${chinese[error.code] ?? "命令用法不对"}${named === undefined ? "" : `：${named}`}`,
    en: message,
    fixZh: "dedepay --help 列出全部命令，dedepay <命令> --help 列出它的参数",
    fixEn: "dedepay --help lists the commands, dedepay <command> --help its flags",
  };
}
