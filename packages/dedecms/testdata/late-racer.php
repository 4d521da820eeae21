<?php
// Fulfils an order as a webhook does that read it before another one settled it. Arguments: root, order number.
define('DEDEPAY_LIBRARY', 1);
require __DIR__ . '/mysqli-by-client.php';
require $argv[1] . '/plus/dedepay.php';
$db = new DedepayDatabase();
$order = dedepay_find_order($db, $argv[2]);
$outcome = $order['kind'] === 'goods'
    ? dedepay_mark_goods($db, $argv[2], $order)
    : dedepay_fulfil_member($db, $argv[2], $order, time());
echo implode(' ', $outcome);
