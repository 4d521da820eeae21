// Turns the system's "address in use" into a sentence with the port and the flag which changes it.
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";

/** Awaits a server's start; throws CommandFailure where its port is taken or may not be used. */
export async function onPort<T>(o: { port: number; flag: string }, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const code = systemCode(error) ?? systemCode((error as Error).cause);
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const taken = code === "EADDRINUSE";
    throw new CommandFailure(
      exitCode.foundProblem,
      {
        zh: taken ? `端口 ${o.port} 已被占用` : `没有权限使用端口 ${o.port}`,
        en: taken ? `Port ${o.port} is taken` : `Port ${o.port} may not be used by this user`,
        fixZh: `用 ${o.flag} <端口> 换一个；0 由系统选择`,
        fixEn: `Choose another with ${o.flag} <number>; 0 lets the system choose`,
      },
      { cause: error },
    );
  }
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
