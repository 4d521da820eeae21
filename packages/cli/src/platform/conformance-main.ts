// `npm run conformance`: the real surroundings for the run.
import { runConformance } from "../conformance/run-conformance.ts";
import { httpExchange } from "./http-exchange.ts";
import { systemSurroundings } from "./system-surroundings.ts";

process.exitCode = await runConformance(systemSurroundings(), httpExchange);
