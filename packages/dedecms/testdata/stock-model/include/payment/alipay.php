<?php
/*
 * Model of the stock plugin's behaviour, written from the published facts about it; none of its code is here. It exists to
 * show what goes wrong with it (the ids stand beside each place), so that the same test can show that ours does not.
 */
class Alipay
{
    public function SetReturnUrl($address)
    {
    }

    /** Signs everything, empty values too (C4); the same fields for every product (C5); empties the cart always (L11). */
    public function GetCode($order, $payment)
    {
        global $cfg_basehost, $cfg_cmspath, $cfg_soft_lang, $cart;
        $services = array('trade_create_by_buyer', 'create_partner_trade_by_buyer', 'create_direct_pay_by_user');
        // A path that begins with a slash gets another one, and the global is overwritten (C8).
        $cfg_basehost = $cfg_cmspath === '' ? $cfg_basehost : $cfg_basehost . '/' . $cfg_cmspath;
        $address = $cfg_basehost . '/plus/carbuyaction.php?dopost=return&code=alipay';
        $label = $cfg_soft_lang === 'utf-8' ? "\xE6\x94\xAF\xE4\xBB\x98\xE8\xAE\xA2\xE5\x8D\x95\xE5\x8F\xB7" : "\xD6\xA7\xB8\xB6\xB6\xA9\xB5\xA5\xBA\xC5";
        $fields = array(
            '_input_charset' => $cfg_soft_lang,
            'agent' => 'C4335994340215837114',
            'logistics_fee' => '0',
            'logistics_payment' => 'BUYER_PAY_AFTER_RECEIVE',
            'logistics_type' => 'EXPRESS',
            'notify_url' => $address,
            'out_trade_no' => $order['out_trade_no'],
            'partner' => $payment['alipay_partner'],
            'payment_type' => '1',
            'price' => $order['price'],
            'quantity' => '1',
            'return_url' => $address,
            'seller_email' => $payment['alipay_account'],
            'service' => isset($services[$payment['alipay_pay_method']]) ? $services[$payment['alipay_pay_method']] : '',
            'subject' => $label . ':' . $order['out_trade_no'],
        );
        ksort($fields);
        $text = '';
        $query = '';
        foreach ($fields as $name => $value) {
            $text .= "&$name=$value";
            $query .= $name . '=' . urlencode($value) . '&';
        }
        $cart->clearItem();
        $query .= 'sign=' . md5(substr($text, 1) . $payment['alipay_key']) . '&sign_type=MD5';
        return '<input type="button" onclick="window.open(\'https://www.alipay.com/cooperate/gateway.do?' . $query . '\')">';
    }

    public function respond()
    {
        foreach ($_POST as $name => $value) {
            $_GET[$name] = $value;
        }
        // The address says which settings are used, whatever plugin was chosen; without a key there the key is '' (V1, C2).
        require MODEL_ROOT . '/data/payment/' . $_GET['code'] . '.php';
        $key = isset($payment['alipay_key']) ? $payment['alipay_key'] : '';
        $number = $_GET['out_trade_no'];
        $paid = $_GET['total_fee'];
        // The database before the signature: anybody learns the total of an order (I1). The number is matched anywhere in it.
        if (preg_match('/S-P[0-9]+RN[0-9]/', $number)) {
            $row = model_row("SELECT priceCount, state FROM dede_shops_orders WHERE oid='" . addslashes($number) . "'");
            $amount = $row['priceCount'];
            $done = $row['state'] > 0;
        } elseif (preg_match('/M[0-9]+T[0-9]+RN[0-9]/', $number)) {
            $row = model_row("SELECT * FROM dede_member_operation WHERE buyid='" . addslashes($number) . "'");
            $amount = $row ? $row['money'] : null;
            $done = !$row || $row['sta'] == 2;
        } else {
            return 'failed';
        }
        if ($done) {
            // A row that is gone looks like one that is done (L1).
            return 'already done';
        }
        if ($amount != $paid) {
            // A float column against the asked amount (L4), a newer row against an older form (L2).
            return 'amount differs';
        }
        ksort($_GET);
        $text = '';
        foreach ($_GET as $name => $value) {
            // Empty values stay (L5), and so does whatever somebody added to the address (L6).
            if (!in_array($name, array('sign', 'sign_type', 'code', 'dopost'))) {
                $text .= "&$name=$value";
            }
        }
        // Loosely compared (V7); no seller, no notify_id (V8).
        if (md5(substr($text, 1) . $key) != $_GET['sign']) {
            return 'failed';
        }
        if (!in_array($_GET['trade_status'], array('TRADE_FINISHED', 'TRADE_SUCCESS', 'WAIT_SELLER_SEND_GOODS'))) {
            return 'failed';
        }
        // A browser's return is as good as a notification (V4), and money in escrow as good as money (D4).
        if (strpos($number, 'S-P') === 0) {
            model_run("UPDATE dede_shops_orders SET state=1 WHERE oid='" . addslashes($number) . "'");
        } else {
            $this->handOut($row);
        }
        return 'paid';
    }

