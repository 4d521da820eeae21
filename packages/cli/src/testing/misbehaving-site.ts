// A tiny web server that answers notifications wrongly, in each way that is met: one path a mistake.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface MisbehavingSite {
  readonly url: string;
  /** What was posted, path by path. */
  readonly received: { readonly path: string; readonly body: string }[];
  readonly close: () => Promise<void>;
}

type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer };

const html = { "content-type": "text/html; charset=utf-8" };
const gbkPage = Buffer.concat([Buffer.from("<html>"), Buffer.from("d6a7b8b6caa7b0dc", "hex"), Buffer.from("</html>")]);

export const misbehaviours: Readonly<Record<string, Answer>> = {
  login: { status: 302, headers: { location: "/member/login.php?gotopage=notify" } },
  "login-page": { status: 200, headers: html, body: '<html><form><input type="password" name="p"></form></html>' },
  redirect: { status: 301, headers: { location: "https://www.shop.example/notify" } },
  csrf: { status: 419, headers: html, body: "<html>Page Expired</html>" },
  firewall: { status: 403, headers: html, body: "<html>您的请求已被拦截</html>" },
  missing: { status: 404, headers: html, body: "<html>404</html>" },
  broken: { status: 500, headers: html, body: "<html>Fatal error</html>" },
  bom: { status: 200, headers: { "content-type": "text/html" }, body: "\ufefffail" },
  blank: { status: 200, headers: { "content-type": "text/plain" }, body: "\r\n fail" },
  page: {
    status: 200,
    headers: { ...html, "set-cookie": "PHPSESSID=secretcookie1234" },
    body: "<html>提示信息\u001b[31m</html>",
  },
  gbk: { status: 200, headers: html, body: gbkPage },
  believes: { status: 200, headers: { "content-type": "text/plain" }, body: "success" },
  good: { status: 200, headers: { "content-type": "text/plain" }, body: "fail" },
  webhook: { status: 401, headers: { "content-type": "application/json" }, body: '{"outcome":"not_signed"}' },
};

export async function startMisbehavingSite(): Promise<MisbehavingSite> {
  const received: { path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = (request.url ?? "").split("?")[0]?.slice(1) ?? "";
      received.push({ path, body: Buffer.concat(chunks).toString("latin1") });
      if (path === "hangup") return request.socket.destroy();
      const { status, headers = {}, body = "" } = misbehaviours[path] ?? { status: 404 };
      response.writeHead(status, headers).end(body);
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
