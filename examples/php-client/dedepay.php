<?php
// A site's side of dedepay's API for PHP 5.6 to 8.x, without any extension but hash and json. Copy it into your site.

/** One signed call. Gives array(HTTP status, decoded answer); status 0: the gateway could not be reached. */
function dedepay_call($gateway, $keyId, $secret, $method, $path, $query = '', $input = null)
{
    $body = $input === null ? '' : json_encode($input, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    $time = (string) time();
    $text = implode("\n", array($method, $path, $query, $time, hash('sha256', $body)));
    $headers = array(
        'Dedepay-Key: ' . $keyId, 'Dedepay-Timestamp: ' . $time,
        'Dedepay-Signature: v1=' . hash_hmac('sha256', $text, $secret), 'Content-Type: application/json',
    );
    $http = array('method' => $method, 'header' => $headers, 'content' => $body, 'ignore_errors' => true,
        'follow_location' => 0, 'timeout' => 30);
    $url = $gateway . $path . ($query === '' ? '' : '?' . $query);
    $answer = @file_get_contents($url, false, stream_context_create(array('http' => $http)));
    if ($answer === false) return array(0, null);
    preg_match('#^HTTP/\S+ (\d{3})#', $http_response_header[0], $found);
    return array((int) $found[1], json_decode($answer, true));
}

/** Whether a webhook is the gateway's: $body is file_get_contents('php://input'). Afterwards act once per "id" in it. */
function dedepay_webhook_is_genuine($webhookSecret, $timestamp, $signature, $body)
{
    $expected = 'v1=' . hash_hmac('sha256', $timestamp . '.' . $body, $webhookSecret);
    return abs(time() - (int) $timestamp) <= 300 && hash_equals($expected, (string) $signature);
}