    /** Looks first and acts afterwards, in steps (D1, D2, D3). */
    private function handOut($order)
    {
        $buyid = $order['buyid'];
        model_run("UPDATE dede_member_operation SET sta=1 WHERE buyid='$buyid'");
        if ($order['product'] === 'member') {
            $type = model_row("SELECT `rank`, exptime FROM dede_member_type WHERE aid={$order['pid']}");
            $member = model_row("SELECT uptime, exptime FROM dede_member WHERE mid={$order['mid']}");
            model_meet($buyid);
            $left = $member['exptime'] > 0 ? max(0, $member['exptime'] - floor((time() - $member['uptime']) / 86400)) : 0;
            // Whatever rank the member has (D8).
            model_run("UPDATE dede_member SET `rank`={$type['rank']}, exptime=exptime*0+{$type['exptime']}+$left, uptime=" . time() . " WHERE mid={$order['mid']}");
        } else {
            $card = model_row("SELECT cardid FROM dede_moneycard_record WHERE ctid={$order['pid']} AND isexp=0 LIMIT 1");
            model_meet($buyid);
            if ($card) {
                model_run("UPDATE dede_moneycard_record SET uid={$order['mid']}, isexp=1 WHERE cardid='{$card['cardid']}'");
                model_run("UPDATE dede_member_operation SET oldinfo='{$card['cardid']}' WHERE buyid='$buyid'");
            } else {
                // By its name: a renamed type is worth nothing (D6).
                $type = model_row("SELECT num FROM dede_moneycard_type WHERE pname='" . addslashes($order['pname']) . "'");
                model_run('UPDATE dede_member SET money=money+' . (int) $type['num'] . " WHERE mid={$order['mid']}");
            }
        }
        if (is_file(MODEL_ROOT . '/data/crash')) {
            exit;
        }
        model_run("UPDATE dede_member_operation SET sta=2 WHERE buyid='$buyid'");
    }
}

function model_link()
{
    static $link = null;
    if ($link === null) {
        require MODEL_ROOT . '/data/common.inc.php';
        list($host, $port) = explode(':', $cfg_dbhost);
        $link = mysqli_connect($host, $cfg_dbuser, $cfg_dbpwd, $cfg_dbname, (int) $port);
        mysqli_query($link, "SET sql_mode=''");
    }
    return $link;
}

function model_run($sql)
{
    return mysqli_query(model_link(), $sql);
}

function model_row($sql)
{
    return mysqli_fetch_assoc(model_run($sql));
}

/** Where a test asks for it, two callers of one order meet here between looking and acting: what chance does now and then. */
function model_meet($buyid)
{
    $place = MODEL_ROOT . '/data/meet';
    if (!is_dir($place)) {
        return;
    }
    touch($place . '/' . getmypid() . '-' . $buyid);
    $until = microtime(true) + 10;
    while (count(glob($place . '/*')) < 2 && microtime(true) < $until) {
        usleep(1000);
    }
}
