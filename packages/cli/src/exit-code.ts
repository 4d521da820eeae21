// What the command's exit code means; the same for every command.

export const exitCode = { fine: 0, foundProblem: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
