// The address that calls is not on the allow list.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /isv\.(?:ip-?not-in-?whitelist|access-ip-[\w-]+|invalid-ip)|IP ?(?:地址)?(?:不在|未加入)(?:应用)?白名单|ILLEGAL_(?:CLIENT_IP|SERVER_IP)|ip.?white.?list/iu;

export const callerAddressNotAllowed: Check = {
  cause: "caller-address-not-allowed",
  advice: [
    {
      zh: "在开放平台控制台“服务器 IP 白名单”里加入服务器的出口 IP（用 curl ifconfig.me 看），或清空白名单",
      en: "Add the server's outgoing address to the IP allow list in the console (curl ifconfig.me shows it), or empty the list",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
