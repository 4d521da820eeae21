// A certificate authority and a certificate for tests of TLS, made anew by openssl in a folder of their own.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const opensslIsThere: boolean = spawnSync("openssl", ["version"]).status === 0;

export type TestCertificate = {
  readonly key: string;
  readonly cert: string;
  readonly file: string;
  readonly remove: () => void;
};

/** Self-signed, so that its own file is the root to trust. `host` is its common name and its only alternative name. */
export function makeCertificate(host: string): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-tls-"));
  const [keyFile, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", keyFile, "-out", file, ...names],
    { stdio: "ignore" },
  );
  return {
    key: readFileSync(keyFile, "utf8"),
    cert: readFileSync(file, "utf8"),
    file,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
