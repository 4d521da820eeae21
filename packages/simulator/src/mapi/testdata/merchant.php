<?php
// A merchant's page as it was written against the old protocol: plain PHP, no extension, no library.
//   php merchant.php url GATEWAY SERVICE CHARSET ORDER NOTIFY   prints the payment's URL
//   php merchant.php check KEY                                  reads a notification's body, says whether it verifies
$key = 'simulatorkey0123456789abcdefghij';

function signed_text($fields) {
    $kept = array();
    foreach ($fields as $name => $value) {
        if ($name == 'sign' || $name == 'sign_type' || $value === '') continue;
        $kept[$name] = $value;
    }
    ksort($kept);
    reset($kept);
    $text = '';
    foreach ($kept as $name => $value) $text .= $name . '=' . $value . '&';
    return substr($text, 0, -1);
}

if ($argv[1] == 'url') {
    list(, , $gateway, $service, $charset, $order, $notify) = $argv;
    $goods = include dirname(__FILE__) . '/goods-' . $charset . '.php';
    $fields = array(
        'service' => $service,
        'partner' => '2088101000000017',
        '_input_charset' => $charset,
        'notify_url' => $notify,
        'return_url' => 'http://shop.example/return.php',
        'out_trade_no' => $order,
        'subject' => $goods['subject'],
        'body' => $goods['body'],
        'payment_type' => '1',
        'price' => '12.30',
        'quantity' => '1',
        'seller_email' => 'seller@simulator.test',
        'buyer_email' => '',
    );
    if ($service != 'create_direct_pay_by_user') {
        $fields['logistics_type'] = 'EXPRESS';
        $fields['logistics_fee'] = '0.00';
        $fields['logistics_payment'] = 'SELLER_PAY';
        $fields['receive_name'] = $goods['receiver'];
    }
    $fields['sign'] = md5(signed_text($fields) . $key);
    $fields['sign_type'] = 'MD5';
    $pairs = array();
    foreach ($fields as $name => $value) $pairs[] = $name . '=' . urlencode($value);
    echo $gateway . '?' . implode('&', $pairs);
} else {
    parse_str(file_get_contents('php://stdin'), $fields);
    echo md5(signed_text($fields) . $argv[2]) === $fields['sign'] ? 'success' : 'fail';
    echo ' ', $fields['trade_status'], ' ', bin2hex($fields['subject']);
}
