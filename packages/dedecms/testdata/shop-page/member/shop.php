<?php
/* A minimal shop for the browser test: what a member sees of the CMS around our button. Written for the test; none of the
   CMS's code is in it. ?member=7; ?buy=goods|card makes an order and shows the way to pay. */
require dirname(__FILE__) . '/../include/common.inc.php';
$member = isset($_GET['member']) ? (int) $_GET['member'] : 0;
$cfg_ml = new ModelLogin($member);
list($host, $port) = explode(':', $cfg_dbhost);
$db = new mysqli($host, $cfg_dbuser, $cfg_dbpwd, $cfg_dbname, (int) $port);
$db->query("SET sql_mode=''");
$db->set_charset('utf8');

function rows($db, $sql)
{
    $rows = array();
    $result = $db->query($sql);
    while ($row = $result->fetch_assoc()) {
        $rows[] = $row;
    }
    return $rows;
}

header('Content-Type: text/html; charset=utf-8');
echo '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
echo '<link rel="icon" href="data:,"><title>茶舍</title><style>body{font:16px/1.7 sans-serif;max-width:34em;margin:2em auto;padding:0 1em}';
echo 'table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left}</style>';

if (isset($_GET['buy'])) {
    $now = time();
    if ($_GET['buy'] === 'goods') {
        $number = 'S-P' . $now . 'RN' . mt_rand(100, 999);
        $db->query("INSERT INTO dede_shops_orders (oid, userid, pid, price, priceCount, stime) VALUES ('$number', $member, 1, 148.21, 148.21, $now)");
        $db->query("INSERT INTO dede_shops_products (oid, userid, title, price, buynum) VALUES ('$number', $member, '紫砂壶', 148.21, 1)");
        $db->query("INSERT INTO dede_shops_userinfo (oid, userid, des) VALUES ('$number', $member, '请放门口')");
    } else {
        $number = 'M' . $member . 'T' . $now . 'RN' . mt_rand(100, 999);
        $db->query("INSERT INTO dede_member_operation (buyid, pname, product, money, mtime, pid, mid) VALUES ('$number', '百元点卡', 'card', 30, $now, 1, $member)");
    }
    require MODEL_ROOT . '/include/payment/alipay.php';
    $pay = new Alipay();
    echo "<h1>订单 $number</h1><p>请选择支付方式：</p>" . $pay->GetCode(array('out_trade_no' => $number, 'price' => '0.01'));
    exit;
}

$states = array('未付款', '已付款，等待发货', '已发货', '已收货', '已完成');
$operations = array('未付款', '处理中', '已完成');
list($money) = rows($db, "SELECT money FROM dede_member WHERE mid=$member");
echo "<h1>茶舍</h1><p>金币：<b data-gold>{$money['money']}</b></p>";
echo "<p><a href=\"?member=$member&amp;buy=goods\">买紫砂壶 148.21 元</a>　<a href=\"?member=$member&amp;buy=card\">充值 100 金币，30 元</a></p>";
echo '<table><tr><th>订单</th><th>状态</th><th>说明</th></tr>';
foreach (rows($db, "SELECT oid, state FROM dede_shops_orders WHERE userid=$member") as $row) {
    echo "<tr data-kind=\"goods\"><td>{$row['oid']}</td><td data-state>{$states[$row['state']]}</td><td>紫砂壶</td></tr>";
}
foreach (rows($db, "SELECT buyid, sta, oldinfo FROM dede_member_operation WHERE mid=$member") as $row) {
    $info = htmlspecialchars($row['oldinfo']);
    echo "<tr data-kind=\"card\"><td>{$row['buyid']}</td><td data-state>{$operations[$row['sta']]}</td><td>$info</td></tr>";
}
echo '</table></html>';
