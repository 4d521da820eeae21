// One round: new orders, their notifications, the same again, forged ones, reading; of each kind all contenders one after the
// other, and in the next round in the other order. Every answer is checked.
import { assertAnswer, type Contender, type Created } from "./contender.ts";
import { forged, type Keys, notificationBody } from "./messages.ts";
import { Samples } from "./samples.ts";

export const kinds = ["create MD5", "create RSA2", "first", "duplicate", "forged", "get", "open"] as const;

export type RoundsOptions = {
  readonly keys: Keys;
  readonly rounds: number;
  /** Requests of each kind, round and contender. */
  readonly requests: number;
  onRound(done: number, all: number): void;
};

type Trades = { readonly created: readonly Created[]; readonly bodies: readonly string[] };

/** The first round warms up and is not counted. */
export async function measureRounds(contenders: readonly Contender[], options: RoundsOptions): Promise<Samples> {
  const { rounds, requests, keys } = options;
  let samples = new Samples();
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) samples = new Samples();
    const inTurn = round % 2 === 0 ? contenders : contenders.toReversed();
    await oneRound(inTurn, { samples, keys, firstNumber: round * 2 * requests, requests });
    options.onRound(round + 1, rounds + 1);
  }
  return samples;
}

type OneRound = {
  readonly samples: Samples;
  readonly keys: Keys;
  readonly firstNumber: number;
  readonly requests: number;
};

async function oneRound(inTurn: readonly Contender[], o: OneRound): Promise<void> {
  const { samples, keys, firstNumber, requests } = o;
  const numbers = Array.from({ length: requests }, (_, index) => firstNumber + index);
  const trades = new Map<Contender, Trades>();
  for (const contender of inTurn) {
    const sent = numbers.map((number) => contender.create(number + requests, "md5"));
    const { answers } = await samples.measure("create MD5", contender, sent);
    for (const [index, number] of numbers.entries()) contender.createdOf(answerAt(answers, index), number + requests);
  }
  for (const contender of inTurn) {
    const sent = numbers.map((number) => contender.create(number, "rsa2"));
    const { answers } = await samples.measure("create RSA2", contender, sent);
    const created = numbers.map((number, index) => contender.createdOf(answerAt(answers, index), number));
    trades.set(contender, { created, bodies: created.map((trade) => notificationBody(trade, keys)) });
  }
  const each = async (kind: string, expected: Expected, make: (c: Contender, t: Trades) => Buffer[]): Promise<void> => {
    for (const contender of inTurn) {
      const sent = make(contender, trades.get(contender) ?? { created: [], bodies: [] });
      if (sent.length === 0) continue;
      const { answers } = await samples.measure(kind, contender, sent);
      for (const answer of answers) assertAnswer(`${kind} of ${contender.name}`, answer, expected);
    }
  };
  const taken = { status: 200, holds: "success" };
  await each("open", { status: 303, holds: "" }, ({ open }, { created }) => (open ? created.map(open) : []));
  await each("first", taken, (contender, { bodies }) => bodies.map((body) => contender.notify(body)));
  await each("duplicate", taken, (contender, { bodies }) => bodies.map((body) => contender.notify(body)));
  const refused = { status: 200, holds: "fail" };
  await each("forged", refused, (contender, { bodies }) => bodies.map((body) => contender.notify(forged(body))));
  const paid = { status: 200, holds: '"paid"' };
  await each("get", paid, (contender, { created }) => created.map((trade) => contender.get(trade)));
}

type Expected = { readonly status: number; readonly holds: string };

function answerAt<T>(answers: readonly T[], index: number): T {
  const answer = answers[index];
  if (answer === undefined) throw new Error("a request without an answer");
  return answer;
}
