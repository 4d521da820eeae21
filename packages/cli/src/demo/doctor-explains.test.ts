import { createHash } from "node:crypto";
import { defaultWorld, startSimulator } from "@dedepay/simulator";
import { describe, expect, it } from "vitest";
import { doctorExplains } from "./doctor-explains.ts";

const key = "simulatorkey0123456789abcdefghij";

describe("the explanation under an error of the local Alipay", () => {
  it("names the cause of a wrong signature, in both languages, and never the key", async () => {
    const world = defaultWorld();
    const simulator = await startSimulator({ world, explain: doctorExplains(world, Date.now) });
    try {
      const text = "_input_charset=utf-8&out_trade_no=A1&partner=2088101000000017&service=single_trade_query";
      const sign = createHash("md5").update(`${text}${key.toUpperCase()}`).digest("hex");
      const query = new URLSearchParams(`${text}&sign_type=MD5&sign=${sign}`);
      const error = await fetch(`${simulator.mapiEndpoint}?${query}`);
      expect(await error.text()).toContain("ILLEGAL_SIGN");
      const log = await fetch(`${simulator.url}/sim/exchanges`);
      const exchangesText = await log.text();
      expect(exchangesText.toLowerCase()).not.toContain(key);
      const { exchanges } = JSON.parse(exchangesText) as { exchanges: { explanation?: { zh: string; en: string } }[] };
      expect(exchanges.at(-1)?.explanation?.zh).toMatch(/[\u4e00-\u9fff].*\(key-in-wrong-case\)$/);
      expect(exchanges.at(-1)?.explanation?.en).toMatch(/\(key-in-wrong-case\)$/);
    } finally {
      await simulator.close();
    }
  });
});
