<?php
/* The signed side of plus/dedepay.php: takes the gateway's webhooks and answers its questions, in JSON. */

/** Everything that was printed before (a byte order mark, a warning) goes; nothing may stand before the answer. */
function dedepay_say_status($status, $type)
{
    while (ob_get_level() > 0 && @ob_end_clean()) {
    }
    if (headers_sent()) {
        error_log('dedepay: something was printed before the answer, perhaps by a file that begins with a byte order mark');
        return;
    }
    $names = array(200 => 'OK', 400 => 'Bad Request', 401 => 'Unauthorized', 409 => 'Conflict', 422 => 'Unprocessable Entity', 429 => 'Too Many Requests', 503 => 'Service Unavailable');
    header('HTTP/1.1 ' . $status . ' ' . $names[$status]);
    header('Content-Type: ' . $type);
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
}

function dedepay_answer($status, $answer)
{
    dedepay_say_status($status, 'application/json');
    echo json_encode($answer);
}

function dedepay_header($name)
{
    $key = 'HTTP_' . $name;
    return isset($_SERVER[$key]) ? $_SERVER[$key] : null;
}

function dedepay_is_signed($signature, $now)
{
    return dedepay_is_fresh(dedepay_header('DEDEPAY_TIMESTAMP'), $now) && dedepay_same_as_one($signature, dedepay_header('DEDEPAY_SIGNATURE'));
}

/** A webhook: nothing is looked up before its signature is known to be good. */
function dedepay_webhook($settings, $body, $now)
{
    $signature = dedepay_webhook_signature($settings['webhook_secret'], dedepay_header('DEDEPAY_TIMESTAMP'), $body);
    if (!dedepay_is_signed($signature, $now)) {
        return dedepay_answer(401, array('outcome' => 'not_signed'));
    }
    $taken = dedepay_take(new DedepayDatabase(), json_decode($body, true), $now);
    return dedepay_answer($taken[0], dedepay_taken_words($taken));
}

function dedepay_taken_words($taken)
{
    return isset($taken[2]) ? array('outcome' => $taken[1], 'interruption' => $taken[2]) : array('outcome' => $taken[1]);
}

/** The gateway's question, signed like a call of its API but with the webhook secret. Works without the database. */
function dedepay_question($settings, $now)
{
    $parts = explode('?', $_SERVER['REQUEST_URI'], 2);
    $query = isset($parts[1]) ? $parts[1] : '';
    $signature = dedepay_request_signature($settings['webhook_secret'], 'GET', $parts[0], $query, dedepay_header('DEDEPAY_TIMESTAMP'), '');
    if (!dedepay_is_signed($signature, $now)) {
        return dedepay_answer(401, array('outcome' => 'not_signed'));
    }
    parse_str($query, $asked);
    if (isset($asked['order_no'])) {
        return dedepay_answer_order($asked['order_no']);
    }
    if (isset($asked['orders'])) {
        $page = dedepay_orders_page(new DedepayDatabase(), $asked);
        return $page === null ? dedepay_answer(422, array('outcome' => 'question_unknown')) : dedepay_answer(200, $page);
    }
    $answer = dedepay_describe_site();
    if (isset($asked['work']) && $answer['database'] === 'ok') {
        $answer['work'] = dedepay_work($settings, '', $now);
    }
    return dedepay_answer(200, $answer);
}

function dedepay_answer_order($order_no)
{
    if (dedepay_order_kind($order_no) === null) {
        return dedepay_answer(422, array('outcome' => 'order_number_unknown'));
    }
    $order = dedepay_find_order(new DedepayDatabase(), $order_no);
    $facts = array('found' => $order['found'], 'state' => $order['state'], 'done' => $order['settled'], 'amount_fen' => $order['total_fen']);
    return dedepay_answer(200, array('version' => DEDEPAY_VERSION, 'order' => $facts));
}

function dedepay_describe_site()
{
    $hashes = array();
    foreach (dedepay_files() as $file) {
        $hashes[$file] = hash_file('sha256', DEDEPAY_ROOT . '/' . $file);
    }
    try {
        new DedepayDatabase();
        $database = 'ok';
    } catch (Exception $failure) {
        $database = $failure->getMessage();
    }
    return array(
        'version' => DEDEPAY_VERSION,
        'php' => PHP_VERSION,
        'edition' => dedepay_edition(),
        'plugin' => dedepay_plugin(),
        'plugin_sha256' => $hashes['include/payment/alipay.php'],
        'files' => $hashes,
        'keyless_payment_files' => dedepay_keyless_payment_files(),
        'transport' => function_exists('curl_init') ? 'curl' : 'socket',
        'database' => $database,
    );
}
