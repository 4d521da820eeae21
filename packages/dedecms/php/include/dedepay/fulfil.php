<?php
/*
 * One event of the gateway about one order: what it does here, exactly once. Answers array(HTTP status, outcome), and as a
 * third where a statement broke in its middle what it was about to change.
 * 2xx: done, or nothing to do. 409 and 422: a person has to look, nothing was changed. 503: later.
 * Each fulfilment claims the order and takes effect in ONE statement, so that it happens once on MyISAM too.
 */

/** The clocks of this host, the gateway and Alipay may differ by this much in all. */
define('DEDEPAY_CLOCKS_S', 600);

function dedepay_take($db, $event, $now)
{
    $payment = dedepay_event_payment($event);
    if ($payment === null) {
        return array(400, 'malformed');
    }
    $kind = dedepay_order_kind($payment['order_no']);
    if ($kind === null) {
        return array(422, 'order_number_unknown');
    }
    if ($event['type'] === 'payment.refunded' || $event['type'] === 'payment.closed') {
        return dedepay_note($db, $kind, $event['type'], $payment);
    }
    // `finished` only says that the money stays; what releases the goods is told once, as `paid`.
    $settles = $event['type'] === 'payment.paid' || ($event['type'] === 'payment.escrow_paid' && $kind === 'goods');
    if (!$settles) {
        return array(200, 'noted');
    }
    $order = dedepay_find_order($db, $payment['order_no']);
    if ($order['found'] !== 1) {
        return array(409, $order['found'] === 0 ? 'order_missing' : 'order_doubled');
    }
    return $kind === 'goods' ? dedepay_take_goods($db, $order, $payment) : dedepay_take_operation($db, $order, $payment, $now);
}

/** What we use of the event's payment, or null where something is not as it must be. */
function dedepay_event_payment($event)
{
    $given = is_array($event) && isset($event['payment']) && is_array($event['payment']) ? $event['payment'] : array();
    if (!isset($event['type'], $given['id'], $given['order_no'], $given['amount_fen']) || !is_string($event['type']) || !is_string($given['id'])) {
        return null;
    }
    foreach (array('amount_fen', 'refunded_fen') as $name) {
        $given[$name] = isset($given[$name]) ? $given[$name] : 0;
        if (!is_int($given[$name]) && !is_float($given[$name])) {
            return null;
        }
    }
    if ($given['amount_fen'] <= 0 || !preg_match('/^\w{1,64}\z/', $given['id'])) {
        return null;
    }
    $metadata = isset($given['metadata']) && is_array($given['metadata']) ? $given['metadata'] : array();
    return array(
        'id' => $given['id'],
        'order_no' => $given['order_no'],
        'amount_fen' => (float) $given['amount_fen'],
        'refunded_fen' => (float) $given['refunded_fen'],
        'paid_at' => dedepay_unix_time(isset($given['paid_at']) ? $given['paid_at'] : null),
        'metadata' => $metadata,
        // Begun by the stock plugin, which may have settled the order before it went.
        'adopted' => isset($metadata['adopted']),
        'earlier' => isset($event['earlier']) && is_array($event['earlier']) ? $event['earlier'] : array(),
    );
}

/** Unix time of `2026-01-01T04:00:00.000Z`, or null. */
function dedepay_unix_time($text)
{
    if (!is_string($text) || !preg_match('/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z\z/', $text, $match)) {
        return null;
    }
    return (float) gmmktime((int) $match[4], (int) $match[5], (int) $match[6], (int) $match[2], (int) $match[3], (int) $match[1]);
}

/**
 * Why an order that waits for its money can't be the one which this money was paid for, or null. A buyer may delete an order
 * in any state and bring its number back with an old cookie: then the row is younger than the payment.
 */
function dedepay_why_not($order, $payment)
{
    if ($payment['paid_at'] !== null && $order['created'] > $payment['paid_at'] + DEDEPAY_CLOCKS_S) {
        return 'order_newer_than_payment';
    }
    if (!dedepay_is_float_image($payment['amount_fen'], $order['total_fen'])) {
        return 'amount_differs';
    }
    return $order['consistent'] ? null : 'goods_differ_from_total';
}

/** Stands in the order's own text beside what was handed out: tells our fulfilment from anybody else's. */
function dedepay_receipt($payment)
{
    return '[dedepay ' . substr($payment['id'], -8) . ']';
}
