<?php
// A shop's payment plug-in in plain PHP, written from Alipay's rules and from nothing in this repository, which makes one or two
// mistakes on request. The mistakes are PHP's own functions; whoever judges the doctor must not share its code.
//
//   php site.php < one JSON job a line   prints one JSON answer a line
//
// job: {"id", "side": "request"|"received"|"reply", "protocol", "charset", "fields": [[name, value]], "sign_type", "key", "mistakes": [[operation, ...]],
//       "shape"}; JSON is UTF-8, keys are an MD5 key or a PEM private key.
// answer: {"id", "effective", "bytes" (base64), "gateway_text" (base64)}; `effective` is false where a mistake, alone or beside the other, changed nothing.

function encoded($text, $charset)
{
    if (strtolower($charset) === 'utf-8') {
        return $text;
    }
    $bytes = iconv('UTF-8', 'GBK', $text);
    if ($bytes === false) {
        throw new RuntimeException('a text does not fit the charset');
    }
    return $bytes;
}

function escaped($bytes, $flags = ENT_QUOTES)
{
    // ISO-8859-1 keeps every byte above ASCII, which is what old shops tell htmlspecialchars for GBK.
    return htmlspecialchars($bytes, $flags, 'ISO-8859-1');
}

function unsortedOrder(array $fields, $how)
{
    if ($how === 'insertion') {
        return $fields;
    }
    if ($how === 'case_insensitive') {
        uksort($fields, function ($a, $b) {
            // Underscores come after letters here, as in sorts which ignore case by making letters capital.
            return strcmp(strtoupper($a), strtoupper($b));
        });
        return $fields;
    }
    if ($how === 'by_value') {
        asort($fields, SORT_STRING);
        return $fields;
    }
    // A list of names, as another language iterates over its map.
    $ordered = array();
    foreach ($how as $name) {
        if (isset($fields[$name])) {
            $ordered[$name] = $fields[$name];
        }
    }
    return $ordered + $fields;
}

function joined(array $fields)
{
    $pieces = array();
    foreach ($fields as $name => $value) {
        $pieces[] = $name . '=' . $value;
    }
    return implode('&', $pieces);
}

function signature($text, $algorithm, $key)
{
    switch ($algorithm) {
        case 'MD5':
            return md5($text . $key);
        // Three which no page of Alipay's asks for.
        case 'MD5_KEY_FIRST':
            return md5($key . $text);
        case 'MD5_AS_WECHAT':
            return strtoupper(md5($text . '&key=' . $key));
        case 'HMAC':
            return hash_hmac('sha256', $text, $key);
    }
    $sign = '';
    openssl_sign($text, $sign, $key, $algorithm === 'RSA2' ? OPENSSL_ALGO_SHA256 : OPENSSL_ALGO_SHA1);
    return base64_encode($sign);
}

function mapped(array $fields, $function)
{
    foreach ($fields as $name => $value) {
        $fields[$name] = $function($value);
    }
    return $fields;
}

/** What a value mistake does to one value; null where the operation is none. */
function valueFunction($operation)
{
    switch ($operation) {
        case 'html':
            return 'escaped';
        case 'html_old':
            // PHP before 8.1 left apostrophes alone by default.
            return function ($value) { return escaped($value, ENT_COMPAT); };
        case 'html_undone':
            return function ($value) { return htmlspecialchars_decode($value, ENT_QUOTES); };
        case 'slashes':
            return 'addslashes';
        case 'slashes_undone':
            return 'stripslashes';
        case 'url':
            return 'urlencode';
        case 'rawurl':
            return 'rawurlencode';
        case 'url_undone':
            return 'urldecode';
        case 'trim':
            return 'trim';
        case 'upper':
            return 'strtoupper';
        case 'reversed':
            return 'strrev';
        case 'plus':
            return function ($value) { return str_replace(' ', '+', $value); };
        case 'plus_undone':
            return function ($value) { return str_replace('+', ' ', $value); };
        case 'gbk':
            return function ($value) { $out = iconv('UTF-8', 'GBK//IGNORE', $value); return $out === false ? $value : $out; };
        case 'utf8':
            return function ($value) { $out = iconv('GBK', 'UTF-8//IGNORE', $value); return $out === false ? $value : $out; };
        case 'latin1_as_utf8':
            return function ($value) { return iconv('ISO-8859-1', 'UTF-8', $value); };
    }
    return null;
}

