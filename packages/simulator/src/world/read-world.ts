// Reads a world from parsed JSON: the schema, and what a schema can't say (numbers used twice, keys which are none).
import { X509Certificate } from "node:crypto";
import { type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { schemaProblems } from "../wire/schema-problems.ts";
import { privateKeyOf, publicKeyOf } from "./key-of.ts";
import { seedProblems } from "./seed-problems.ts";
import { switchesSchema } from "./switches-schema.ts";
import { tradeSeed } from "./trade-seed.ts";
import { type Account, sellerIdOf, type World } from "./world.ts";

const pid = Type.String({ pattern: "^2088[0-9]{12}$", description: "2088 加 12 位数字（2088 and 12 digits）" });
const moment = Type.String({
  description: "2025-01-01T00:00:00+08:00",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)$",
});
const fen = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const contract = Type.Object(
  {
    product: Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"]),
    goods: Type.Enum(["physical", "virtual", "any"]),
    status: Type.Enum(["active", "closed"]),
    from: Type.Optional(moment),
    to: Type.Optional(moment),
    refundable: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const base = {
  id: Type.String({ minLength: 1, maxLength: 64 }),
  label: Type.String({ maxLength: 100 }),
  status: Type.Enum(["active", "inactive"]),
  sellerEmail: Type.String({ minLength: 1, maxLength: 100 }),
  formerEmails: Type.Array(Type.String({ minLength: 1, maxLength: 100 })),
  frozen: Type.Optional(Type.Boolean()),
  contracts: Type.Array(contract),
  capabilities: Type.Array(Type.Enum(["query", "close", "refund", "timeout", "report"])),
  balanceFen: Type.Optional(fen),
};

const mapiPartner = Type.Object(
  {
    ...base,
    protocol: Type.Literal("mapi"),
    partner: pid,
    md5Key: Type.String({ pattern: "^[a-z0-9]{32}$", description: "32 个小写字母或数字（a-z, 0-9）" }),
    privateKey: Type.Optional(Type.String()),
    publicKey: Type.Optional(Type.String()),
    alipayPrivateKey: Type.Optional(Type.String()),
    alipayPublicKey: Type.Optional(Type.String()),
    antiPhishing: Type.Optional(Type.Boolean()),
    errorNotices: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const openapiApp = Type.Object(
  {
    ...base,
    protocol: Type.Literal("openapi"),
    appId: Type.String({ pattern: "^[0-9]{16,32}$", description: "16 到 32 位数字（digits）" }),
    sellerId: pid,
    signType: Type.Enum(["RSA2", "RSA"]),
    privateKey: Type.String(),
    publicKey: Type.String(),
    alipayPrivateKey: Type.String(),
    alipayPublicKey: Type.String(),
    certificates: Type.Optional(
      Type.Object(
        { app: Type.String(), alipay: Type.String(), alipayRoot: Type.String() },
        { additionalProperties: false },
      ),
    ),
    aesKey: Type.Optional(
      Type.String({ pattern: "^[A-Za-z0-9+/]{22}==$", description: "16 个字节的 Base64（Base64 of 16 bytes）" }),
    ),
  },
  { additionalProperties: false },
);

const noAccount = Type.Object({ protocol: Type.Enum(["mapi", "openapi"]) });
const list = Type.Array(Type.Unknown(), { minItems: 1 });

const buyer = Type.Object(
  {
    userId: pid,
    logonId: Type.String({ minLength: 1, maxLength: 100 }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    balanceFen: fen,
    status: Type.Enum(["normal", "frozen", "unverified"]),
  },
  { additionalProperties: false },
);

const world = Type.Object(
  {
    accounts: Type.Array(Type.Union([mapiPartner, openapiApp]), { minItems: 1 }),
    buyers: Type.Array(buyer, { minItems: 1 }),
    switches: Type.Optional(switchesSchema),
    trades: Type.Optional(Type.Array(tradeSeed)),
  },
  { additionalProperties: false },
);
/** The same with the lists unread: each entry is read by itself, so that its problems name its own fields. */
const frame = Type.Object(
  { ...world.properties, accounts: list, buyers: list, trades: Type.Optional(Type.Array(Type.Unknown())) },
  { additionalProperties: false },
);

/** JSON schema of a world file. */
export const worldSchema: TSchema = world;

/** What is wrong with a world file: every problem, with its place. */
export class WorldError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The world is not usable: ${problems.join("; ")}`);
    this.name = "WorldError";
    this.problems = problems;
  }
}

/** The world in parsed JSON; throws WorldError with all problems. */
export function readWorld(value: unknown): World {
  const problems = formProblems(value);
  if (problems.length > 0) throw new WorldError(problems.slice(0, 50));
  // The schema says so; the compiler does not see through the switches' own.
  const read = value as World;
  const more = [...duplicates(read), ...read.accounts.flatMap(badKeys), ...seedProblems(read)];
  if (more.length > 0) throw new WorldError(more);
  return read;
}

function formProblems(value: unknown): string[] {
  const problems = schemaProblems(frame, value);
  if (!Value.Check(frame, value)) return problems;
  const { accounts, buyers, trades = [] } = value;
  return [
    ...accounts.flatMap((account, index) => schemaProblems(accountSchema(account), account, `/accounts/${index}`)),
    ...buyers.flatMap((one, index) => schemaProblems(buyer, one, `/buyers/${index}`)),
    ...trades.flatMap((trade, index) => schemaProblems(tradeSeed, trade, `/trades/${index}`)),
  ];
}

/** Which of the two an entry means to be. */
function accountSchema(account: unknown): TSchema {
  const protocol =
    typeof account === "object" && account !== null && "protocol" in account ? account.protocol : undefined;
  if (protocol === "mapi") return mapiPartner;
  return protocol === "openapi" ? openapiApp : noAccount;
}

function duplicates(value: World): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const note = (kind: string, id: string): void => {
    const key = `${kind} ${id}`;
    if (seen.has(key)) twice.push(`${id} 用了两次 · ${key} is used twice`);
    seen.add(key);
  };
  for (const account of value.accounts) {
    note("account", account.id);
    if (account.protocol === "mapi") note("partner", account.partner);
    else note("app", account.appId);
  }
  for (const one of value.buyers) {
    note("buyer", one.userId);
    if (value.accounts.some((account) => sellerIdOf(account) === one.userId)) {
      twice.push(
        `${one.userId} 也是卖家，卖家本来就能付款，不用再列 · buyer ${one.userId} is also a seller; leave it out`,
      );
    }
  }
  return twice;
}

function badKeys(account: Account): string[] {
  const problems: string[] = [];
  const attempt = (name: string, read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.push(
        `账户 ${account.id}：${name} 不是密钥或证书 · account ${account.id}: ${name} can't be read as a key or certificate`,
      );
    }
  };
  const { privateKey, publicKey, alipayPrivateKey, alipayPublicKey } = account;
  if (privateKey !== undefined) attempt("privateKey", () => privateKeyOf(privateKey));
  if (publicKey !== undefined) attempt("publicKey", () => publicKeyOf(publicKey));
  if (alipayPrivateKey !== undefined) attempt("alipayPrivateKey", () => privateKeyOf(alipayPrivateKey));
  if (alipayPublicKey !== undefined) attempt("alipayPublicKey", () => publicKeyOf(alipayPublicKey));
  if (account.protocol === "openapi" && account.certificates !== undefined) {
    const certificates = account.certificates;
    for (const name of ["app", "alipay", "alipayRoot"] as const) {
      attempt(`certificates.${name}`, () => new X509Certificate(certificates[name]));
    }
  }
  return problems;
}
