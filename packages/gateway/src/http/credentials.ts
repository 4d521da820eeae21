// The credentials in the body of an account's registration, by protocol. Their values never appear in a failure.
import { type Static, Type } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import type { NewKeys } from "../use-cases/accounts/manage-account.ts";
import type { MapiCredentials, OpenapiCredentials } from "../use-cases/accounts/register-account.ts";
import { longText, printableText } from "./schemas/text.ts";
import { invalidRequest, type SchemaFinding } from "./violations.ts";

const charset = Type.Optional(Type.Enum(["utf-8", "gbk", "gb2312"]));
const sellerId = Type.Optional(printableText(64, "2088 and twelve digits"));
const pem = longText(20_000, "Key or certificate as text");

const mapi = Type.Object(
  {
    partner: printableText(64, "PID: 2088 and twelve digits"),
    signType: Type.Enum(["MD5", "RSA"]),
    md5Key: Type.Optional(printableText(200, "The account's MD5 key")),
    privateKey: Type.Optional(pem),
    alipayPublicKey: Type.Optional(pem),
    charset,
    sellerId,
    sellerEmail: Type.Optional(printableText(100, "Alipay login of the seller")),
  },
  { additionalProperties: false },
);

const openapi = Type.Object(
  {
    appId: printableText(64, "Application id"),
    signType: Type.Optional(Type.Enum(["RSA2", "RSA"])),
    privateKey: pem,
    alipayPublicKey: Type.Optional(pem),
    certificates: Type.Optional(
      Type.Object({ app: pem, alipay: pem, alipayRoot: pem }, { additionalProperties: false }),
    ),
    sellerId,
    charset,
    aesKey: Type.Optional(printableText(200, "AES key, base64")),
  },
  { additionalProperties: false },
);

/** Which of them an account has is its protocol's business. */
const newKeys = Type.Object(
  {
    md5Key: Type.Optional(printableText(200, "The account's MD5 key")),
    privateKey: Type.Optional(pem),
    alipayPublicKey: Type.Optional(pem),
    certificates: Type.Optional(
      Type.Object({ app: pem, alipay: pem, alipayRoot: pem }, { additionalProperties: false }),
    ),
    aesKey: Type.Optional(printableText(200, "AES key, base64")),
  },
  { additionalProperties: false },
);

const mapiCheck: Validator = Compile(mapi);
const newKeysCheck: Validator = Compile(newKeys);
const openapiCheck: Validator = Compile(openapi);

/** Errors: 1012, 1002. */
export function readMapiCredentials(input: unknown): MapiCredentials {
  return read<Static<typeof mapi>>(mapiCheck, input);
}

/** Errors: 1012, 1002. */
export function readOpenapiCredentials(input: unknown): OpenapiCredentials {
  return read<Static<typeof openapi>>(openapiCheck, input);
}

/** Errors: 1012, 1002. */
export function readNewKeys(input: unknown): NewKeys {
  return read<Static<typeof newKeys>>(newKeysCheck, input);
}

function read<T>(check: Validator, input: unknown): T {
  if (check.Check(input)) return input as T;
  const findings = (check.Errors(input) as unknown as SchemaFinding[]).map((finding) => ({
    ...finding,
    instancePath: `/credentials${finding.instancePath}`,
  }));
  throw invalidRequest(findings, { credentials: input }, "body");
}
