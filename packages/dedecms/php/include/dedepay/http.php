<?php
/*
 * One HTTP call to the gateway: by curl where PHP has it, otherwise over a socket of our own (allow_url_fopen may be off).
 * The certificate is always checked. No redirects, ten seconds, one megabyte.
 */

define('DEDEPAY_TIMEOUT_S', 10);
define('DEDEPAY_MOST_BYTES', 1048576);

/** array('status', 'headers' as text, 'body'); status 0 where nothing came back, and then 'error' is one word. */
function dedepay_http($settings, $method, $url, $headers, $body)
{
    $call = array('method' => $method, 'url' => $url, 'headers' => $headers, 'body' => $body, 'ca_file' => dedepay_ca_file($settings));
    return function_exists('curl_init') ? dedepay_http_by_curl($call) : dedepay_http_by_socket($call);
}

/** Root certificates: the settings' own file first, then what PHP or the system has. '' leaves it to the library. */
function dedepay_ca_file($settings)
{
    $candidates = array($settings['ca_file'], ini_get('curl.cainfo'), ini_get('openssl.cafile'), '/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt');
    foreach ($candidates as $candidate) {
        if (is_string($candidate) && $candidate !== '' && @is_file($candidate)) {
            return $candidate;
        }
    }
    return '';
}

function dedepay_http_by_curl($call)
{
    $curl = curl_init($call['url']);
    curl_setopt($curl, CURLOPT_CUSTOMREQUEST, $call['method']);
    // An empty `Expect` keeps curl from waiting for "100 Continue".
    curl_setopt($curl, CURLOPT_HTTPHEADER, array_merge($call['headers'], array('Expect:')));
    if ($call['method'] !== 'GET') {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $call['body']);
    }
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($curl, CURLOPT_HEADER, true);
    curl_setopt($curl, CURLOPT_FOLLOWLOCATION, false);
    curl_setopt($curl, CURLOPT_CONNECTTIMEOUT, 5);
    curl_setopt($curl, CURLOPT_TIMEOUT, DEDEPAY_TIMEOUT_S);
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, true);
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2);
    if ($call['ca_file'] !== '') {
        curl_setopt($curl, CURLOPT_CAINFO, $call['ca_file']);
    }
    $answer = curl_exec($curl);
    $number = curl_errno($curl);
    $status = (int) curl_getinfo($curl, CURLINFO_HTTP_CODE);
    $split = (int) curl_getinfo($curl, CURLINFO_HEADER_SIZE);
    if (!is_string($answer) || $number !== 0) {
        // 35, 51, 58, 60, 77, 83: what curl says when the other side is not who it should be.
        return dedepay_no_answer(in_array($number, array(35, 51, 58, 60, 77, 83), true) ? 'tls' : 'unreachable');
    }
    return array('status' => $status, 'headers' => substr($answer, 0, $split), 'body' => (string) substr($answer, $split));
}

function dedepay_http_by_socket($call)
{
    $to = parse_url($call['url']);
    $secure = $to['scheme'] === 'https';
    if ($secure && !in_array('ssl', stream_get_transports(), true)) {
        return dedepay_no_answer('no_tls');
    }
    $port = isset($to['port']) ? $to['port'] : ($secure ? 443 : 80);
    $address = ($secure ? 'ssl://' : 'tcp://') . $to['host'] . ':' . $port;
    $context = stream_context_create(array('ssl' => dedepay_tls_options($to['host'], $call['ca_file'])));
    $stream = @stream_socket_client($address, $number, $text, 5, STREAM_CLIENT_CONNECT, $context);
    if (!$stream) {
        // A failed handshake has no number of its own.
        return dedepay_no_answer($secure && $number === 0 ? 'tls' : 'unreachable');
    }
    $target = (isset($to['path']) ? $to['path'] : '/') . (isset($to['query']) ? '?' . $to['query'] : '');
    $host = $to['host'] . (isset($to['port']) ? ':' . $to['port'] : '');
    $lines = array_merge(
        array($call['method'] . ' ' . $target . ' HTTP/1.0', 'Host: ' . $host),
        $call['headers'],
        array('Content-Length: ' . strlen($call['body']), 'Connection: close', '', $call['body'])
    );
    $text = dedepay_exchange($stream, implode("\r\n", $lines));
    fclose($stream);
    $parts = explode("\r\n\r\n", $text, 2);
    if (count($parts) < 2 || !preg_match('#^HTTP/\S+ (\d{3})#', $parts[0], $match)) {
        return dedepay_no_answer('unreachable');
    }
    $body = preg_match('/^Transfer-Encoding:\s*chunked/mi', $parts[0]) ? dedepay_unchunked($parts[1]) : $parts[1];
    if (preg_match('/^Content-Length:\s*(\d{1,9})/mi', $parts[0], $length) && strlen($body) < (int) $length[1]) {
        return dedepay_no_answer('unreachable');
    }
    return array('status' => (int) $match[1], 'headers' => $parts[0], 'body' => $body);
}

/** Names of before and after PHP 5.6, which ignore each other. */
function dedepay_tls_options($host, $ca_file)
{
    $options = array(
        'verify_peer' => true,
        'verify_peer_name' => true,
        'allow_self_signed' => false,
        'peer_name' => $host,
        'CN_match' => $host,
        'SNI_enabled' => true,
        'SNI_server_name' => $host,
    );
    if (version_compare(PHP_VERSION, '5.6', '>=')) {
        unset($options['CN_match'], $options['SNI_server_name']);
    }
    return $ca_file === '' ? $options : array_merge($options, array('cafile' => $ca_file));
}

/** Sends and reads to the end, as far as time and size allow. What is cut short has no good head or body and counts as no answer. */
function dedepay_exchange($stream, $request)
{
    $until = microtime(true) + DEDEPAY_TIMEOUT_S;
    stream_set_timeout($stream, DEDEPAY_TIMEOUT_S);
    fwrite($stream, $request);
    $text = '';
    while (!feof($stream) && strlen($text) < DEDEPAY_MOST_BYTES && microtime(true) < $until) {
        $piece = fread($stream, 8192);
        if ($piece === false) {
            break;
        }
        $text .= $piece;
    }
    return feof($stream) ? $text : '';
}

function dedepay_unchunked($text)
{
    $body = '';
    while (preg_match('/^([0-9a-f]{1,6})[^\r\n]*\r\n/i', $text, $match) && hexdec($match[1]) > 0) {
        $size = (int) hexdec($match[1]);
        $body .= substr($text, strlen($match[0]), $size);
        $text = substr($text, strlen($match[0]) + $size + 2);
    }
    return $body;
}

function dedepay_no_answer($error)
{
    return array('status' => 0, 'headers' => '', 'body' => '', 'error' => $error);
}
