<?php
// Calls functions of plus/dedepay.php for tests: a JSON list of [name, argument...] on the standard input.
define('DEDEPAY_LIBRARY', 1);
require $argv[1];
$answers = array();
foreach (json_decode(stream_get_contents(STDIN), true) as $call) {
    $answers[] = call_user_func_array($call[0], array_slice($call, 1));
}
echo json_encode($answers);
