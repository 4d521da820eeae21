<?php
// Goes on as a webhook does which read its order before another one settled it. Arguments: root, events as JSON.
require $argv[1] . '/include/dedepay/load.php';
$db = new DedepayDatabase();
foreach (json_decode($argv[2], true) as $event) {
    $payment = dedepay_event_payment($event);
    $order = array_merge(dedepay_find_order($db, $payment['order_no']), array('settled' => false, 'state' => 0));
    list($status, $outcome) = $order['kind'] === 'goods'
        ? dedepay_take_goods($db, $order, $payment)
        : dedepay_take_operation($db, $order, $payment, time());
    echo $status . ' ' . $outcome . "\n";
}
