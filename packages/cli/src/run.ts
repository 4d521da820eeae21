// What a command's action leaves behind for the process.

export interface Run {
  code: number;
}