function request(array $job, array $mistakes)
{
    $charset = $job['charset'];
    $sent = array();
    foreach ($job['fields'] as $field) {
        $sent[$field[0]] = encoded($field[1], $charset);
    }
    $sent['sign_type'] = $job['sign_type'];
    $signed = $sent;
    $keepEmpty = false;
    $signTypeSigned = $job['protocol'] === 'openapi';
    $order = null;
    $key = $job['key'];
    $algorithm = isset($job['algorithm']) ? $job['algorithm'] : $job['sign_type'];
    $later = array();
    foreach ($mistakes as $mistake) {
        $operation = $mistake[0];
        $parts = explode(':', $operation);
        if (count($parts) === 2 && ($function = valueFunction($parts[1])) !== null) {
            if ($parts[0] === 'signed') {
                $signed = mapped($signed, $function);
            } elseif ($parts[0] === 'both') {
                // Wrong from the start: the text is damaged and honestly signed.
                $sent[$mistake[1]] = $function($sent[$mistake[1]]);
                $signed[$mistake[1]] = $sent[$mistake[1]];
            } else {
                $sent = mapped($sent, $function);
            }
            continue;
        }
        switch ($operation) {
            case 'empty_signed':
                foreach ($mistake[1] as $name) {
                    $sent[$name] = '';
                    $signed[$name] = '';
                }
                $keepEmpty = true;
                break;
            case 'sign_type_flipped':
                $signTypeSigned = !$signTypeSigned;
                break;
            case 'order':
                $order = $mistake[1];
                break;
            case 'extra':
                $sent[$mistake[1]] = encoded($mistake[2], $charset);
                break;
            case 'missing':
                unset($sent[$mistake[1]]);
                break;
            case 'set':
                $sent[$mistake[1]] = encoded($mistake[2], $charset);
                break;
            case 'key':
                $key = $mistake[1];
                break;
            case 'algorithm':
                $algorithm = $mistake[1];
                break;
            case 'padding':
            case 'plus_in_sign':
            case 'sign_upper':
            case 'amp_in_wire':
                $later[$operation] = true;
                break;
            default:
                throw new RuntimeException('unknown operation ' . $operation);
        }
    }
    if (!$keepEmpty) {
        $signed = array_filter($signed, function ($value) { return $value !== ''; });
    }
    if (!$signTypeSigned) {
        unset($signed['sign_type']);
    }
    if ($order === null) {
        ksort($signed, SORT_STRING);
    } else {
        $signed = unsortedOrder($signed, $order);
    }
    $text = joined($signed);
    $sign = signature($text, $algorithm, $key);
    if (isset($later['padding'])) {
        $sign = rtrim($sign, '=');
    }
    if (isset($later['sign_upper'])) {
        $sign = strtoupper($sign);
    }
    // What the gateway puts together from what it gets, by its own rule.
    $gateway = array_filter($sent, function ($value) { return $value !== ''; });
    if ($job['protocol'] === 'mapi') {
        unset($gateway['sign_type']);
    }
    ksort($gateway, SORT_STRING);
    $sent['sign'] = $sign;
    return array('fields' => $sent, 'text' => joined($gateway), 'later' => $later);
}

function received(array $job, array $mistakes)
{
    $charset = $job['charset'];
    $honest = array();
    foreach ($job['fields'] as $field) {
        $honest[$field[0]] = encoded($field[1], $charset);
    }
    $signed = array_filter($honest, function ($value) { return $value !== ''; });
    ksort($signed, SORT_STRING);
    $text = isset($job['fixed_order']) ? joined(unsortedOrder($signed, $job['fixed_order'])) : joined($signed);
    $honest['sign'] = signature($text, isset($job['algorithm']) ? $job['algorithm'] : $job['sign_type'], $job['key']);
    if (!isset($job['fixed_order'])) {
        $honest['sign_type'] = $job['sign_type'];
    }
    // The wire, and PHP's own reading of it.
    parse_str(http_build_query($honest), $post);
    foreach ($mistakes as $mistake) {
        $operation = $mistake[0];
        if (($function = valueFunction($operation)) !== null) {
            $post = mapped($post, $function);
            continue;
        }
        switch ($operation) {
            case 'extra':
                $post = isset($mistake[3]) ? array($mistake[1] => $mistake[2]) + $post : $post + array($mistake[1] => $mistake[2]);
                break;
            case 'missing':
                unset($post[$mistake[1]]);
                break;
            case 'set':
                $post[$mistake[1]] = encoded($mistake[2], $charset);
                break;
            case 'padding':
                $post['sign'] = rtrim($post['sign'], '=');
                break;
            case 'plus_in_sign':
                $post['sign'] = str_replace('+', ' ', $post['sign']);
                break;
            case 'utf8_declared':
                // The framework converts the text and leaves the declaration.
                $post = mapped($post, valueFunction('utf8'));
                break;
            default:
                throw new RuntimeException('unknown operation ' . $operation);
        }
    }
    return array('fields' => $post, 'text' => $text, 'later' => array());
}

