// Reads a world from parsed JSON: the schema, and what a schema can't say (numbers used twice, keys which are none).
import { X509Certificate } from "node:crypto";
import { type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { privateKeyOf, publicKeyOf } from "./key-of.ts";
import { switchesSchema } from "./switches-schema.ts";
import { type Account, sellerIdOf, type World } from "./world.ts";

const pid = Type.String({ pattern: "^2088[0-9]{12}$" });
const moment = Type.String({
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)$",
});
const fen = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const contract = Type.Object(
  {
    product: Type.Union([
      Type.Literal("direct"),
      Type.Literal("escrow"),
      Type.Literal("dual"),
      Type.Literal("page"),
      Type.Literal("wap"),
      Type.Literal("qr"),
    ]),
    goods: Type.Union([Type.Literal("physical"), Type.Literal("virtual"), Type.Literal("any")]),
    status: Type.Union([Type.Literal("active"), Type.Literal("closed")]),
    from: Type.Optional(moment),
    to: Type.Optional(moment),
    refundable: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const base = {
  id: Type.String({ minLength: 1, maxLength: 64 }),
  label: Type.String({ maxLength: 100 }),
  status: Type.Union([Type.Literal("active"), Type.Literal("inactive")]),
  sellerEmail: Type.String({ minLength: 1, maxLength: 100 }),
  formerEmails: Type.Array(Type.String({ minLength: 1, maxLength: 100 })),
  frozen: Type.Optional(Type.Boolean()),
  contracts: Type.Array(contract),
  capabilities: Type.Array(
    Type.Union([
      Type.Literal("query"),
      Type.Literal("close"),
      Type.Literal("refund"),
      Type.Literal("timeout"),
      Type.Literal("report"),
    ]),
  ),
  balanceFen: Type.Optional(fen),
};

const mapiPartner = Type.Object(
  {
    ...base,
    protocol: Type.Literal("mapi"),
    partner: pid,
    md5Key: Type.String({ pattern: "^[a-z0-9]{32}$" }),
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
    appId: Type.String({ pattern: "^[0-9]{16,32}$" }),
    sellerId: pid,
    signType: Type.Union([Type.Literal("RSA2"), Type.Literal("RSA")]),
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
    aesKey: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9+/]{22}==$" })),
  },
  { additionalProperties: false },
);

const buyer = Type.Object(
  {
    userId: pid,
    logonId: Type.String({ minLength: 1, maxLength: 100 }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    balanceFen: fen,
    status: Type.Union([Type.Literal("normal"), Type.Literal("frozen"), Type.Literal("unverified")]),
  },
  { additionalProperties: false },
);

const world = Type.Object(
  {
    accounts: Type.Array(Type.Union([mapiPartner, openapiApp]), { minItems: 1 }),
    buyers: Type.Array(buyer, { minItems: 1 }),
    switches: Type.Optional(switchesSchema),
  },
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
  if (!Value.Check(world, value)) {
    const problems = Value.Errors(world, value).map((error) => `${error.instancePath || "/"}: ${error.message}`);
    throw new WorldError([...new Set(problems)].slice(0, 50));
  }
  // The switches' own schema is not seen through by the compiler.
  const read = value as World;
  const problems = [...duplicates(read), ...read.accounts.flatMap(badKeys)];
  if (problems.length > 0) throw new WorldError(problems);
  return read;
}

function duplicates(value: World): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const note = (kind: string, id: string): void => {
    const key = `${kind} ${id}`;
    if (seen.has(key)) twice.push(`${key} is used twice`);
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
      twice.push(`buyer ${one.userId} is also a seller; sellers can pay by themselves, leave it out`);
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
      problems.push(`account ${account.id}: ${name} can't be read as a key or certificate`);
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
