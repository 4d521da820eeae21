import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Db } from "./db.ts";
import { GroupCommit } from "./group-commit.ts";

/** Units of other keys, each under way until it is released; `groups` are their numbers, as they shared transactions. */
function commits(o: { heldUpMs: number } = { heldUpMs: 60_000 }) {
  const groups: number[][] = [];
  const release = new Map<number, () => void>();
  const groupCommit = new GroupCommit({
    inTransaction: (work) => {
      groups.push([]);
      return work({} as Db);
    },
    isRetryable: () => false,
    groups: { atOnce: 2, full: 16 },
    ...o,
    onSpoiled: () => {},
  });
  const add = (...numbers: number[]): Promise<unknown> =>
    Promise.all(
      numbers.map((number) =>
        groupCommit.run(String(number), () => {
          groups.at(-1)?.push(number);
          return new Promise<void>((resolve) => release.set(number, resolve));
        }),
      ),
    );
  const end = (...numbers: number[]): void => {
    for (const number of numbers) release.get(number)?.();
  };
  return { groups, add, end };
}

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);

const nextTurn = (): Promise<void> => new Promise(setImmediate);

/** Long enough for whatever begins at once. */
const moment = (): Promise<void> => pause(5);

it("begins beside another group when there are enough for a full one", async () => {
  const { groups, add, end } = commits();
  const first = add(0);
  await moment();
  const others = add(...from(1, 15));
  await moment();
  expect(groups).toEqual([[0]]);
  const last = add(16);
  await moment();
  expect(groups).toEqual([[0], from(1, 16)]);
  end(...from(0, 17));
  await Promise.all([first, others, last]);
});

it("takes in those who come turn by turn, until a turn brings nobody or it is full", async () => {
  const { groups, add, end } = commits();
  const all: Promise<unknown>[] = [];
  for (const numbers of [[0, 1], [2], [3, 4]]) {
    all.push(add(...numbers));
    await nextTurn();
  }
  await moment();
  expect(groups).toEqual([from(0, 5)]);
  end(...from(0, 5));
  await Promise.all(all);
  for (const number of from(5, 20)) {
    all.push(add(number));
    await nextTurn();
  }
  await moment();
  expect(groups[1]).toEqual(from(5, 16));
  end(...from(5, 16));
  while (groups.length < 3) await moment();
  end(...from(21, 4));
  await Promise.all(all);
});

it("does not keep one who comes alone", async () => {
  const { groups, add, end } = commits();
  const alone = add(0);
  await nextTurn();
  expect(groups).toEqual([[0]]);
  end(0);
  await alone;
});

it("begins with those who wait when the one before is over", async () => {
  const { groups, add, end } = commits();
  const first = add(0);
  await moment();
  const others = add(1, 2, 3);
  await moment();
  end(0);
  await first;
  await moment();
  expect(groups).toEqual([[0], [1, 2, 3]]);
  end(1, 2, 3);
  await others;
});

it("is not held up by a group that somebody's lock holds up", async () => {
  const { groups, add, end } = commits({ heldUpMs: 10 });
  const first = add(0);
  await moment();
  const others = add(1, 2);
  while (groups.length < 2) await moment();
  end(1, 2);
  await others;
  const later = add(3);
  while (groups.length < 3) await moment();
  end(3);
  await later;
  expect(groups).toEqual([[0], [1, 2], [3]]);
  end(0);
  await first;
});

it("shares a crowd out evenly, and has no more groups under way than there may be", async () => {
  const { groups, add, end } = commits();
  const all = add(...from(0, 40));
  await moment();
  expect(groups).toEqual([from(0, 16), from(16, 16)]);
  end(...from(0, 32));
  while (groups.length < 3) await moment();
  expect(groups[2]).toEqual(from(32, 8));
  end(...from(32, 8));
  await all;
});
