<?php
/*
 * For a host which the gateway can't reach by push: fetches what the site is owed, acts on it as on a webhook, says so, and
 * tells which escrow orders the owner has marked as shipped. Called by a cron job, by the buyer's way back, or by the gateway.
 */

/** Whether enough time has passed since the last call to the gateway that a stranger could have caused. Notes the time. */
function dedepay_may_call($seconds)
{
    $mark = dedepay_data_folder() . '/dedepay.work';
    clearstatcache();
    if (is_file($mark) && time() - filemtime($mark) < $seconds) {
        return false;
    }
    return @touch($mark);
}

/** array('fetched', 'done', 'refused', 'shipped'), or null where the gateway did not answer. `$order_no`: only that order's. */
function dedepay_work($settings, $order_no, $now)
{
    $query = $order_no === '' ? '' : 'order_no=' . rawurlencode($order_no);
    $answer = dedepay_call($settings, 'GET', '/v1/deliveries', $query, '');
    if ($answer['status'] !== 200 || !isset($answer['data']['data']) || !is_array($answer['data']['data'])) {
        return null;
    }
    $db = new DedepayDatabase();
    $count = array('fetched' => count($answer['data']['data']), 'done' => 0, 'refused' => 0, 'shipped' => 0);
    foreach ($answer['data']['data'] as $event) {
        $taken = dedepay_take($db, $event, $now);
        $count[$taken[0] < 300 ? 'done' : 'refused']++;
        if (isset($event['id']) && is_string($event['id'])) {
            $body = json_encode(array_merge(array('status' => $taken[0]), dedepay_taken_words($taken)));
            dedepay_call($settings, 'POST', '/v1/deliveries/' . rawurlencode($event['id']) . '/acknowledge', '', $body);
        }
    }
    $waiting = isset($answer['data']['awaiting_shipment']) ? (array) $answer['data']['awaiting_shipment'] : array();
    foreach ($waiting as $payment) {
        $count['shipped'] += dedepay_report_shipment($settings, $db, $payment) ? 1 : 0;
    }
    return $count;
}

/** Alipay gives the money of an escrow payment only for goods that it knows to be on their way; the CMS never tells it. */
function dedepay_report_shipment($settings, $db, $payment)
{
    $order_no = isset($payment['order_no']) ? $payment['order_no'] : null;
    if (dedepay_order_kind($order_no) !== 'goods' || !isset($payment['payment_id']) || !is_string($payment['payment_id'])) {
        return false;
    }
    $order = dedepay_find_order($db, $order_no);
    // 2 shipped, 3 confirmed, 4 finished.
    if ($order['found'] !== 1 || $order['state'] < 2) {
        return false;
    }
    $carrier = dedepay_carrier($db, $order);
    $body = json_encode(array('logistics_name' => $carrier === '' ? dedepay_text('carrier') : $carrier, 'transport_type' => 'EXPRESS'));
    $answer = dedepay_call($settings, 'POST', '/v1/payments/' . rawurlencode($payment['payment_id']) . '/shipment', '', $body);
    return $answer['status'] === 200 || $answer['status'] === 202;
}
