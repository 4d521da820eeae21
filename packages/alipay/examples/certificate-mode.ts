// Certificate mode: the three files of the console instead of Alipay's public key. Serial numbers are computed and sent
// with each request; a new certificate of Alipay is downloaded and checked against the root file when it first signs.
import { readFileSync } from "node:fs";
import { AlipayClient, createOpenapiAccount, type OpenapiAccount } from "@dedepay/alipay";

export function certificateClient(folder: string, endpoint: string): AlipayClient<OpenapiAccount> {
  const read = (name: string): string => readFileSync(`${folder}/${name}`, "utf8");
  const account = createOpenapiAccount({
    appId: "2021000000000001",
    privateKey: read("app-private-pkcs8.pem"),
    certificates: { app: read("app.crt"), alipay: read("alipay-public.crt"), alipayRoot: read("alipay-root.crt") },
  });
  return new AlipayClient(account, { endpoint });
}
