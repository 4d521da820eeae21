// The `dedepay` command: hands the real surroundings to the command line and takes its exit code.
import { runCommandLine } from "./command-line.ts";
import { systemSurroundings } from "./platform/system-surroundings.ts";
import { letYoungGenerationGrow } from "./platform/young-generation.ts";

// Starting the gateway is still loading: `serve` lets it grow when the gateway runs.
if (process.argv[2] !== "serve") letYoungGenerationGrow();

process.exitCode = await runCommandLine(process.argv.slice(2), systemSurroundings());
