// The Authorization header of a v3 call: ALIPAY-SHA256withRSA app_id=…,nonce=…,timestamp=…,sign=…

export interface V3Authorization {
  /** Everything before `,sign=`: it is signed as it stands. */
  authString: string;
  values: ReadonlyMap<string, string>;
  sign: string;
}

const scheme = "ALIPAY-SHA256withRSA ";

/** The parts of the header; undefined where it is missing or of another scheme. */
export function readAuthorization(header: string | undefined): V3Authorization | undefined {
  if (header === undefined || !header.startsWith(scheme)) return undefined;
  const text = header.slice(scheme.length).trim();
  const at = text.lastIndexOf(",sign=");
  const authString = at < 0 ? text : text.slice(0, at);
  const values = new Map(
    authString.split(",").map((part): [string, string] => {
      const equals = part.indexOf("=");
      return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    }),
  );
  return { authString, values, sign: at < 0 ? "" : text.slice(at + ",sign=".length) };
}
