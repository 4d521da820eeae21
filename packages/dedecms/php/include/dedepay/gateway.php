<?php
/* What this site asks the gateway, signed with its key: a payment for an order, what it is owed, what an old notification is worth. */

/** array('status', 'data' (decoded, or null), 'body', 'retry_after' in seconds); status 0 where no answer came, see 'error'. */
function dedepay_call($settings, $method, $path, $query, $body)
{
    $prefix = parse_url($settings['gateway'], PHP_URL_PATH);
    $signed_path = rtrim(is_string($prefix) ? $prefix : '', '/') . $path;
    $timestamp = (string) time();
    $headers = array(
        'Dedepay-Key: ' . $settings['key_id'],
        'Dedepay-Timestamp: ' . $timestamp,
        'Dedepay-Signature: ' . dedepay_request_signature($settings['secret'], $method, $signed_path, $query, $timestamp, $body),
        'Accept-Language: zh-CN',
    );
    if ($body !== '') {
        $headers[] = 'Content-Type: application/json';
    }
    $url = $settings['gateway'] . $path . ($query === '' ? '' : '?' . $query);
    $answer = dedepay_http($settings, $method, $url, $headers, $body);
    $answer['data'] = $answer['status'] === 0 ? null : json_decode($answer['body'], true);
    $answer['retry_after'] = preg_match('/^Retry-After:\s*(\d{1,6})/mi', $answer['headers'], $match) ? (int) $match[1] : 0;
    if ($answer['status'] === 0 || $answer['status'] >= 400) {
        $why = isset($answer['error']) ? $answer['error'] : 'HTTP ' . $answer['status'] . ' ' . dedepay_problem_of($answer);
        error_log('dedepay: ' . $method . ' ' . $path . ': ' . $why);
    }
    return $answer;
}

/** For the log: number and field of the gateway's failure, in ASCII. */
function dedepay_problem_of($answer)
{
    $data = is_array($answer['data']) ? $answer['data'] : array();
    $text = (isset($data['code']) ? $data['code'] : '') . ' ' . (isset($data['param']) ? $data['param'] : '') . ' ' . (isset($data['request_id']) ? $data['request_id'] : '');
    return preg_replace('/[^\x20-\x7e]/', '?', $text);
}

/** JSON with an amount that 32-bit PHP has no integer for. */
function dedepay_json($amounts, $fields)
{
    $json = '';
    foreach ($amounts as $name => $fen) {
        $json .= '"' . $name . '":' . sprintf('%.0f', $fen) . ',';
    }
    return '{' . $json . substr(json_encode($fields), 1);
}

/**
 * Asks for the payment of a stored order. array('pay_url' => address) or array('say' => name of a text, 'seconds').
 * The same order with other content than before: the old trade is closed first, and the money goes under a new number.
 */
function dedepay_ask_payment($settings, $order_no, $order, $return_url)
{
    $content = array(
        'subject' => dedepay_text('order') . ' ' . $order_no,
        'goods' => $order['kind'] === 'goods' ? 'physical' : 'virtual',
    );
    if ($order['metadata']) {
        $content['metadata'] = $order['metadata'];
    }
    if ($settings['account'] !== '') {
        $content['account'] = $settings['account'];
    }
    if ($return_url !== '') {
        $content['return_url'] = $return_url;
    }
    $amounts = array('amount_fen' => $order['total_fen']);
    $body = dedepay_json($amounts, array_merge(array('order_no' => $order_no), $content));
    $answer = dedepay_call($settings, 'POST', '/v1/payments', '', $body);
    if ($answer['status'] === 409 && isset($answer['data']['existing_id']) && is_string($answer['data']['existing_id'])) {
        $path = '/v1/payments/' . rawurlencode($answer['data']['existing_id']) . '/replace';
        $answer = dedepay_call($settings, 'POST', $path, '', dedepay_json($amounts, $content));
    }
    if ($answer['status'] === 400 && $return_url !== '' && isset($answer['data']['param']) && $answer['data']['param'] === 'return_url') {
        // Better no way back than no payment: the site's address is not registered at the gateway.
        return dedepay_ask_payment($settings, $order_no, $order, '');
    }
    return dedepay_read_payment($answer);
}

function dedepay_read_payment($answer)
{
    $data = is_array($answer['data']) ? $answer['data'] : array();
    $state = isset($data['state']) ? $data['state'] : '';
    if ($answer['status'] === 200 || $answer['status'] === 201) {
        if ($state === 'unpaid' && isset($data['pay_url']) && preg_match('#^https?://[^\s"\']+\z#', $data['pay_url'])) {
            return array('pay_url' => $data['pay_url']);
        }
        return array('say' => $state === 'closed' ? 'time_over' : ($state === '' || $state === 'unpaid' ? 'unavailable' : 'paid_just_now'));
    }
    if ($answer['status'] === 422 && $state !== '') {
        return array('say' => $state === 'closed' ? 'time_over' : 'paid_just_now');
    }
    if ($answer['retry_after'] > 0 && $answer['status'] !== 429) {
        return array('say' => 'closing_old', 'seconds' => $answer['retry_after']);
    }
    return array('say' => 'unavailable');
}

/** Alipay's notification of a payment which the stock plugin began: the gateway's answer for Alipay, or null where there is none. */
function dedepay_forward_notification($settings, $raw)
{
    $body = '{"body_base64":' . json_encode(base64_encode($raw));
    if ($settings['legacy_account'] !== '') {
        $body .= ',"account":' . json_encode($settings['legacy_account']);
    }
    parse_str($raw, $posted);
    $order_no = isset($posted['out_trade_no']) ? $posted['out_trade_no'] : null;
    if (dedepay_order_kind($order_no) !== null) {
        $order = dedepay_find_order(new DedepayDatabase(), $order_no);
        $known = $order['found'] === 1 && $order['total_fen'] >= 1;
        $amounts = array('stored_fen' => $order['total_fen'], 'step_fen' => ceil(dedepay_float_step_fen($order['total_fen'])));
        $fields = array('order_no' => $order_no, 'found' => min(2, $order['found']), 'goods' => $order['kind'] === 'goods' ? 'physical' : 'virtual');
        $body .= ',"order":' . dedepay_json($known ? $amounts : array(), $fields);
    }
    $body .= '}';
    $answer = dedepay_call($settings, 'POST', '/v1/legacy-notifications', '', $body);
    return $answer['status'] === 200 ? $answer['body'] : null;
}
