// The command line of the whole-suite run. Pure.

export interface Options {
  /** Which Nodes run the suite. */
  readonly nodes: readonly ("this" | "24")[];
  /** Long tests at their whole size, and only those. */
  readonly soak: boolean;
}

export function readOptions(parameters: readonly string[]): Options | { wrong: string } {
  let nodes: Options["nodes"] = ["this", "24"];
  let soak = false;
  for (const parameter of parameters) {
    if (parameter === "--node24") nodes = ["24"];
    else if (parameter === "--this-node") nodes = ["this"];
    else if (parameter === "--soak") soak = true;
    else return { wrong: `${parameter} is unknown; there are --node24, --this-node and --soak` };
  }
  return { nodes: soak ? ["this"] : nodes, soak };
}
