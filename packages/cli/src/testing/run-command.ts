// One command as a person or a script runs it, with what it printed.
import { runCommandLine } from "../command-line.ts";
import { type RecordedOptions, recordedSurroundings } from "./recorded-surroundings.ts";

export interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
  readonly asked: readonly string[];
  /** What was printed, as JSON. */
  readonly json: () => Record<string, unknown>;
}

export type RunCommand = (parameters: readonly string[], options?: RecordedOptions) => Promise<Ran>;

/** Commands of the owner on one data folder; pauses take no time. */
export function ownerCommands(data: string, more: readonly string[] = []): RunCommand {
  return async (parameters, options = {}) => {
    const recorded = recordedSurroundings(options);
    const surroundings = { ...recorded, sleep: options.sleep ?? (async () => undefined) };
    const code = await runCommandLine([...parameters, "--data", data, ...more], surroundings);
    const printed = recorded.printed();
    return {
      ...{ code, printed, complained: recorded.complained(), asked: recorded.asked() },
      json: () => JSON.parse(printed) as Record<string, unknown>,
    };
  };
}
