<?php
// What comes back, by notification or by the buyer's browser: both run this. It looks and acts without any lock between.

require __DIR__ . '/../shop.php';

$fields = array_merge($_GET, $_POST);
file_put_contents(__DIR__ . '/../orders/visits.txt', $_SERVER['REQUEST_METHOD'] . ' ' . json_encode(
    array('oid' => $fields['out_trade_no'], 'status' => $fields['trade_status'], 'total_fee' => $fields['total_fee'])
) . "\n", FILE_APPEND);
$oid = $fields['out_trade_no'];
if (!preg_match('/S-P[0-9]+RN[0-9]/', $oid) && !preg_match('/M[0-9]+T[0-9]+RN[0-9]/', $oid)) {
    show('支付失败!');
}
$order = read_order($oid);
if ($order === null) {
    show('支付失败!');
}
if ($order['priceCount'] != $fields['total_fee']) {
    show('支付失败，支付金额与商品总价不相符!');
}
if ($order['state'] > 0) {
    show('您的订单已经处理');
}
$signed = array();
foreach ($fields as $name => $value) {
    if (!in_array($name, array('sign', 'sign_type', 'code', 'dopost'))) {
        $signed[$name] = $value;
    }
}
if (md5(sign_text($signed) . $settings['alipay_key']) != $fields['sign']) {
    show('支付失败!');
}
if (!in_array($fields['trade_status'], array('TRADE_FINISHED', 'TRADE_SUCCESS', 'WAIT_SELLER_SEND_GOODS'))) {
    show('支付失败!');
}
usleep(50000);
$order['state'] = 1;
$order['handed_out'] += 1;
write_order($oid, $order);
show('支付成功!');
