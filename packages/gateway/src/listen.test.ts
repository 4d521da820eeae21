import { connect } from "node:net";
import fastify from "fastify";
import { describe, expect, it, vi } from "vitest";
import { testServer } from "./http/testing/test-server.ts";
import { isLoopback, listen } from "./listen.ts";
import type { Timers } from "./platform/platform.ts";

/** Timers which run when the test says so. */
function heldTimers(): Timers & { tasks: Set<() => Promise<void>> } {
  const tasks = new Set<() => Promise<void>>();
  return {
    tasks,
    after(_delayMs, task) {
      tasks.add(task);
      return { cancel: () => tasks.delete(task) };
    },
  };
}

describe("a listener", () => {
  it("finishes what is under way before it is closed, and takes nothing new", async () => {
    const { app, gateway } = await testServer();
    let answer: (checks: unknown[]) => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      gateway.answers.set("checkReadiness", () => {
        resolve();
        return new Promise((settle) => {
          answer = settle;
        });
      });
    });
    const timers = heldTimers();
    const listener = await listen(app, { host: "127.0.0.1", port: 0, flag: "--port", limitMs: 1, timers });
    const slow = fetch(`${listener.url}/readyz`);
    await reached;
    const closed = listener.close();
    await vi.waitFor(() => expect(app.server.listening).toBe(false));
    await expect(fetch(`${listener.url}/readyz`)).rejects.toThrow();
    answer([]);
    expect(await (await slow).json()).toMatchObject({ ready: true });
    await closed;
    expect(timers.tasks.size).toBe(0);
  });

  it("cuts off what does not finish within the limit", async () => {
    const app = fastify();
    const timers = heldTimers();
    const listener = await listen(app, { host: "127.0.0.1", port: 0, flag: "--port", limitMs: 1, timers });
    const socket = connect(listener.port, "127.0.0.1");
    socket.on("error", () => undefined);
    const gone = new Promise((resolve) => socket.on("close", resolve));
    await new Promise((resolve) => socket.write("GET / HTTP/1.1\r\nHost: x\r\nContent-Le", resolve));
    await fetch(listener.url);
    const closed = listener.close();
    for (const task of timers.tasks) await task();
    await Promise.all([gone, closed]);
  });

  it.each([
    ["127.0.0.1", true],
    ["127.8.9.1", true],
    ["localhost", true],
    ["::1", true],
    ["[::1]", true],
    ["0.0.0.0", false],
    ["::", false],
    ["127.0.0.1.example.cn", false],
    ["192.168.1.2", false],
  ])("knows whether only this machine reaches %s", (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
