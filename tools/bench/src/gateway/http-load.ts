// A load generator that costs little: requests are bytes made beforehand, each connection has one under way, answers are
// read just far enough to know where they end.
import { connect, type Socket } from "node:net";

export type Answer = { readonly status: number; readonly body: Buffer };

/** `latenciesMs` in the order in which the answers came. */
export type Load = {
  readonly answers: readonly Answer[];
  readonly latenciesMs: readonly number[];
  readonly seconds: number;
};

const headEnd = Buffer.from("\r\n\r\n");

const inFlight = 32;

/** Opens the connections that a load needs, and closes them: a server gives up those that are idle for long. */
export async function withConnections<T>(port: number, work: (open: readonly Connection[]) => Promise<T>): Promise<T> {
  const open = await Promise.all(Array.from({ length: inFlight }, () => Connection.open(port)));
  try {
    return await work(open);
  } finally {
    for (const connection of open) connection.close();
  }
}

/** One kept-alive connection of HTTP/1.1, one request at a time. */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (part) => this.#take(part));
    socket.on("error", (error) => this.#waiting?.reject(error));
    socket.on("close", () => this.#waiting?.reject(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port, noDelay: true });
      socket.once("connect", () => resolve(new Connection(socket)));
      socket.once("error", reject);
    });
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(part: Buffer): void {
    this.#received = this.#received.length === 0 ? part : Buffer.concat([this.#received, part]);
    const end = this.#received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const start = end + headEnd.length;
    if (Number.isNaN(length)) {
      this.#waiting?.reject(new Error(`an answer without Content-Length: ${head}`));
      return;
    }
    if (this.#received.length < start + length) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#received.subarray(start, start + length) };
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** All requests over these connections, each as soon as its connection is free. Answers in the order of the requests. */
export async function loadAtOnce(connections: readonly Connection[], requests: readonly Buffer[]): Promise<Load> {
  const answers = new Array<Answer>(requests.length);
  const latenciesMs: number[] = [];
  let next = 0;
  const work = async (connection: Connection): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const startMs = performance.now();
      answers[index] = await connection.send(requests[index] as Buffer);
      latenciesMs.push(performance.now() - startMs);
    }
  };
  const startMs = performance.now();
  await Promise.all(connections.map(work));
  return { answers, latenciesMs, seconds: (performance.now() - startMs) / 1000 };
}

/** So many a second, evenly, whether the earlier ones were answered or not; a latency counts from the moment that was due. */
export async function loadAtRate(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  perSecond: number,
): Promise<Load> {
  const answers = new Array<Answer>(requests.length);
  const latenciesMs: number[] = [];
  const free = [...connections];
  const queue: number[] = [];
  const beginMs = performance.now();
  const dueMs = (index: number): number => beginMs + (index * 1000) / perSecond;
  await new Promise<void>((resolve, reject) => {
    let sent = 0;
    const serve = (): void => {
      while (free.length > 0 && queue.length > 0) {
        const connection = free.pop() as Connection;
        const index = queue.shift() as number;
        connection.send(requests[index] as Buffer).then((answer) => {
          answers[index] = answer;
          latenciesMs.push(performance.now() - dueMs(index));
          free.push(connection);
          if (latenciesMs.length === requests.length) resolve();
          else serve();
        }, reject);
      }
    };
    const tick = (): void => {
      while (sent < requests.length && dueMs(sent) <= performance.now()) queue.push(sent++);
      serve();
      if (sent < requests.length) setTimeout(tick, Math.max(0, dueMs(sent) - performance.now()));
    };
    tick();
  });
  return { answers, latenciesMs, seconds: (performance.now() - beginMs) / 1000 };
}
