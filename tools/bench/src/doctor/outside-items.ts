// Mistakes which have no page of their own. The only right answer is an open one: whoever calls one of these proven is wrong.
import { privatePem } from "./bench-keys.ts";
import type { Draft } from "./draft.ts";
import type { MadeMistake, Scene } from "./mistake.ts";
import type { Side } from "./scene.ts";
import { signatureDraft } from "./signature-items.ts";

const made = (recipe: string, ...operations: ReadonlyArray<readonly unknown[]>): MadeMistake => ({
  recipe,
  operations,
});

/** The field that is changed behind the signature's back. */
function somethingSet({ random, fields }: Scene): MadeMistake {
  const [name, value] = random.pick(
    fields.filter(([field]) =>
      /^(total_fee|total_amount|price|subject|out_trade_no|biz_content|trade_no)$/.test(field),
    ),
  );
  // A digit becomes another digit: the value stays one that Alipay would take.
  const digits = [...value.matchAll(/\d/g)].map(({ index }) => index);
  const at = digits.length === 0 ? random.below(value.length) : random.pick(digits);
  const letter = digits.length === 0 ? "品" : String((Number(value[at]) + 1) % 10);
  return made(`${name} changed after signing`, ["set", name, `${value.slice(0, at)}${letter}${value.slice(at + 1)}`]);
}

function outsideMistake(side: Side): (scene: Scene) => MadeMistake {
  return (scene) => {
    const { random, signType } = scene;
    if (side === "received") {
      return random.chance(0.8) ? somethingSet(scene) : made("upper case", ["upper"]);
    }
    const choices = [
      () => somethingSet(scene),
      () => made("signed upper case", ["signed:upper"]),
      () => made("signed reversed", ["signed:reversed"]),
      () => made("sent upper case", ["sent:upper"]),
      signType === "MD5"
        ? () => made("signed with a key that nobody knows", ["key", `${random.digits(20)}abcdefghijkl`])
        : () => made("signed with a key that nobody knows", ["key", privatePem("nobody")]),
    ];
    return random.pick(choices)();
  };
}

export function outsideDraft(seed: string, number: number): Draft | undefined {
  const side: Side = number % 2 === 0 ? "request" : "received";
  return signatureDraft({ seed, side, mistakes: [], withKeys: true, family: "outside", outside: outsideMistake(side) });
}
