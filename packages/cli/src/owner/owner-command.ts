// One command of the owner with the options which all of them take.
import type { Command } from "commander";
import {
  databaseOption,
  dataOption,
  jsonOption,
  masterKeyOption,
  publicUrlOption,
  usualPublicUrl,
} from "../common-options.ts";

/** `spec` is name and arguments, for example `show <site>`. */
export function ownerCommand(parent: Command, spec: string, description: string): Command {
  return parent
    .command(spec)
    .description(description)
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(masterKeyOption())
    .addOption(publicUrlOption().default(usualPublicUrl))
    .addOption(jsonOption());
}
