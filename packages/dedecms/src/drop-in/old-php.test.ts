// Nothing here needs PHP on the machine.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OldPhp, startOldPhp } from "../testing/old-php.ts";
import { phpVectors } from "../testing/php-vectors.ts";
import { paidEvent } from "../testing/shop-orders.ts";
import { phpArray, siteSecrets } from "../testing/shop-site.ts";

describe("PHP 5.2.17, older than all that our files promise", () => {
  let php: OldPhp;
  beforeAll(async () => {
    php = await startOldPhp();
    php.write("/shop/data/common.inc.php", "<?php $cfg_dbhost='localhost'; $cfg_dbname='shop';");
    const settings = phpArray({ gateway: "https://pay.example.com", ...siteSecrets });
    php.write("/shop/data/dedepay.config.php", `<?php return ${settings};`);
  });
  afterAll(() => php.close());

  it("is what it says", async () => {
    expect(await php.run("echo PHP_VERSION;")).toBe("5.2.17");
  });

  it("answers each call as the newest PHP does", async () => {
    php.write("/calls.json", JSON.stringify(phpVectors.map(([call]) => call)));
    const printed = await php.run(`require '/shop/include/dedepay/load.php';
      $answers = array();
      foreach (json_decode(file_get_contents('/calls.json'), true) as $call) {
        $answers[] = call_user_func_array($call[0], array_slice($call, 1));
      }
      echo json_encode($answers);`);
    expect(JSON.parse(printed)).toEqual(phpVectors.map(([, answer]) => answer));
  });

  it("serves a webhook from its signature to its statement", async () => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const event = JSON.stringify(paidEvent("S-P1795372888RN101", 14_821));
    const signature = createHmac("sha256", siteSecrets.webhook_secret).update(`${timestamp}.${event}`).digest("hex");
    php.write("/event.json", event);
    const printed = await php.run(`require '/testdata/scripted-mysqli.php';
      $GLOBALS['rows'] = array(
        'COUNT(*)' => array('n' => '1'),
        'SUM(price' => array('fen' => '14821'),
        'FROM \`dede_shops_orders\`' => array('userid' => '7', 'pid' => '1', 'state' => '0', 'stime' => '0', 'total_fen' => '14821', 'goods_fen' => '14821'),
      );
      $_SERVER['HTTP_DEDEPAY_TIMESTAMP'] = '${timestamp}';
      $_SERVER['HTTP_DEDEPAY_SIGNATURE'] = 'v1=${"0".repeat(64)},v1=${signature}';
      require '/shop/include/dedepay/load.php';
      dedepay_webhook(dedepay_settings(), file_get_contents('/event.json'), time());
      echo "\\n" . end($GLOBALS['statements']);`);
    expect(printed.split("\n")).toEqual([
      '{"outcome":"done"}',
      "UPDATE `dede_shops_orders` SET state=1 WHERE oid='S-P1795372888RN101' AND state=0 AND ROUND(priceCount*100)=14821",
    ]);
  });

  it("loads the plugin and the end-point, and says what is missing: mysqli", async () => {
    const plugin = await php.run(`$_SERVER['REQUEST_METHOD'] = 'GET'; require '/shop/include/payment/alipay.php';
      $pay = new Alipay(); echo $pay->respond(), "\\n", $pay->GetCode(array('out_trade_no' => 'S-P1795372888RN101'));`);
    expect(plugin).toContain("&#20184;&#27454;&#32467;&#26524;");
    expect(plugin).toContain("&#25903;&#20184;&#26242;&#26102;&#19981;&#21487;&#29992;");
    php.write("/shop/data/dedepay.config.php", "<?php return array();");
    const page = await php.run("$_SERVER['REQUEST_METHOD'] = 'GET'; require '/shop/plus/dedepay.php';");
    expect(page).toContain("PHP has no mysqli");
    expect(page).toContain("PHP is too old");
    expect(page).toContain("missing or incomplete: gateway, key_id, secret, webhook_secret");
  });
});
