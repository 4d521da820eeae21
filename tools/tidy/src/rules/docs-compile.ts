// TypeScript in a document is a promise to the reader: each block must compile by itself against the source.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CodeBlock, codeBlocks } from "../code-blocks.ts";
import type { Repository } from "../repository.ts";
import type { Problem, Rule } from "../rule.ts";

export const docsCompile: Rule = {
  name: "docs-compile",
  check: (repository) => {
    const blocks = typescriptBlocks(repository);
    return blocks.length === 0 ? [] : compile(repository.root, blocks);
  },
};

function typescriptBlocks(repository: Repository): CodeBlock[] {
  return [...repository.texts]
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([path, text]) => codeBlocks(path, text))
    .filter(({ language }) => language === "ts" || language === "typescript");
}

function compile(root: string, blocks: readonly CodeBlock[]): Problem[] {
  // Inside the repository, so that the blocks find the workspaces and the installed packages.
  const folder = join(root, "node_modules", ".cache", "tidy-docs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, block] of blocks.entries()) {
    writeFileSync(join(folder, `block-${index}.ts`), `${block.text}\nexport {};\n`);
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration(root)));
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const run = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
    cwd: folder,
  });
  if (run.status === 0) return [];
  const problems = run.stdout.split("\n").flatMap((line) => problemOf(line, blocks) ?? []);
  if (problems.length > 0) return problems;
  const output = (run.stdout + run.stderr).trim().split("\n").slice(0, 3).join(" ");
  return [{ path: "docs", message: `the compiler could not judge the documents' blocks: ${output}` }];
}

function configuration(root: string): unknown {
  return {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      composite: false,
      declaration: false,
      declarationMap: false,
      sourceMap: false,
      isolatedDeclarations: false,
      noEmit: true,
      typeRoots: [join(root, "node_modules", "@types")],
    },
    include: ["*.ts"],
  };
}

function problemOf(output: string, blocks: readonly CodeBlock[]): Problem | undefined {
  const match = /block-(\d+)\.ts\((\d+),\d+\): error (.*)$/.exec(output);
  const block = blocks[Number(match?.[1])];
  if (match === null || block === undefined) return undefined;
  return {
    path: block.path,
    line: block.line + Number(match[2]) - 1,
    message: `${match[3]} (a block of TypeScript compiles by itself: import what it uses)`,
  };
}
