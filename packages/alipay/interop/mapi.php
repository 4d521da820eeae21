<?php
// The partner protocol in plain PHP, written from its rules and from nothing in this package, so that the
// tests compare two independent hands.
//
//   php mapi.php sign   < {"charset", "sign_type", "key", "fields"}   prints a signed query string
//   php mapi.php verify < {"charset", "sign_type", "key", "query"}    prints {"verified", "fields"}
//
// `key` is the 32-character MD5 key, or a PEM key: private to sign, public to verify. JSON is UTF-8; bytes on
// the wire are in `charset`.

function canonical(array $fields)
{
    $kept = array();
    foreach ($fields as $name => $value) {
        if ($value !== '' && $name !== 'sign' && $name !== 'sign_type') {
            $kept[$name] = $value;
        }
    }
    ksort($kept, SORT_STRING);
    $pieces = array();
    foreach ($kept as $name => $value) {
        $pieces[] = $name . '=' . $value;
    }
    return implode('&', $pieces);
}

function signature($text, $signType, $key)
{
    if ($signType === 'MD5') {
        return md5($text . $key);
    }
    if (!openssl_sign($text, $raw, $key, OPENSSL_ALGO_SHA1)) {
        fail('openssl_sign');
    }
    return base64_encode($raw);
}

function verifies($text, $sign, $signType, $key)
{
    if ($signType === 'MD5') {
        return hash_equals(md5($text . $key), $sign);
    }
    return openssl_verify($text, base64_decode($sign, true), $key, OPENSSL_ALGO_SHA1) === 1;
}

function convert($text, $from, $to)
{
    $converted = iconv($from, $to, $text);
    if ($converted === false) {
        fail("iconv $from $to");
    }
    return $converted;
}

function fail($what)
{
    fwrite(STDERR, "$what\n");
    exit(1);
}

$input = json_decode(stream_get_contents(STDIN), true);
if (!is_array($input)) {
    fail('input');
}
$charset = $input['charset'];

if ($argv[1] === 'sign') {
    $bytes = array();
    foreach ($input['fields'] as $name => $value) {
        $bytes[$name] = convert($value, 'utf-8', $charset);
    }
    $bytes['sign'] = signature(canonical($bytes), $input['sign_type'], $input['key']);
    $bytes['sign_type'] = $input['sign_type'];
    echo http_build_query($bytes);
    exit(0);
}

$bytes = array();
foreach (explode('&', $input['query']) as $pair) {
    list($name, $value) = explode('=', $pair, 2);
    $bytes[urldecode($name)] = urldecode($value);
}
$verified = $bytes['sign_type'] === $input['sign_type']
    && verifies(canonical($bytes), $bytes['sign'], $input['sign_type'], $input['key']);
$fields = array();
foreach ($bytes as $name => $value) {
    $fields[$name] = convert($value, $charset, 'utf-8');
}
echo json_encode(array('verified' => $verified, 'fields' => $fields));
