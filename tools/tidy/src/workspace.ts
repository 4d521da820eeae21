// The npm workspaces with what their package.json says. Reads no source.
import { posix } from "node:path";

export interface Workspace {
  readonly name: string;
  readonly folder: string;
  /** The one public file, where the package has one. */
  readonly index?: string;
  /** Every file which something outside starts or imports: exports, the command's file, scripts. */
  readonly entries: readonly string[];
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

interface Manifest {
  name?: string;
  exports?: Record<string, Record<string, string> | string>;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export function readWorkspaces(texts: ReadonlyMap<string, string>): Workspace[] {
  const manifests = [...texts].filter(([path]) => path.endsWith("package.json"));
  const scripts = manifests.flatMap(([path, text]) => scriptsOf(posix.dirname(path), text));
  return [...texts].flatMap(([path, text]) => {
    if (!/^(packages|examples|tools)\/[^/]+\/package\.json$/.test(path)) return [];
    const folder = posix.dirname(path);
    const manifest = JSON.parse(text) as Manifest;
    const exported = Object.values(manifest.exports ?? {}).flatMap((target) =>
      typeof target === "string" ? [] : (target["dedepay-source"] ?? []),
    );
    const index = exported[0] === undefined ? undefined : posix.join(folder, exported[0]);
    const started = [...scripts, ...stubImports(texts, folder, manifest)];
    const entries = [
      ...exported.map((target) => posix.join(folder, target)),
      ...started.filter((entry) => entry.startsWith(`${folder}/`)),
    ];
    return [
      {
        name: manifest.name ?? folder,
        folder,
        ...(index === undefined ? {} : { index }),
        entries,
        dependencies: Object.keys(manifest.dependencies ?? {}),
        devDependencies: Object.keys(manifest.devDependencies ?? {}),
      },
    ];
  });
}

/** Compiled files which npm scripts start, as the source they come from. */
function scriptsOf(folder: string, manifestText: string): string[] {
  const manifest = JSON.parse(manifestText) as Manifest;
  return Object.values(manifest.scripts ?? {}).flatMap((script) =>
    [...script.matchAll(/\S+\/dist\/\S+\.js/g)].map(([path]) => sourceOf(posix.join(folder, path))),
  );
}

function stubImports(texts: ReadonlyMap<string, string>, folder: string, manifest: Manifest): string[] {
  return Object.values(manifest.bin ?? {}).flatMap((bin) => {
    const stub = posix.join(folder, bin);
    const imports = [...(texts.get(stub) ?? "").matchAll(/["'](\.[^"']+\.js)["']/g)];
    return imports.map(([, specifier]) => sourceOf(posix.join(posix.dirname(stub), specifier ?? "")));
  });
}

function sourceOf(compiled: string): string {
  const source = /\/generate\/dist\//.test(compiled) ? "/" : "/src/";
  return compiled.replace("/dist/", source).replace(/\.js$/, ".ts");
}
