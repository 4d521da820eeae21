<?php
// Prints what a PHP file holds that PHP 5.3 does not know: newer functions, operators, short arrays, types.
$newer = array('hash_equals', 'random_bytes', 'random_int', 'http_response_code', 'array_column', 'password_hash', 'intdiv', 'str_contains', 'str_starts_with', 'hex2bin', 'session_status', 'boolval');
$newerTokens = array('T_COALESCE', 'T_COALESCE_EQUAL', 'T_SPACESHIP', 'T_ELLIPSIS', 'T_POW', 'T_FINALLY', 'T_YIELD', 'T_TRAIT', 'T_FN', 'T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_INSTEADOF', 'T_ENUM', 'T_READONLY', 'T_ATTRIBUTE', 'T_CALLABLE');
$before = null;
foreach (token_get_all(file_get_contents($argv[1])) as $token) {
    $text = is_array($token) ? $token[1] : $token;
    $name = is_array($token) ? token_name($token[0]) : $token;
    if (in_array($name, array('T_WHITESPACE', 'T_COMMENT', 'T_DOC_COMMENT'))) {
        continue;
    }
    if (in_array($name, $newerTokens) || ($name === 'T_STRING' && in_array(strtolower($text), $newer))) {
        echo "$text\n";
    }
    if (preg_match('/^0[bo]/i', $text) || strpos($text, 'JSON_') === 0) {
        echo "$text\n";
    }
    if ($text === '[' && !in_array($before, array('T_VARIABLE', 'T_STRING', ']', '}'))) {
        echo "short array or call dereference\n";
    }
    if ($name === 'T_CLASS' && $before === 'T_DOUBLE_COLON') {
        echo "::class\n";
    }
    $before = $name;
}
if (preg_match('/\)\s*:\s*\??\w+\s*\{/', file_get_contents($argv[1]))) {
    echo "return type\n";
}