function wire(array $made)
{
    $pieces = array();
    foreach ($made['fields'] as $name => $value) {
        $raw = $name === 'sign' && isset($made['later']['plus_in_sign']);
        $pieces[] = urlencode($name) . '=' . ($raw ? str_replace(array('/', '='), array('%2F', '%3D'), $value) : urlencode($value));
    }
    return implode(isset($made['later']['amp_in_wire']) ? '&amp;' : '&', $pieces);
}

function form(array $made, array $job)
{
    $html = '<form id="alipaysubmit" name="alipaysubmit" action="' . escaped($job['endpoint']) . '" method="' . $job['method'] . '">';
    foreach ($made['fields'] as $name => $value) {
        $html .= '<input type="hidden" name="' . $name . '" value="' . escaped($value) . '"/>' . "\n";
    }
    return $html . '<input type="submit" value="OK" style="display:none;"></form>';
}

function shaped(array $made, array $job)
{
    switch ($job['shape']) {
        case 'url':
            return $job['endpoint'] . (strpos($job['endpoint'], '?') === false ? '?' : '&') . wire($made);
        case 'body':
            return wire($made);
        case 'form':
            return form($made, $job);
        case 'print_r':
            return print_r($made['fields'], true);
        case 'var_export':
            return var_export($made['fields'], true);
        case 'json':
            return json_encode($made['fields']);
        case 'json_unescaped':
            return json_encode($made['fields'], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT);
        case 'serialize':
            return serialize($made['fields']);
    }
    throw new RuntimeException('unknown shape ' . $job['shape']);
}

function reply(array $job, array $mistakes)
{
    $raw = encoded($job['node'], $job['charset']);
    $sign = signature($raw, $job['sign_type'], $job['key']);
    $text = $raw;
    foreach ($mistakes as $mistake) {
        switch ($mistake[0]) {
            case 'php_json':
                $text = json_encode(json_decode($text, true), $mistake[1]);
                break;
            case 'given':
                $text = $mistake[1];
                break;
            case 'gbk':
            case 'utf8':
            case 'latin1_as_utf8':
                $function = valueFunction($mistake[0]);
                $text = $function($text);
                break;
            case 'padding':
                $sign = rtrim($sign, '=');
                break;
            case 'html':
                $text = escaped($text);
                break;
            default:
                throw new RuntimeException('unknown operation ' . $mistake[0]);
        }
    }
    $body = '{"' . $job['node_name'] . '":' . $text . ',"sign":"' . $sign . '"}';
    return array('bytes' => $body, 'text' => $raw, 'print' => $body);
}

function made(array $job, array $mistakes)
{
    if ($job['side'] === 'reply') {
        return reply($job, $mistakes);
    }
    $made = $job['side'] === 'request' ? request($job, $mistakes) : received($job, $mistakes);
    $bytes = shaped($made, $job);
    if ($bytes === false) {
        throw new RuntimeException('the shape cannot hold these bytes');
    }
    return array('bytes' => $bytes, 'text' => $made['text'], 'print' => $bytes);
}

while (($line = fgets(STDIN)) !== false) {
    $job = json_decode($line, true);
    try {
        $all = made($job, $job['mistakes']);
        $effective = true;
        if (count($job['mistakes']) > 0) {
            $effective = made($job, array())['print'] !== $all['print'];
        }
        if ($effective && isset($job['parts'])) {
            // Two mistakes: each must leave its trace, alone and beside the other.
            $first = array_slice($job['mistakes'], 0, $job['parts']);
            $second = array_slice($job['mistakes'], $job['parts']);
            $prints = array(made($job, array())['print'], made($job, $first)['print'], made($job, $second)['print'], $all['print']);
            $effective = count(array_unique($prints)) === 4;
        }
        $answer = array('id' => $job['id'], 'effective' => $effective, 'bytes' => base64_encode($all['bytes']), 'gateway_text' => base64_encode($all['text']));
    } catch (RuntimeException $error) {
        $answer = array('id' => $job['id'], 'effective' => false, 'bytes' => '', 'gateway_text' => '', 'error' => $error->getMessage());
    }
    echo json_encode($answer), "\n";
}
