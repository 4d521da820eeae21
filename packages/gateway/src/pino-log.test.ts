import { describe, expect, it } from "vitest";
import { createPinoLog } from "./pino-log.ts";
import { appKeys } from "./testing/fake-alipay.ts";
import { testMd5Key } from "./testing/test-identity.ts";

describe("the log", () => {
  it("writes JSON lines with the API's names, exact amounts and nothing below its level", () => {
    const written: string[] = [];
    const log = createPinoLog({ level: "info", destination: { write: (line) => void written.push(line) } });
    log.debug({ requestId: "req_0" }, "unseen");
    log.info({ requestId: "req_1", amountFen: 9_007_199_254_740_993n, absent: undefined }, "paid");
    log.warn({}, "careful");
    log.error({ ok: false }, "broken");
    expect(written.map((line) => JSON.parse(line))).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        request_id: "req_1",
        amount_fen: "9007199254740993",
        msg: "paid",
      },
      { level: 40, time: expect.any(String), msg: "careful" },
      { level: 50, time: expect.any(String), ok: false, msg: "broken" },
    ]);
  });

  it("writes no secret, whatever a library's message quotes", () => {
    const written: string[] = [];
    const log = createPinoLog({ destination: { write: (line) => void written.push(line) } });
    const bare = appKeys.privateKey.replace(/-----[A-Z ]+-----|\s/g, "");
    const secrets = [
      testMd5Key,
      "sec_0123456789abcdefghjkmnpqrstvwxyz",
      "whk_0123456789abcdefghjkmnpqrstvwxyz",
      "adm_aVeryLongAdminTokenOfFortyThreeCharacters",
      "hunter2hunter2",
      bare.slice(100, 160),
    ];
    log.error({ error: `bad key: ${appKeys.privateKey}` }, "a key");
    log.error({ error: `cannot parse ${bare}` }, "a key without its armour");
    log.error({ error: "connect mariadb://dede:hunter2hunter2@127.0.0.1:3306/dedepay failed" }, "an address");
    log.error({ stack: `GET /gateway.do?_input_charset=utf-8&sign=${testMd5Key}&sign_type=MD5` }, "a signature");
    log.error({ error: `{"md5Key":"${testMd5Key}","partner":"2088"}` }, `JSON with password=${secrets[4]}`);
    log.error({ md5Key: testMd5Key, webhookSecret: "plain words", keyId: "key_1" }, `${secrets[1]} and ${secrets[2]}`);
    log.error({ header: `Authorization: Bearer ${secrets[3]}` }, "a header");
    const text = written.join("\n");
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(JSON.parse(written[2] ?? "")).toMatchObject({
      error: "connect mariadb://dede:***@127.0.0.1:3306/dedepay failed",
    });
    expect(JSON.parse(written[5] ?? "")).toMatchObject({ md5_key: "***", webhook_secret: "***", key_id: "key_1" });
    expect(text).toContain("sign_type=MD5");
  });

  it("hides what stands under a secret's name, in either way of writing names, each time", () => {
    const written: string[] = [];
    const log = createPinoLog({ destination: { write: (line) => void written.push(line) } });
    const fields = { adminToken: "a", private_key: "b", notifyCookie: "c", password: "d", keyId: "e", tokens: 7 };
    for (let time = 0; time < 2; time += 1) log.info(fields, "settings");
    for (const line of written) {
      expect(JSON.parse(line)).toMatchObject({
        ...{ admin_token: "***", private_key: "***", notify_cookie: "***", password: "***", key_id: "e", tokens: 7 },
      });
    }
    expect(written).toHaveLength(2);
  });

  it("goes on hiding after more names than it remembers", () => {
    const written: string[] = [];
    const log = createPinoLog({ destination: { write: (line) => void written.push(line) } });
    for (let n = 0; n < 1100; n += 1) log.info({ [`name${n}`]: "plain" }, "many names");
    log.info({ neverSeenSecret: "a", neverSeenName: "b" }, "last");
    expect(JSON.parse(written.at(-1) ?? "")).toMatchObject({ never_seen_secret: "***", never_seen_name: "b" });
  });
});
