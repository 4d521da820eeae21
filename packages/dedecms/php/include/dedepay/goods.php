<?php
/* Goods orders: money makes an unpaid order (state 0) a paid one (state 1), which the owner ships. */

/** array(HTTP status, outcome) */
function dedepay_take_goods($db, $order, $payment)
{
    $told = $payment['adopted'] || in_array('payment.escrow_paid', $payment['earlier'], true);
    if ($order['settled']) {
        // Shipped or finished before we ever heard of money: somebody else's doing, and the owner would not ship again.
        return $order['state'] === 1 || $told ? array(200, 'already_done') : array(409, 'finished_before_payment');
    }
    if ($told && !$payment['adopted']) {
        return array(409, 'order_reset_after_payment');
    }
    $why = dedepay_why_not($order, $payment);
    if ($why !== null) {
        return array(409, $why);
    }
    $order_no = $payment['order_no'];
    $total = sprintf('%.0f', $order['total_fen']);
    $changed = $db->change("UPDATE `#@__shops_orders` SET state=1 WHERE oid='$order_no' AND state=0 AND ROUND(priceCount*100)=$total");
    if ($changed > 0) {
        return array(200, 'done');
    }
    // The row afterwards decides, not what was read before.
    $order = dedepay_find_order($db, $order_no);
    return $order['state'] === 1 ? array(200, 'already_done') : array(503, 'order_changed_meanwhile');
}

/** Name of the order's way of shipping, for Alipay; '' where there is none. */
function dedepay_carrier($db, $order)
{
    $row = $db->row('SELECT dname FROM `#@__shops_delivery` WHERE pid=' . $order['delivery']);
    return $row ? trim($row['dname']) : '';
}
